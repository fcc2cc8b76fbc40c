import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { columnName, fieldsByRule, ident, tableName } from './expressions.ts';
import { RECEPTION_ROLE, receptionAccess } from './reception.ts';

/** Speaks for what a device sent: no grant on server-owned columns. */
export const LEARNER_ROLE = 'hornbook_learner';
/** Writes grades and folds, for one learner at a time like the other. */
export const SYSTEM_ROLE = 'hornbook_system';

/** What is folded from a learner's rows: written by folds alone, for nobody may award themselves anything. */
const DERIVED_TABLES = ['skill_states', 'cards', 'day_scores', 'streaks', 'achievements'];

/** Counts for operators, across learners: of the columns named here, and of nothing a learner wrote or answered. */
export const FIGURES_ROLE = 'hornbook_figures';
const COUNTED: Readonly<Record<string, readonly string[]>> = {
  study_days: ['learner_id', 'local_day', 'deleted_at'],
  lesson_progress: ['course_id', 'status', 'deleted_at'],
  enrollments: ['course_id', 'status', 'deleted_at'],
  attempts: ['learner_id', 'activity_id', 'completed_day', 'status', 'earned_points', 'possible_points', 'deleted_at'],
  activities: ['id', 'kind'],
  // What the policies of published content look at comes with them.
  courses: ['id', 'slug', 'published_at', 'unpublished_at'],
  units: ['id', 'course_id'],
  lessons: ['id', 'unit_id', 'published_at', 'unpublished_at'],
};

/** Tables of one learner each that the service itself also reads across learners (sessions, waiting folds, figures). */
const SERVICE_TABLES = [
  'devices',
  'session',
  'pairings',
  'joined_learners',
  'account_events',
  'learner_clocks',
  'replicas',
  'dirty_learners',
  ...DERIVED_TABLES,
  'push_subscriptions',
  'sent_reminders',
  'learner_blobs',
  'blob_uploads',
  'ai_interactions',
  'course_authors',
  'course_invitations',
  'borrowed_files',
];
const LEARNER_TABLES = ['changes'];

/** Readable as far as published; their policies come with the tables. Questions and answer keys are not among them. */
const PUBLISHED_TABLES = [
  'courses',
  'skills',
  'units',
  'lessons',
  'assets',
  'activities',
  'unit_skills',
  'lesson_skills',
].concat(['course_versions', 'pack_blobs']);

// '' is what the setting reads as after a transaction that used it; the subselect is evaluated once a statement.
const ME = `(select nullif(current_setting('app.learner_id', true), '')::uuid)`;

const makeRole = (role: string): string[] => [
  `do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
  exception when duplicate_object or unique_violation then null; -- another database of the cluster was faster
  end $$`,
  // The owner need not be a superuser, and having made a role does not mean being allowed to take it.
  `do $$ begin
    perform set_config('role', '${role}', true);
    perform set_config('role', 'none', true);
  exception when insufficient_privilege then grant ${role} to current_user;
  end $$`,
  `grant usage on schema public to ${role}`,
  `revoke all on all tables in schema public from ${role}`,
];

const ownRowsOnly = (table: string, column = 'learner_id'): string[] => [
  `alter table ${ident(table)} enable row level security`,
  `alter table ${ident(table)} force row level security`,
  `create policy hornbook_own on ${ident(table)} using (${column} = ${ME}) with check (${column} = ${ME})`,
];

/**
 * For the service to read across learners, and no more: whom to remind, which programs to run again, which questions wait,
 * which pages to keep.
 */
const SERVICE_READS = ['learner_settings', 'submissions', 'messages', 'materials'];

const serviceToo = (table: string): string =>
  `create policy hornbook_service on ${ident(table)} to current_user using (true) with check (true)`;

// By the role that was taken: who may take it is not held to be it, or the owner would see all.
const counting = (): string[] =>
  Object.entries(COUNTED).flatMap(([table, columns]) => [
    `grant select (${columns.map(ident).join(', ')}) on ${ident(table)} to ${FIGURES_ROLE}`,
    `create policy hornbook_figures on ${ident(table)} for select to ${FIGURES_ROLE}
      using (current_user = '${FIGURES_ROLE}')`,
  ]);

