import type { AuthoringReply } from '@hornbook/shared/authoring/authoring-protocol.ts';
import { draftsDigest } from '@hornbook/shared/authoring/authoring-protocol.ts';
import { MOST_PICTURE_BYTES, MOST_SOUND_BYTES } from '@hornbook/shared/authoring/draft-assets.ts';
import { slugOf } from '@hornbook/shared/authoring/slug-of.ts';
import type { Draft } from '@hornbook/shared/collections/course-drafts.ts';
import { sql } from 'drizzle-orm';
import type { BlobStore } from '../blobs/blob-store.ts';
import { findBlob } from '../blobs/learner-blobs.ts';
import { publishCourse } from '../content/publish.ts';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import { compareVersions } from './compare.ts';
import { compileDraft, type ReadBytes } from './compile-draft.ts';
import { borrowedBy } from './give-files.ts';
import { readVersion, versionOfFiles } from './read-version.ts';

export interface Author {
  learnerId: string;
  userId: string;
  /** An operator may publish what others wrote before. */
  mayAll: boolean;
  deviceName: string | null;
}

interface Needs {
  database: Pick<Database, 'db' | 'query' | 'transaction'>;
  store: BlobStore;
  now?: () => number;
}

/** The author's rows of one course, as the feed has them; deleted ones too. Row-level security shows nobody else's. */
const readDrafts = (database: Needs['database'], learnerId: string, courseId: string): Promise<Draft[]> =>
  readAsLearner(database.db, learnerId, async (runner) => {
    const rows = await rowsOf<{ row: Draft }>(
      runner,
      sql`select c.row from course_drafts d join changes c on c.learner_id = d.learner_id and c.collection = 'courseDrafts' and c.key = d.id::text
        where d.learner_id = ${learnerId} and d.course_id = ${courseId}`,
    );
    return rows.map(({ row }) => row);
  });

const mostBytes = ({ mediaType }: { mediaType: string }): number =>
  mediaType.startsWith('image/') ? MOST_PICTURE_BYTES : MOST_SOUND_BYTES;

const bytesFor =
  ({ database, store }: Needs, learnerId: string, borrowed: ReadonlySet<string>): ReadBytes =>
  async (sha256) => {
    // Named by another author who has not brought it: it may be one that this author keeps for themselves. [A5]
    if (borrowed.has(sha256)) return null;
    // By the learner's own list: whoever only knows a hash gets nothing by it.
    const found = await findBlob({ database }, learnerId, sha256);
    if (!found || found.sizeBytes > mostBytes(found)) return null;
    const stream = await store.get(found.storedAs);
    return stream ? new Uint8Array(await new Response(stream).arrayBuffer()) : null;
  };

/** The name of a course in addresses: it keeps the one it has, and a new one gets what its title gives and nobody has. */
const slugFor = async (database: Needs['database'], courseId: string, title: string): Promise<string> => {
  const [known] = await database.query<{ slug: string }>('select slug from courses where id = $1', [courseId]);
  if (known) return known.slug;
  const wanted = slugOf(title, 'course');
  const [taken] = await database.query<{ id: string }>('select id from courses where slug = $1', [wanted]);
  return taken ? `${wanted}-${courseId.slice(0, 8)}` : wanted;
};

/** Reads and compiles what the author has written; `digest` is what their device has of it. */
const prepare = async (needs: Needs, { learnerId }: Author, courseId: string, digest: string) => {
  const rows = await readDrafts(needs.database, learnerId, courseId);
  const course = rows.find(({ id, kind, deletedAt }) => id === courseId && kind === 'course' && deletedAt === null);
  if (!course) return { kind: 'unknown' } as const;
  if (draftsDigest(rows) !== digest) return { kind: 'not-in-step' } as const;
  const slug = await slugFor(needs.database, courseId, course.title);
  const borrowed = await borrowedBy(needs.database, courseId, learnerId);
  return compileDraft(rows, courseId, slug, bytesFor(needs, learnerId, borrowed));
};

/** What publishing would do, and what keeps it from being done. */
export const checkDraft = async (
  needs: Needs,
  author: Author,
  courseId: string,
  digest: string,
): Promise<AuthoringReply> => {
  const prepared = await prepare(needs, author, courseId, digest);
  if (prepared.kind !== 'compiled') return prepared;
  const { compiled } = prepared.course;
  const before = await readVersion(needs.database, courseId);
  const changes = compareVersions(before, versionOfFiles(compiled.manifest, compiled.files));
  const size = (files: typeof compiled.files) => files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  return {
    kind: 'checked',
    changes,
    sizeBytes: size(compiled.files),
    fetchBytes: size(compiled.files.filter(({ sha256 }) => !before?.has(sha256))),
  };
};

export const publishDraft = async (
  needs: Needs,
  author: Author,
  courseId: string,
  digest: string,
): Promise<AuthoringReply> => {
  const prepared = await prepare(needs, author, courseId, digest);
  if (prepared.kind !== 'compiled') return prepared;
  const { course, skills } = prepared;
  const now = new Date(needs.now?.() ?? Date.now());
  const result = await publishCourse(needs.database, course, skills, now, { source: 'app', ...author });
  switch (result.kind) {
    case 'published':
      return { kind: 'published', version: result.version, isNewVersion: result.isNewVersion };
    case 'refused':
      return { kind: 'problems', problems: result.problems.map(({ message }) => ({ id: courseId, message })) };
    case 'not-yours':
      return { kind: 'unknown' };
  }
};
