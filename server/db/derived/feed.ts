import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { ident, keyExpression, literal, rowExpression, tableName } from './expressions.ts';

/** Notified with a learner's id when rows changed by a hand other than push; the service passes its own news on itself. */
export const CHANGES_CHANNEL = 'hornbook_changes';

// Owned functions run as the owner: devices have no grant on the feed and the clocks.
const AS_OWNER = 'language plpgsql security definer set search_path = public, pg_temp';
// No table read through and no sort: of all plans for the look-up below, these leave the primary key's alone.
export const BY_INDEX = 'set enable_seqscan = off set enable_sort = off set jit = off';

/**
 * The feed's latest state of one row, as a subquery that only the primary key can answer, whatever the statistics say. An
 * equal key leaves a choice: where learners have few rows on average, the index by version looks as good, and reads all
 * a learner has for every row. Only the primary key brings a range of keys in order, and here a sort costs too much.
 */
export const latestState = (learner: string, collection: string, key: string): string => `
          select c.key, c.row, c.version from changes c
          where c.learner_id = ${learner} and c.collection = ${collection} and c.key >= ${key} and c.key <= ${key}
          order by c.key limit 1`;

/** What the feed holds under these keys of the session's learner, read with the rights of whoever asks. */
const known = `create function hornbook_known(of_collection text, keys text[])
  returns table (key text, "row" json, version bigint) stable language sql set search_path = public, pg_temp ${BY_INDEX} as $$
    select found.* from unnest(keys) given_key, lateral (
      ${latestState("current_setting('app.learner_id')::uuid", 'of_collection', 'given_key')}
    ) found
  $$`;

// Read by the service a moment later, which folds the learner's rows anew.
const MARK_DIRTY = `insert into dirty_learners (learner_id, version) values (changed.learner_id, latest)
        on conflict (learner_id) do update set version = excluded.version;`;

// Rows of two kilobytes are common here, and compressing each by itself costs more than it saves.
const keepInline = (table: string) => `alter table ${ident(table)} set (toast_tuple_target = 8160)`;

const feedOf = (collection: Collection, folded: boolean): string[] => {
  const table = tableName(collection);
  const feed = `hornbook_feed_${table}`;
  const name = literal(collection.name);
  return [
    // [S2] Each row that differs from the feed's latest state takes the next version; a row that does not, none.
    // Learner by learner (hardly ever more than one), and each look-up one that only an index can answer: a plan is kept
    // as long as its session, also when the tables have grown a thousandfold since. `offset 0` builds each row once.
    `create function ${feed}() returns trigger ${AS_OWNER} ${BY_INDEX} as $$
    declare
      changed record;
      latest bigint;
    begin
      -- Push has put these very rows into the feed by the statement that wrote them.
      if current_setting('app.fed', true) = ${name} then return null; end if;
      for changed in
        select n.learner_id, array_agg(n.key) as keys, array_agg(n.row) as rows, count(*) as steps
        from (
          select r.learner_id, ${keyExpression(collection, 'r')} as key, ${rowExpression(collection, 'r')} as row
          from new_rows r
          -- Each row is put together once, not once to compare and once to store.
          offset 0
        ) n
        left join lateral (${latestState('n.learner_id', name, 'n.key')}
        ) known on true
        where known.row::jsonb is distinct from n.row
        group by n.learner_id order by n.learner_id
      loop
        update learner_clocks set version = version + changed.steps where learner_id = changed.learner_id
        returning version into latest;
        if not found then
          raise exception 'the learner of a row of ${table} has no clock' using errcode = 'foreign_key_violation';
        end if;
        insert into changes (learner_id, collection, key, version, row)
        select changed.learner_id, ${name}, entry.key, latest - changed.steps + entry.step, entry.row::json
        from unnest(changed.keys, changed.rows) with ordinality entry (key, row, step)
        on conflict (learner_id, collection, key) do update set version = excluded.version, row = excluded.row;
        ${folded ? MARK_DIRTY : ''}
        if current_setting('app.merged', true) is distinct from 'on' then
          perform pg_notify('${CHANGES_CHANNEL}', changed.learner_id::text);
        end if;
      end loop;
      return null;
    end $$`,
    keepInline(table),
    ...['insert', 'update'].map(
      (event) => `create trigger hornbook_feed_${event} after ${event} on ${ident(table)}
      referencing new table as new_rows for each statement execute function ${feed}()`,
    ),
  ];
};

/**
 * Puts rows of the learner into the feed as they are given, each under the next version; one that is there already, as it
 * is given, under none. [S2] For the role that may write all of a row: what a device sends is still told by the tables.
 */
const feedGiven = (foldedCollections: readonly string[]): string => `
  create function hornbook_feed_given(of_collection text, keys text[], given text[], all_new boolean) returns void ${AS_OWNER} ${BY_INDEX}
    set plan_cache_mode = force_generic_plan as $$
    declare
      me uuid := current_setting('app.learner_id')::uuid;
      changed record;
      latest bigint;
    begin
      perform set_config('app.fed', of_collection, true);
      -- As above: look-ups that only an index can answer.
      if not all_new and exists (
        select from unnest(keys) given_key, lateral (${latestState('me', 'of_collection', 'given_key')}
        ) known
      ) then
        select array_agg(entry.key order by step), array_agg(entry.row order by step) into keys, given
        from unnest(keys, given) with ordinality entry (key, row, step)
        left join lateral (${latestState('me', 'of_collection', 'entry.key')}
        ) known on true
        where known.row is null or (known.row::text <> entry.row and known.row::jsonb <> entry.row::jsonb);
        if keys is null then return; end if;
      end if;
      update learner_clocks set version = version + cardinality(keys) where learner_id = me returning version into latest;
      insert into changes (learner_id, collection, key, version, row)
      select me, of_collection, entry.key, latest - cardinality(keys) + entry.step, entry.row::json
      from unnest(keys, given) with ordinality entry (key, row, step)
      on conflict (learner_id, collection, key) do update set version = excluded.version, row = excluded.row;
      if of_collection = any(array[${foldedCollections.map(literal).join(', ')}]::text[]) then
        select me as learner_id into changed;
        ${MARK_DIRTY}
      end if;
    end $$`;

/** [F1] The feed and the clock, kept by triggers whoever writes; and the epoch, the one thing of the installation a learner's role may read. */
export const feed = (collections: readonly Collection[], foldedCollections: readonly string[]): string[] => [
  `create function hornbook_epoch() returns text stable language sql security definer set search_path = public, pg_temp as $$
    select value #>> '{}' from hornbook_meta where key = 'epoch'
  $$`,
  `insert into hornbook_meta (key, value) values ('epoch', to_jsonb(left(replace(gen_random_uuid()::text, '-', ''), 12)))
    on conflict (key) do nothing`,
  // The clock is born with its learner: the reading side never writes, and the writing side always finds it to lock.
  `create function hornbook_new_clock() returns trigger ${AS_OWNER} as $$
    begin
      insert into learner_clocks (learner_id) values (new.id) on conflict do nothing;
      return null;
    end $$`,
  `create trigger hornbook_new_clock after insert on learners for each row execute function hornbook_new_clock()`,
  `insert into learner_clocks (learner_id) select id from learners on conflict do nothing`,
  keepInline('changes'),
  known,
  feedGiven(foldedCollections),
  ...collections.flatMap((collection) => feedOf(collection, foldedCollections.includes(collection.name))),
];