const grantsOn = (collection: Collection): string[] => {
  const table = ident(tableName(collection));
  const list = (names: string[]) => names.map((name) => ident(columnName(name))).join(', ');
  const own = fieldsByRule(collection, 'server');
  const sync = ['stamps', 'deletedAt'];
  const all = [...Object.keys(collection.fields), ...sync];
  const fromDevice = all.filter((name) => !own.includes(name));
  const changing = (names: string[]) => names.filter((name) => !collection.key.includes(name));
  return [
    `grant select on ${table} to ${LEARNER_ROLE}, ${SYSTEM_ROLE}`,
    `grant insert (learner_id, ${list(fromDevice)}), update (${list(changing(fromDevice))}) on ${table} to ${LEARNER_ROLE}`,
    `grant insert (learner_id, ${list(all)}), update (${list(changing(all))}) on ${table} to ${SYSTEM_ROLE}`,
  ];
};

/** Roles, row-level security and grants: who may see and write what. */
export const access = (collections: readonly Collection[]): string[] => [
  ...makeRole(LEARNER_ROLE),
  ...makeRole(SYSTEM_ROLE),
  ...makeRole(FIGURES_ROLE),
  ...makeRole(RECEPTION_ROLE),
  `revoke all on all tables in schema public from public`,
  ...[...collections.map(tableName), ...LEARNER_TABLES].flatMap((table) => ownRowsOnly(table)),
  ...SERVICE_TABLES.flatMap((table) => [...ownRowsOnly(table), serviceToo(table)]),
  ...SERVICE_READS.map(
    (table) => `create policy hornbook_service_reads on ${ident(table)} for select to current_user using (true)`,
  ),
  ...ownRowsOnly('learners', 'id'),
  serviceToo('learners'),
  ...collections.flatMap(grantsOn),
  ...counting(),
  `grant select on ${PUBLISHED_TABLES.join(', ')} to ${LEARNER_ROLE}, ${SYSTEM_ROLE}`,
  `grant select on account_events, ai_interactions to ${LEARNER_ROLE}`,
  // Authors read what became of their own courses, also of those that nobody else may see.
  `grant select on course_events to ${LEARNER_ROLE}`,
  // By the owner's rights: which account is whose is nothing a device's role may read.
  `create function hornbook_my_account() returns uuid stable language sql security definer set search_path = public, pg_temp
    as $$ select user_id from learners where id = ${ME} and gone_at is null $$`,
  // Whose courses they are, or who writes them with others.
  `create function hornbook_my_courses() returns setof uuid stable language sql security definer set search_path = public, pg_temp
    as $$ select id from courses where author_user_id = hornbook_my_account()
      union select course_id from course_authors where learner_id = ${ME} $$`,
  ...[
    ['courses', 'id'],
    ['course_versions', 'course_id'],
    ['course_events', 'course_id'],
  ].map(
    ([table, course]) => `create policy hornbook_author on ${table} for select to ${LEARNER_ROLE}
      using (${course} in (select hornbook_my_courses()))`,
  ),
  ...receptionAccess(),
  `grant select on changes, learner_clocks, replicas, ${DERIVED_TABLES.join(', ')} to ${LEARNER_ROLE}, ${SYSTEM_ROLE}`,
  `grant insert, update on replicas to ${LEARNER_ROLE}, ${SYSTEM_ROLE}`,
  `grant insert, update, delete on ${DERIVED_TABLES.join(', ')} to ${SYSTEM_ROLE}`,
  `grant select, delete on dirty_learners to ${SYSTEM_ROLE}`,
  // Which bytes there are is nobody's to know who does not have them: a device's own role sees none of it.
  `grant select, insert, update, delete on learner_blobs, blob_uploads to ${SYSTEM_ROLE}`,
  `grant select, insert, update on blobs to ${SYSTEM_ROLE}`,
  `alter table blobs enable row level security`,
  `alter table blobs force row level security`,
  `create policy hornbook_bytes on blobs to ${SYSTEM_ROLE} using (true) with check (true)`,
  serviceToo('blobs'),
];
