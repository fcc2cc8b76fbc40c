import { randomUUID } from 'node:crypto';
import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { keyOf } from '@hornbook/shared/sync/row.ts';
import { rowArbitrary } from '@hornbook/shared/testing/arbitraries.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readFeedOn } from '../sync/read-feed.ts';
import { sqlStore, withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { withoutContent } from '../testing/without-content.ts';
import { columnName, fieldsByRule, tableName } from './derived/expressions.ts';
import { rowsOf } from './sql-database.ts';
import { inLearnerTransaction, readAsLearner, UnknownLearner } from './with-learner.ts';

const list = Object.values(collections) as readonly Collection[];
const bothRoles = ['hornbook_learner', 'hornbook_system'];

describeOnBoth('row-level security', (database) => {
  beforeAll(() => withoutContent(database()));

  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    return id;
  };
  const query = <R extends object>(text: string, params: unknown[] = []) => database().query<R>(text, params);

  test('is enabled and forced on every table that has a learner, with a policy and an index that begins with it', async () => {
    const tables = await query<{ name: string; on: boolean; forced: boolean; policies: number; indexed: boolean }>(`
      select c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced,
        (select count(*)::int from pg_policy where polrelid = c.oid and polcmd = '*') as policies,
        exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum) as indexed
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (a.attname = 'learner_id' or (c.relname = 'learners' and a.attname = 'id'))`);
    expect(tables.length).toBeGreaterThan(list.length + 6);
    for (const table of tables) {
      expect(table, table.name).toMatchObject({ on: true, forced: true, indexed: true });
      expect(table.policies, table.name).toBeGreaterThan(0);
    }
  });

  test('cannot be got round by a grant to everyone, a role that bypasses it, a view or a function', async () => {
    const toPublic = await query(`select table_name, privilege_type from information_schema.table_privileges
      where grantee = 'PUBLIC' and table_schema = 'public'`);
    expect(toPublic).toEqual([]);
    const strong = await query(
      `select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls or rolcanlogin)`,
      [bothRoles],
    );
    expect(strong).toEqual([]);
    const views = await query(`select relname from pg_class where relkind in ('v', 'm')
      and relnamespace = 'public'::regnamespace and not coalesce(reloptions @> '{security_invoker=true}', false)`);
    expect(views).toEqual([]);
    const definers = await query<{ name: string; config: string[] | null; result: string }>(`
      select proname as name, proconfig as config, prorettype::regtype::text as result from pg_proc
      where prosecdef and pronamespace = 'public'::regnamespace order by 1`);
    expect(definers.map(({ name }) => name)).toEqual(
      [
        'hornbook_course_shown',
        'hornbook_epoch',
        'hornbook_erases_at',
        'hornbook_feed_given',
        'hornbook_my_account',
        'hornbook_my_courses',
        'hornbook_new_clock',
        'hornbook_new_profile',
        'hornbook_roles_of_learner',
        'hornbook_roles_of_user',
        'hornbook_tell_course',
        'hornbook_tell_published',
        'hornbook_tell_roles',
        ...list.map((collection) => `hornbook_feed_${tableName(collection)}`),
      ].sort(),
    );
    const maySay = await query<{ role: string }>(
      `select role from unnest($1::text[]) role
        where has_function_privilege(role, 'hornbook_feed_given(text, text[], text[], boolean)', 'execute')`,
      [bothRoles],
    );
    expect(maySay).toEqual([{ role: 'hornbook_system' }]);
    const mayTell = await query<{ role: string }>(
      `select role from unnest($1::text[]) role where has_function_privilege(role, 'hornbook_tell_roles(uuid)', 'execute')
        or has_function_privilege(role, 'hornbook_tell_course(uuid, uuid)', 'execute')`,
      [bothRoles],
    );
    expect(mayTell).toEqual([]);
    // Besides, some are held to plans by an index.
    const planning = new Set([
      'enable_seqscan=off',
      'enable_sort=off',
      'jit=off',
      'plan_cache_mode=force_generic_plan',
    ]);
    for (const { config } of definers)
      expect(config?.filter((one) => !planning.has(one))).toEqual(['search_path=public, pg_temp']);
  });

  test('leaves a device no grant on what only the service writes, and nobody a grant to delete or to change the owner', async () => {
    for (const collection of list)
      for (const role of bothRoles) {
        const may = async (privilege: string, column: string) =>
          (
            await query<{ yes: boolean }>('select has_column_privilege($1, $2, $3, $4) as yes', [
              role,
              tableName(collection),
              column,
              privilege,
            ])
          )[0]?.yes;
        for (const field of fieldsByRule(collection, 'server'))
          for (const privilege of ['insert', 'update'])
            expect(await may(privilege, columnName(field)), `${role} ${field}`).toBe(role === 'hornbook_system');
        expect(await may('update', 'learner_id')).toBe(false);
        for (const privilege of ['delete', 'truncate'])
          expect(
            await query(`select has_table_privilege($1, $2, $3) as yes`, [role, tableName(collection), privilege]),
          ).toEqual([{ yes: false }]);
      }
    for (const secret of ['hornbook_meta', 'devices', 'learners'])
      expect(await query(`select has_any_column_privilege('hornbook_learner', $1, 'select') as yes`, [secret])).toEqual(
        [{ yes: false }],
      );
  });

  test('whatever A sends, nothing of B is read or changed', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    const withLearner = withLearnerOn(database().db);
    const snapshot = () =>
      Promise.all([
        readFeedOn(database().db)(b, 0, { rows: 1000, bytes: 1e7 }),
        ...list.map((collection) =>
          query(`select * from ${tableName(collection)} where learner_id = $1 order by 2, 3`, [b]),
        ),
      ]);
    for (const collection of list) {
      await fc.assert(
        fc.asyncProperty(rowArbitrary(collection), rowArbitrary(collection), async (ofB, ofA) => {
          const key = keyOf(collection, ofB);
          await withLearner(b, (store) => store.putRows(collection.name, [{ key, row: ofB }]));
          const before = await snapshot();
          // The same key, and B's id wherever a row or a statement can name a learner.
          const smuggled = { ...ofA, learnerId: b, learner_id: b } as AnyRow;
          await withLearner(a, async (store) => {
            await store.putRows(collection.name, [{ key: keyOf(collection, ofA), row: smuggled }]);
            const read = await store.rows(collection.name, [key]);
            expect([...read.values()].every(({ row }) => keyOf(collection, row) === key)).toBe(true);
          });
          await inLearnerTransaction(database().db, a, async (transaction) => {
            const table = sql.raw(tableName(collection));
            const { runner } = transaction;
            expect(await rowsOf(runner, sql`select from ${table} where learner_id = ${b}`)).toEqual([]);
            expect(await rowsOf(runner, sql`select from changes where learner_id = ${b}`)).toEqual([]);
            expect(
              await rowsOf(runner, sql`update ${table} set deleted_at = 1 where learner_id = ${b} returning 1`),
            ).toEqual([]);
            const store = sqlStore(transaction);
            const stolen = await store.savepoint(
              () =>
                runner.execute(sql`insert into ${table} (learner_id, stamps) values (${b}, '{}')`) as Promise<unknown>,
            );
            expect(stolen.ok).toBe(false);
            expect(String((stolen as { error: Error }).error.cause)).toMatch(/row-level security/);
          });
          expect(await snapshot()).toEqual(before);
          const feed = await readFeedOn(database().db)(a, 0, { rows: 1000, bytes: 1e7 });
          expect(JSON.stringify(feed)).not.toContain(b);
        }),
        propertyRuns(4),
      );
    }
  });

  test('shows nobody anything: without a learner, and to one who is not known here', async () => {
    await expect(withLearnerOn(database().db)(randomUUID(), async () => 1)).rejects.toThrow(UnknownLearner);
    await expect(readFeedOn(database().db)(randomUUID(), 0, { rows: 1, bytes: 1 })).rejects.toThrow(UnknownLearner);
    const seen = await database().transaction(async (tx) => {
      await tx.execute(sql`select set_config('role', 'hornbook_learner', true)`);
      return rowsOf(tx, sql`select from changes union all select from attempts`);
    });
    expect(seen).toEqual([]);
  });

  test('leaves no learner behind on a connection, however its transaction ended', async () => {
    const learners = await Promise.all(Array.from({ length: 10 }, newLearner));
    const settings = sql`select current_setting('app.learner_id', true) as id, current_setting('app.merged', true) as merged,
      current_user = session_user as owner`;
    await Promise.all(
      Array.from({ length: 120 }, async (_, index) => {
        const learnerId = learners[index % learners.length] as string;
        const work = readAsLearner(database().db, learnerId, async (runner) => {
          const [inside] = await rowsOf<{ id: string; owner: boolean }>(runner, settings);
          expect(inside).toMatchObject({ id: learnerId, owner: false });
          if (index % 3 === 0) throw new Error('on purpose');
          if (index % 7 === 0) await runner.execute(sql`select 1 / 0`);
        });
        await work.catch((error: Error) => {
          if (!/on purpose|Failed query/.test(error.message)) throw error;
        });
        const [outside] = await rowsOf<{ id: string | null; merged: string | null; owner: boolean }>(
          database().db,
          settings,
        );
        expect([outside?.id ?? '', outside?.merged ?? '', outside?.owner]).toEqual(['', '', true]);
      }),
    );
  });
});
