import { createHash } from 'node:crypto';
import { courseDrafts } from '@hornbook/shared/collections/course-drafts.ts';
import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { foldedCollections } from '@hornbook/shared/learning/learner-folder.ts';
import { sql } from 'drizzle-orm';
import { Refusal } from '../exit-with-reason.ts';
import { betweenOthers } from './between-others.ts';
import { access } from './derived/access.ts';
import { ident } from './derived/expressions.ts';
import { feed } from './derived/feed.ts';
import { guard } from './derived/guard.ts';
import { profileRow } from './derived/profile-row.ts';
import { publishedDrafts } from './derived/published-drafts.ts';
import { putFunctions } from './derived/put-rows.ts';
import { queryIndexes } from './derived/query-indexes.ts';
import { references } from './derived/references.ts';
import { snakeCase } from './snake-case.ts';
import { rowsOf, type SqlDatabase, type SqlRunner } from './sql-database.ts';

// Whatever an earlier version made goes first, so nothing that is no longer derived stays behind. Constraints see to
// themselves: making one again would check every row.
const clear = [
  `do $$ declare o record; begin
    for o in select tablename, policyname from pg_policies where schemaname = 'public' and starts_with(policyname, 'hornbook_')
    loop execute format('drop policy %I on %I', o.policyname, o.tablename); end loop;
    for o in select oid::regprocedure as f from pg_proc where pronamespace = 'public'::regnamespace and starts_with(proname, 'hornbook_')
    loop execute format('drop function %s cascade', o.f); end loop;
  end $$`,
];

/** All that follows from the list of collections: roles, policies, grants, the feed, the guard, foreign keys, checks. */
export const derivedObjects = (list: readonly Collection[] = Object.values(collections)): string[] => [
  ...clear,
  ...references(list),
  ...queryIndexes(list),
  ...feed(list, foldedCollections),
  ...putFunctions(list),
  ...guard(list),
  ...access(list),
  // After the policies, which a plain owner needs for it.
  ...(list.includes(profile) ? profileRow() : []),
  ...(list.includes(courseDrafts) ? publishedDrafts() : []),
  `revoke execute on all functions in schema public from public`,
  `grant execute on all functions in schema public to hornbook_learner, hornbook_system`,
  // Grades come by it, which a learner's role may not write.
  `revoke execute on function hornbook_feed_given from hornbook_learner`,
  // It is called by triggers, which go by the owner's rights.
  ...(list.includes(profile)
    ? [`revoke execute on function hornbook_tell_roles from hornbook_learner, hornbook_system`]
    : []),
  ...(list.includes(courseDrafts)
    ? [`revoke execute on function hornbook_tell_course from hornbook_learner, hornbook_system`]
    : []),
];

/** Brings the database's derived objects up to date; to be called after the migrations. True when there was something to do. */
export const applyDerivedObjects = (database: SqlDatabase): Promise<boolean> =>
  betweenOthers(() => database.transaction(applyIn));

const applyIn = async (transaction: SqlRunner): Promise<boolean> => {
  await transaction.execute(sql`set local statement_timeout = 0`);
  // Two processes starting at once take turns.
  await transaction.execute(sql`select pg_advisory_xact_lock(7011, 1)`);
  const statements = derivedObjects();
  // The tables count too: a reference to content waits for the migration that makes its table.
  const tables = await rowsOf<{ name: string }>(
    transaction,
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const hash = createHash('sha256')
    .update(JSON.stringify([statements, tables]))
    .digest('hex');
  const known = await rowsOf<{ value: unknown }>(
    transaction,
    sql`select value from hornbook_meta where key = 'derived-objects'`,
  );
  if (known[0]?.value === hash) return false;
  await refuseMissingColumns(transaction);
  // All at once and before anything is changed: whoever comes later waits for half a second and then goes on. The clocks
  // first, since every push begins with them.
  const names = tables.map(({ name }) => name).sort((a, b) => Number(b === CLOCKS) - Number(a === CLOCKS));
  await transaction.execute(sql`set local lock_timeout = '400ms'`);
  await transaction.execute(sql.raw(`lock table ${names.map(ident).join(', ')} in access exclusive mode`));
  for (const statement of statements) await transaction.execute(sql.raw(statement));
  await transaction.execute(sql`
      insert into hornbook_meta (key, value) values ('derived-objects', to_jsonb(${hash}::text))
      on conflict (key) do update set value = excluded.value`);
  return true;
};

const CLOCKS = 'learner_clocks';

/** A field without its column would show as an error of some grant or trigger, far from what was forgotten. */
const refuseMissingColumns = async (transaction: SqlRunner): Promise<void> => {
  const columns = await rowsOf<{ name: string }>(
    transaction,
    sql`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
  );
  const made = new Set(columns.map(({ name }) => name));
  const missing = Object.values(collections)
    .flatMap(({ name, fields }) => Object.keys(fields).map((field) => `${snakeCase(name)}.${snakeCase(field)}`))
    .filter((name) => !made.has(name));
  if (missing.length > 0)
    throw new Refusal(
      `The database has no ${missing.join(', ')}: declared in shared/collections, but made by no migration. ` +
        'Make one (npm run db:generate -- --name <what_changed>) and start again.',
    );
};
