import { formatProblem, type Problem } from '@hornbook/shared/authoring/problems.ts';
import type { Database } from '../db/connect.ts';
import { coursesFolder, filesHash, readCourseFolders, sourceHash } from './course-files.ts';
import type { PublishResult } from './publish.ts';

export interface FoldersResult {
  /** True when the folders are as they were published last: nothing was compiled. */
  unchanged: boolean;
  results: PublishResult[];
  /** Why something was not published; what was published before stays as it is. */
  problems: Problem[];
}

interface Published {
  id: string;
  slug: string;
  source_sha256: string | null;
}

/**
 * Publishes the project's course folders. Called at every start: when nothing changed since the last time it only
 * compares hashes. Problems never stop a service that has something published to serve.
 */
export const publishFolderCourses = async (
  database: Pick<Database, 'query' | 'transaction'>,
  { root = coursesFolder(), now = new Date() }: { root?: string; now?: Date } = {},
): Promise<FoldersResult> => {
  const folders = await readCourseFolders(root);
  const published = await database.query<Published>(
    `select id, slug, source_sha256 from courses where source = 'folder' and retired_at is null`,
  );
  const hashes = new Set(published.map((course) => course.source_sha256));
  const isPublished = [...folders.values()].every((files) => hashes.has(sourceHash(filesHash(files))));
  if (isPublished && folders.size === published.length) return { unchanged: true, results: [], problems: [] };

  // The compiler is large, and a start with nothing to publish does without it.
  const [{ compileFiles }, { publishCourse }] = await Promise.all([
    import('./folder-courses.ts'),
    import('./publish.ts'),
  ]);
  const { courses, skills, problems } = await compileFiles(folders);
  for (const { id, slug } of published) {
    if (problems.size === 0 && !courses.some(({ authored }) => authored.fields.id === id))
      problems.add(
        { file: slug, line: 1 },
        'the course was published and its folder is gone; keep it and write retired: true',
      );
  }
  if (problems.size > 0) return { unchanged: false, results: [], problems: problems.list() };

  const results: PublishResult[] = [];
  for (const course of courses) results.push(await publishCourse(database, course, skills, now));
  return {
    unchanged: false,
    results,
    problems: results.flatMap((result) => (result.kind === 'refused' ? result.problems : [])),
  };
};

/** The result in words, a line each. */
export const describeResult = ({ unchanged, results, problems }: FoldersResult): string[] => [
  ...(unchanged ? ['All courses are published as they are.'] : []),
  ...problems.map(formatProblem),
  ...results.flatMap((result) =>
    result.kind === 'published'
      ? [`${result.slug}: ${result.isNewVersion ? 'published' : 'nothing new,'} version ${result.version.slice(0, 12)}`]
      : result.kind === 'refused'
        ? [`${result.slug}: refused`]
        : [],
  ),
];
