import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { LEARNER_ROLE, SYSTEM_ROLE } from './access.ts';
import { columnName, fieldsByRule, ident, literal, tableName } from './expressions.ts';
import { BY_INDEX, latestState } from './feed.ts';

/** A column as a whole row is stored in it, and as many rows' values of it are given to Postgres. */
export interface StoredColumn {
  /** Of the row. */
  name: string;
  column: string;
  /** As a parameter: an array, or for JSON a text with a line for each row, which needs no second escaping. */
  isJson: boolean;
  type: string;
}

export const storedColumns = (collection: Collection): StoredColumn[] => {
  const types = Object.entries(collection.fields).map(([name, { type }]): [string, string] => [name, type.column]);
  return [...types, ['stamps', 'jsonb'] as const, ['deletedAt', 'bigint'] as const].map(([name, type]) => ({
    name,
    column: ident(columnName(name)),
    isJson: type === 'jsonb',
    type,
  }));
};

/** Whether rows have fields of the service's own: then push also says how they stand in the feed. */
export const isGraded = (collection: Collection): boolean => fieldsByRule(collection, 'server').length > 0;

export const putFunction = (collection: Collection): string => `hornbook_put_${tableName(collection)}`;

// Planned once a session and not around the values: planning would read them all a second time.
const PLANNED_ONCE = 'set search_path = public, pg_temp set plan_cache_mode = force_generic_plan';

/**
 * Stores any number of whole rows of the learner, an argument a column: each value is read by its own type, where one JSON
 * text of all the rows would be taken apart into one great jsonb first. Graded rows go into the feed first, as text: each
 * is given the beginning of its own, with all that is no JSON, and the texts of its JSON columns follow, which so are
 * sent once and not twice. What the trigger would put together again from the columns costs Postgres more than all the
 * rest. The last argument says that the feed has none of them.
 */
const putRows = (collection: Collection): string => {
  const columns = storedColumns(collection).map((column, index) => ({
    ...column,
    // As texts they are used twice.
    given: column.isJson ? `json_${index + 1}` : `$${index + 1}`,
    parameter: `$${index + 1}`,
  }));
  const names = columns.map(({ column }) => column);
  const key = collection.key.map((name) => ident(columnName(name)));
  const changing = names.filter((column) => !key.includes(column));
  const graded = isGraded(collection);
  const types = columns.map(({ isJson, type }) => (isJson ? 'text' : `${type}[]`));
  const [keys, heads, allNew] = [1, 2, 3].map((after) => `$${columns.length + after}`);
  const json = columns.filter(({ isJson }) => isJson);
  const line = ['r.head', ...json.map(({ name, column }) => `${literal(`,"${name}":`)} || r.${column}`), `'}'`];
  const feed = `perform hornbook_feed_given(${literal(collection.name)}, ${keys}, array(
        select ${line.join(' || ')}
        from unnest(string_to_array(${heads}, E'\n'), ${json.map(({ given }) => given).join(', ')})
          as r(head, ${json.map(({ column }) => column).join(', ')})
      ), ${allNew});`;
  const value = ({ isJson, column }: StoredColumn) => (isJson ? `nullif(r.${column}, 'null')::jsonb` : `r.${column}`);
  return `create function ${putFunction(collection)}(${[...types, 'text[]', 'text', 'boolean'].join(', ')})
    returns void language plpgsql ${PLANNED_ONCE} as $$
    declare
      ${json.map(({ given, parameter }) => `${given} text[] := string_to_array(${parameter}, E'\n');`).join('\n      ')}
    begin
      -- Only the system's role may write grades; a collection without any is written with the learner's.
      perform set_config('role', '${graded ? SYSTEM_ROLE : LEARNER_ROLE}', true);
      ${graded ? feed : ''}
      insert into ${ident(tableName(collection))} (learner_id, ${names.join(', ')})
      select current_setting('app.learner_id')::uuid, ${columns.map(value).join(', ')}
      from unnest(${columns.map(({ given }) => given).join(', ')}) as r(${names.join(', ')})
      on conflict (learner_id, ${key.join(', ')}) do update set
        ${changing.map((column) => `${column} = excluded.${column}`).join(', ')};
    end $$`;
};

/**
 * Begins a push of rows none of which the feed has: [S1] locks the learner's clock, and says what comes of it. 'new' alone
 * means that they may be put; otherwise nothing has happened but the lock. Runs with the rights of whoever calls it.
 */
const beginNew = `create function hornbook_begin_new(learner uuid, of_epoch text, replica text, rev bigint,
    collections text[], keys text[], out outcome text, out epoch text) language plpgsql ${PLANNED_ONCE} ${BY_INDEX} as $$
    begin
      select hornbook_epoch() || clock.epoch into epoch from learner_clocks clock where learner_id = learner for update;
      outcome := case when not found then 'unknown' when epoch <> of_epoch then 'epoch' else 'new' end;
      if outcome <> 'new' then return; end if;
      perform set_config('app.learner_id', learner::text, true), set_config('app.merged', 'on', true),
        set_config('role', '${LEARNER_ROLE}', true);
      if exists (
        select from unnest(collections, keys) given (collection, key), lateral (${latestState('learner', 'given.collection', 'given.key')}
        ) known
      ) then
        outcome := 'known';
        return;
      end if;
      insert into replicas (learner_id, replica_id, max_rev) values (learner, replica, rev)
      on conflict (learner_id, replica_id) do update set max_rev = excluded.max_rev
      where replicas.max_rev < excluded.max_rev;
    end $$`;

export const putFunctions = (collections: readonly Collection[]): string[] => [...collections.map(putRows), beginNew];
