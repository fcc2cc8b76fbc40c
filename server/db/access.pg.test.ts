import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { expect, test } from 'vitest';
import { describeOnBoth } from '../testing/test-database.ts';
import { LEARNER_ROLE, SYSTEM_ROLE } from './derived/access.ts';
import { tableName } from './derived/expressions.ts';

const synced = (Object.values(collections) as readonly Collection[]).map(tableName);

/** What a role may do with some column of a table, whatever the column. */
type Grants = { select?: true; insert?: true; update?: true; delete?: true };
const READ: Grants = { select: true };
const WRITE: Grants = { select: true, insert: true, update: true };
const ALL: Grants = { ...WRITE, delete: true };

/** Every table there is, and what the two roles may do with it. Whoever adds a table decides here who sees it. */
const ACCESS: Record<string, { learner: Grants; system: Grants }> = {
  ...Object.fromEntries(synced.map((table) => [table, { learner: WRITE, system: WRITE }])),
  changes: { learner: READ, system: READ },
  learner_clocks: { learner: READ, system: READ },
  replicas: { learner: WRITE, system: WRITE },
  skill_states: { learner: READ, system: ALL },
  day_scores: { learner: READ, system: ALL },
  streaks: { learner: READ, system: ALL },
  achievements: { learner: READ, system: ALL },
  cards: { learner: READ, system: ALL },
  account_events: { learner: READ, system: {} },
  learner_blobs: { learner: {}, system: ALL },
  blob_uploads: { learner: {}, system: ALL },
  blobs: { learner: {}, system: WRITE },
  ai_interactions: { learner: READ, system: {} },
  dirty_learners: { learner: {}, system: { select: true, delete: true } },
  ...Object.fromEntries(
    'learners devices session pairings joined_learners user account passkey verification hornbook_meta push_subscriptions sent_reminders course_authors course_invitations borrowed_files'
      .split(' ')
      .map((table) => [table, { learner: {}, system: {} }]),
  ),
  ...Object.fromEntries(
    'courses skills units lessons assets activities unit_skills lesson_skills course_versions pack_blobs'
      .split(' ')
      .map((table) => [table, { learner: READ, system: READ }]),
  ),
  // Authors read what became of their own courses.
  course_events: { learner: READ, system: {} },
  // Solutions, and what leads to them.
  ...Object.fromEntries(
    ['questions', 'question_skills', 'course_answer_keys', 'course_version_blobs'].map((table) => [
      table,
      { learner: {}, system: {} },
    ]),
  ),
};

describeOnBoth('access to the tables', (database) => {
  const tables = () =>
    database().query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
       order by 1`,
    );

  test('every table is named with what each role may do with it, and that is all it may', async () => {
    const found: typeof ACCESS = {};
    const ofRole = async (role: string, table: string) => {
      const grants: Grants = {};
      for (const privilege of ['select', 'insert', 'update', 'delete'] as const) {
        const ask = privilege === 'delete' ? 'has_table_privilege' : 'has_any_column_privilege';
        const [row] = await database().query<{ yes: boolean }>(`select ${ask}($1, $2, $3) as yes`, [
          role,
          `public."${table}"`,
          privilege,
        ]);
        if (row?.yes) grants[privilege] = true;
      }
      return grants;
    };
    for (const { name } of await tables())
      found[name] = { learner: await ofRole(LEARNER_ROLE, name), system: await ofRole(SYSTEM_ROLE, name) };
    expect(found).toEqual(ACCESS);
  });

  test('a table a role may read shows it one learner’s rows, or what is published', async () => {
    const policies = await database().query<{ name: string; roles: string[]; using: string; check: string | null }>(
      `select c.relname as name, array_agg(r.rolname::text) as roles, pg_get_expr(polqual, polrelid) as using,
         pg_get_expr(polwithcheck, polrelid) as check
       from pg_policy p join pg_class c on c.oid = p.polrelid left join pg_roles r on r.oid = any(p.polroles)
       group by p.oid, c.relname, polqual, polwithcheck, polrelid`,
    );
    const readable = Object.entries(ACCESS).filter(([, { learner, system }]) => learner.select || system.select);
    for (const [table, { learner }] of readable) {
      const reaching = policies.filter(
        ({ name, roles }) => name === table && roles.every((role) => [null, LEARNER_ROLE, SYSTEM_ROLE].includes(role)),
      );
      expect(reaching.length, table).toBeGreaterThan(0);
      for (const { using, check } of reaching) {
        if (learner.insert || /learner_id/.test(using)) {
          expect(using, table).toMatch(/learner_id = .*app\.learner_id/s);
          expect(check, table).toBe(using);
        }
      }
    }
  });

  test('every reference from one table to another has an index to follow it by', async () => {
    const slow = await database().query(
      `select k.conrelid::regclass::text as table, pg_get_constraintdef(k.oid) as reference from pg_constraint k
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace and not exists (
         select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
         and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
         and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] <@ k.conkey)
       order by 1, 2`,
    );
    expect(slow).toEqual([]);
  });
});
