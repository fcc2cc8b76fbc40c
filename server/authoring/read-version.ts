import type { CourseManifest, LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import type { PackFile } from '../content/compile.ts';
import type { Database } from '../db/connect.ts';
import type { Version } from './compare.ts';

const partOf = (bytes: Uint8Array | undefined): LessonPart | UnitPart | null =>
  bytes ? JSON.parse(new TextDecoder().decode(bytes)) : null;

/** A version that was just compiled. */
export const versionOfFiles = (manifest: CourseManifest, files: readonly PackFile[]): Version => {
  const byHash = new Map(files.map(({ sha256, bytes }) => [sha256, bytes]));
  return { manifest, read: ({ sha256 }) => partOf(byHash.get(sha256)) };
};

/** The version learners get now, and whether it has a file; null for a course that was never published. */
export const readVersion = async (
  database: Pick<Database, 'query'>,
  courseId: string,
): Promise<(Version & { has: (sha256: string) => boolean }) | null> => {
  const rows = await database.query<{ sha256: string; bytes: Buffer | null; isManifest: boolean }>(
    `select b.sha256, case when p.media_type = 'application/json' then p.bytes end as bytes,
       b.sha256 = c.current_version as "isManifest"
     from courses c join course_version_blobs b on b.version = c.current_version join pack_blobs p on p.sha256 = b.sha256
     where c.id = $1`,
    [courseId],
  );
  const byHash = new Map(rows.map(({ sha256, bytes }) => [sha256, bytes]));
  const manifest = rows.find(({ isManifest }) => isManifest)?.bytes;
  if (!manifest) return null;
  return {
    manifest: JSON.parse(manifest.toString('utf8')),
    read: ({ sha256 }) => partOf(byHash.get(sha256) ?? undefined),
    has: (sha256) => byHash.has(sha256),
  };
};
