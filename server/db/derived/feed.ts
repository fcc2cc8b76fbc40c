import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { ident, keyExpression, literal, rowExpression, tableName } from './expressions.ts';

/** Notified with a learner's id when rows changed by a hand other than push; the service passes its own news on itself. */
export const CHANGES_CHANNEL = 'hornbook_changes';

// Owned functions run as the owner: devices have no grant on the feed and the clocks.
const AS_OWNER = 'language plpgsql security definer set search_path = public, pg_temp';

// Read by the service a moment later, which folds the learner's rows anew.
const DIRTY = ` dirty as (
        insert into dirty_learners (learner_id, version) select learner_id, version from clock
        on conflict (learner_id) do update set version = excluded.version
      ),`;

const feedOf = (collection: Collection, folded: boolean): string[] => {
  const table = tableName(collection);
  const feed = `hornbook_feed_${table}`;
  const name = literal(collection.name);
  return [
    // [S2] Each row that differs from the feed's latest state takes the next version; a row that does not, none.
    `create function ${feed}() returns trigger ${AS_OWNER} as $$
    declare
      expected bigint;
      written bigint;
    begin
      with candidate as (
        select n.learner_id, ${keyExpression(collection, 'n')} as key, ${rowExpression(collection, 'n')} as row
        from new_rows n
      ), changed as (
        select c.learner_id, c.key, c.row,
          row_number() over (partition by c.learner_id order by c.key) as step,
          count(*) over (partition by c.learner_id) as steps
        from candidate c
        left join changes known on known.learner_id = c.learner_id and known.collection = ${name} and known.key = c.key
        where known.row is distinct from c.row
      ), clock as (
        update learner_clocks k set version = k.version + t.steps
        from (select distinct learner_id, steps from changed) t
        where k.learner_id = t.learner_id
        returning k.learner_id, k.version - t.steps as base, k.version
      ),${folded ? DIRTY : ''} told as (
        select count(pg_notify('${CHANGES_CHANNEL}', learner_id::text)) as n from clock
        where current_setting('app.merged', true) is distinct from 'on'
      ), entered as (
        insert into changes (learner_id, collection, key, version, row)
        select changed.learner_id, ${name}, changed.key, clock.base + changed.step, changed.row
        from changed join clock using (learner_id)
        on conflict (learner_id, collection, key) do update set version = excluded.version, row = excluded.row
        returning 1
      )
      select (select count(*) from changed), (select count(*) from entered) + 0 * (select n from told)
      into expected, written;
      if written <> expected then
        raise exception 'a row of ${table} has no learner clock' using errcode = 'foreign_key_violation';
      end if;
      return null;
    end $$`,
    ...['insert', 'update'].map(
      (event) => `create trigger hornbook_feed_${event} after ${event} on ${ident(table)}
      referencing new table as new_rows for each statement execute function ${feed}()`,
    ),
  ];
};

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
  ...collections.flatMap((collection) => feedOf(collection, foldedCollections.includes(collection.name))),
];
