import type { Copy } from '@hornbook/shared/authoring/join-copies.ts';
import { courseDrafts, type Draft } from '@hornbook/shared/collections/course-drafts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { keyOf } from '@hornbook/shared/sync/row.ts';
import { sql } from 'drizzle-orm';
import { giveTo, havingOf } from '../blobs/learner-blobs.ts';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';

interface Needs {
  database: Pick<Database, 'db'>;
  /** The room each author has for files of others. */
  quotaBytes: number;
}

/** Of the files a course names, what an author still has to send, and what of the others' they have no room for. */
export interface Outstanding {
  lackedFiles: string[];
  noRoomFiles: string[];
}

/**
 * Writes down which files an author is about to be given the names of, before they are: by a name of that kind nobody gets
 * a file of theirs. [A5]
 */
export const noteBorrowed = async (
  { db }: Pick<Database, 'db'>,
  courseId: string,
  learnerId: string,
  own: Copy,
  given: readonly AnyRow[],
): Promise<void> => {
  const names = given.flatMap((row) => {
    const { id, blobHash } = row as AnyRow & Draft;
    const before = (own.get(keyOf(courseDrafts, row)) as Draft | undefined)?.blobHash ?? null;
    return blobHash === null || blobHash === before ? [] : [{ id, sha256: blobHash }];
  });
  if (names.length === 0) return;
  await db.execute(sql`insert into borrowed_files (course_id, learner_id, draft_id, sha256)
    select ${courseId}, ${learnerId}, one.id, one.sha256
      from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as one (id uuid, sha256 text)
    on conflict do nothing`);
};

interface Named {
  /** By parts that are not deleted. */
  all: Set<string>;
  /** Of these the ones that the author put there themselves. */
  own: Set<string>;
}

/** The files an author's copy names, all or of these. */
const namedBy = async (
  { db }: Pick<Database, 'db'>,
  courseId: string,
  learnerId: string,
  among?: readonly string[],
): Promise<Named> => {
  interface Name {
    id: string;
    sha256: string;
  }
  // In this order: whatever a row was given before it was read is written down already.
  const names = await readAsLearner(db, learnerId, (runner) =>
    rowsOf<Name>(
      runner,
      sql`select id, blob_hash as sha256 from course_drafts where learner_id = ${learnerId} and course_id = ${courseId}
        and deleted_at is null and blob_hash is not null
        ${among ? sql`and blob_hash = any(${sql.param(among)}::text[])` : sql``}`,
    ),
  );
  const borrowed = await rowsOf<Name>(
    db,
    sql`select draft_id as id, sha256 from borrowed_files where course_id = ${courseId} and learner_id = ${learnerId}`,
  );
  const isBorrowed = new Set(borrowed.map(({ id, sha256 }) => `${id} ${sha256}`));
  return {
    all: new Set(names.map(({ sha256 }) => sha256)),
    own: new Set(names.filter(({ id, sha256 }) => !isBorrowed.has(`${id} ${sha256}`)).map(({ sha256 }) => sha256)),
  };
};

/** Files that an author's copy names by joining alone: the course has not brought them, so it shows nobody theirs. */
export const borrowedBy = async (
  database: Pick<Database, 'db'>,
  courseId: string,
  learnerId: string,
): Promise<ReadonlySet<string>> => {
  const { all, own } = await namedBy(database, courseId, learnerId);
  return new Set([...all].filter((sha256) => !own.has(sha256)));
};

/**
 * Files go along to whoever was given their row, from those who put them into the course. [A5] `mayGoOn` is asked before
 * each; null where it said no. What is not outstanding for an author is there, or nothing of theirs names it any more.
 */
export const giveFiles = async (
  { database, quotaBytes }: Needs,
  courseId: string,
  authors: readonly string[],
  files: ReadonlySet<string>,
  mayGoOn: () => Promise<boolean>,
): Promise<Outstanding[] | null> => {
  const hashes = [...files];
  const outstanding = authors.map((): Outstanding => ({ lackedFiles: [], noRoomFiles: [] }));
  if (hashes.length === 0) return outstanding;
  const named = await Promise.all(authors.map((id) => namedBy(database, courseId, id, hashes)));
  const having = await Promise.all(authors.map((id) => havingOf({ database }, id, hashes)));
  const come = authors.map((): string[] => []);
  for (const sha256 of hashes) {
    const from = authors.findIndex((_, index) => named[index]?.own.has(sha256) && having[index]?.has(sha256));
    const giver = authors[from];
    for (const [index, author] of authors.entries()) {
      if (!named[index]?.all.has(sha256)) continue;
      const has = having[index]?.has(sha256);
      if (giver === undefined) {
        if (!has && named[index]?.own.has(sha256)) outstanding[index]?.lackedFiles.push(sha256);
        continue;
      }
      if (!has) {
        if (!(await mayGoOn())) return null;
        const outcome = await giveTo({ database, quotaBytes }, giver, author, sha256);
        if (outcome === 'no-room') outstanding[index]?.noRoomFiles.push(sha256);
        if (outcome !== 'given') continue;
      }
      come[index]?.push(sha256);
    }
  }
  for (const [index, author] of authors.entries()) await forgetBorrowed(database, courseId, author, come[index] ?? []);
  return outstanding;
};

/** What has come by the course is the author's to give on. */
const forgetBorrowed = async (
  { db }: Pick<Database, 'db'>,
  courseId: string,
  learnerId: string,
  hashes: readonly string[],
): Promise<void> => {
  if (hashes.length === 0) return;
  await db.execute(sql`delete from borrowed_files
    where course_id = ${courseId} and learner_id = ${learnerId} and sha256 = any(${sql.param(hashes)}::text[])`);
};
