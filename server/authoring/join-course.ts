import { randomUUID } from 'node:crypto';
import type { ApartPart } from '@hornbook/shared/authoring/authors-protocol.ts';
import { type Copy, joinCopies } from '@hornbook/shared/authoring/join-copies.ts';
import { courseDrafts, type Draft } from '@hornbook/shared/collections/course-drafts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { SERVER_REPLICA_ID } from '@hornbook/shared/sync/hlc.ts';
import { upcastRow } from '@hornbook/shared/sync/upcast.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { readAsLearner, UnknownLearner } from '../db/with-learner.ts';
import type { PushContext } from '../sync/apply-push.ts';
import { pushRows } from '../sync/push-rows.ts';
import { giveFiles, noteBorrowed, type Outstanding } from './give-files.ts';

export interface JoinNeeds {
  database: Pick<Database, 'db' | 'transaction'>;
  context: PushContext;
  /** The room each author has for files of the others. */
  quotaBytes: number;
}

/** An author whose account may write courses; one that may not just now is left out until it may again. */
interface Member extends Outstanding {
  learnerId: string;
  version: number;
  apart: ApartPart[];
}

export type JoinOutcome =
  | { kind: 'joined'; refused: number }
  | { kind: 'busy' }
  /** [A4] Who writes the course has changed meanwhile, or another process has taken over: what was not given yet was not. */
  | { kind: 'stopped' };

/** How long a process that was killed keeps the others from going on. */
const LEASE_SECONDS = 60;
/** A row is two kilobytes as a rule, and may be a hundred times as much. */
const KEYS_AT_ONCE = 100;

/**
 * Joins what the authors of one course hold of it: reads what changed since it was last joined, gives each what the others
 * have more, by the way of a push, and only then writes down how far that was. [A1] [A2] Cut off anywhere, it is begun again
 * from there; two processes at once do no harm. `busy` where another one is at it, `stopped` where the circle changed.
 */
export const joinCourse = async (needs: JoinNeeds, courseId: string): Promise<JoinOutcome> => {
  const { database } = needs;
  const lease = randomUUID();
  if (!(await takeLease(database, courseId, lease))) return { kind: 'busy' };
  const mayGoOn = () => keepLease(database, courseId, lease);
  try {
    const members = await membersOf(database, courseId);
    // Whoever comes to it, or comes back, may lack what the others have long had in common. [A4]
    const isAnew = members.some(({ version }) => version < 0);
    const read = await Promise.all(
      members.map(({ learnerId, version }) => readChanged(database, learnerId, isAnew ? -1 : version, courseId)),
    );
    const before = members.flatMap(({ apart }) => apart.map(({ id }) => id));
    const keys = new Set([...before, ...read.flatMap((one) => one.keys)]);
    const joined = await joinKeys(needs, courseId, members, [...keys], mayGoOn);
    if (!joined) return { kind: 'stopped' };
    const { apart, refused } = joined;
    const files = new Set([
      ...joined.files,
      ...members.flatMap(({ lackedFiles, noRoomFiles }) => [...lackedFiles, ...noRoomFiles]),
    ]);
    const authors = members.map(({ learnerId }) => learnerId);
    const outstanding = await giveFiles(needs, courseId, authors, files, mayGoOn);
    if (!outstanding) return { kind: 'stopped' };
    const reached = members.map(
      ({ learnerId }, index): Member => ({
        learnerId,
        version: read[index]?.version ?? -1,
        apart,
        ...(outstanding[index] as Outstanding),
      }),
    );
    return (await writeDown(database, courseId, lease, reached)) ? { kind: 'joined', refused } : { kind: 'stopped' };
  } finally {
    await database.db.execute(sql`update course_authors set leased_by = null, leased_until = null
      where course_id = ${courseId} and leased_by = ${lease}`);
  }
};

/**
 * What came of it, the files that were named, and how many rows were refused, which is a fault of somebody's. `mayGoOn` is
 * asked before anybody is given anything; null where it said no.
 */
const joinKeys = async (
  { database, context }: JoinNeeds,
  courseId: string,
  members: readonly Member[],
  keys: readonly string[],
  mayGoOn: () => Promise<boolean>,
): Promise<{ apart: ApartPart[]; files: Set<string>; refused: number } | null> => {
  const apart = new Map<string, ApartPart['why']>();
  const files = new Set<string>();
  let refused = 0;
  for (let first = 0; first < keys.length; first += KEYS_AT_ONCE) {
    const some = keys.slice(first, first + KEYS_AT_ONCE);
    const copies = await Promise.all(members.map(({ learnerId }) => readCopy(database, learnerId, some)));
    for (const row of copies.flatMap((copy) => [...copy.values()])) {
      const { blobHash, courseId: of } = row as AnyRow & Draft;
      if (blobHash !== null && of === courseId) files.add(blobHash);
    }
    const joined = joinCopies(courseId, copies);
    for (const { id, why } of joined.apart) apart.set(id, why);
    for (const [index, { learnerId }] of members.entries()) {
      const given = joined.given[index] ?? [];
      if (given.length > 0) {
        if (!(await mayGoOn())) return null;
        await noteBorrowed(database, courseId, learnerId, copies[index] ?? new Map(), given);
        // Each of these stamps was let in before, so none is too late.
        const into = { learnerId, replicaId: SERVER_REPLICA_ID, heard: Number.MAX_SAFE_INTEGER };
        const rows = given.map((row) => ({ collection: courseDrafts, row }));
        const verdicts = await pushRows(context, into, rows);
        refused += verdicts.length;
        for (const { key, verdict } of verdicts) apart.set(key, verdict === 'rejected' ? 'refused' : 'not-stored');
      }
      if (some.includes(courseId)) await tellCourse(database.db, courseId, learnerId);
    }
  }
  return { apart: [...apart].map(([id, why]) => ({ id, why })), files, refused };
};

/** What became of the course, by the row of its draft. */
export const tellCourse = async (runner: SqlRunner, courseId: string, learnerId: string): Promise<void> => {
  await runner.execute(sql`select hornbook_tell_course(${courseId}, ${learnerId})`);
};

const takeLease = async ({ db }: Pick<Database, 'db'>, courseId: string, lease: string): Promise<boolean> => {
  const taken = await rowsOf(
    db,
    sql`update course_authors set leased_by = ${lease}, leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
      where course_id = ${courseId} and (leased_until is null or leased_until < now()) and learner_id =
        (select learner_id from course_authors where course_id = ${courseId} order by learner_id limit 1) returning 1`,
  );
  return taken.length > 0;
};

/** Whether this process is still the one that joins, and nobody has come to the course or left it. */
const keepLease = async ({ db }: Pick<Database, 'db'>, courseId: string, lease: string): Promise<boolean> => {
  const kept = await rowsOf(
    db,
    sql`update course_authors set leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
      where course_id = ${courseId} and leased_by = ${lease} returning 1`,
  );
  return kept.length > 0;
};

const membersOf = async ({ db }: Pick<Database, 'db'>, courseId: string): Promise<Member[]> => {
  const found = await rowsOf<Omit<Member, 'version'> & { version: string }>(
    db,
    sql`select a.learner_id as "learnerId", a.version, a.lacked_files as "lackedFiles",
        a.no_room_files as "noRoomFiles", a.apart from course_authors a
      join learners l on l.id = a.learner_id and l.gone_at is null
      join "user" u on u.id = l.user_id and (u.is_author or u.is_operator)
      where a.course_id = ${courseId} order by a.learner_id`,
  );
  return found.map((one) => ({ ...one, version: Number(one.version) }));
};

/** The clock first: what is written in between may be read twice, but is never passed over. */
const readChanged = ({ db }: Pick<Database, 'db'>, learnerId: string, version: number, courseId: string) =>
  readAsLearner(db, learnerId, async (runner) => {
    const [clock] = await rowsOf<{ version: string }>(
      runner,
      sql`select version from learner_clocks where learner_id = ${learnerId}`,
    );
    if (!clock) throw new UnknownLearner(`There is no learner ${learnerId} here.`);
    const changed = await rowsOf<{ key: string }>(
      runner,
      sql`select key from changes where learner_id = ${learnerId} and version > ${version}
        and collection = ${courseDrafts.name} and row ->> 'courseId' = ${courseId}`,
    );
    return { version: Number(clock.version), keys: changed.map(({ key }) => key) };
  });

const readCopy = ({ db }: Pick<Database, 'db'>, learnerId: string, keys: readonly string[]): Promise<Copy> =>
  readAsLearner(db, learnerId, async (runner) => {
    const rows = await rowsOf<{ key: string; row: AnyRow }>(
      runner,
      sql`select key, row from hornbook_known(${courseDrafts.name}, ${sql.param(keys)}::text[])`,
    );
    return new Map(rows.map(({ key, row }) => [key, upcastRow(courseDrafts, row)]));
  });

/** How far it came, unless who writes the course has changed meanwhile: then all of it is joined anew. */
const writeDown = (
  database: Pick<Database, 'transaction'>,
  courseId: string,
  lease: string,
  reached: readonly Member[],
): Promise<boolean> =>
  database.transaction(async (tx) => {
    const held = await rowsOf<{ leasedBy: string | null }>(
      tx,
      sql`select leased_by as "leasedBy" from course_authors where course_id = ${courseId} order by learner_id for update`,
    );
    if (!held.some(({ leasedBy }) => leasedBy === lease)) return false;
    // Whoever was left out this time lacks it.
    await tx.execute(sql`update course_authors set version = -1 where course_id = ${courseId}`);
    for (const { learnerId, version, lackedFiles, noRoomFiles, apart } of reached)
      await tx.execute(sql`update course_authors set version = ${version}, lacked_files = ${JSON.stringify(lackedFiles)}::jsonb,
        no_room_files = ${JSON.stringify(noRoomFiles)}::jsonb, apart = ${JSON.stringify(apart)}::jsonb
        where course_id = ${courseId} and learner_id = ${learnerId}`);
    return true;
  });
