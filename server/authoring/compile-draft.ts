import type { TextProblem } from '@hornbook/shared/authoring/authoring-protocol.ts';
import { checkDrafts, type DraftProblem } from '@hornbook/shared/authoring/check-drafts.ts';
import { allWithin, type DraftNode, draftTree } from '@hornbook/shared/authoring/draft.ts';
import { assetPath } from '@hornbook/shared/authoring/draft-assets.ts';
import { draftFiles } from '@hornbook/shared/authoring/draft-files.ts';
import type { Draft } from '@hornbook/shared/collections/course-drafts.ts';
import type { SkillsBySlug } from '../content/check-courses.ts';
import type { FolderCourse } from '../content/folder-courses.ts';

/** The bytes of a picture of the author's, or null while the service does not have them. */
export type ReadBytes = (sha256: string) => Promise<Uint8Array | null>;

export type CompiledDraft =
  | { kind: 'compiled'; course: FolderCourse; skills: SkillsBySlug }
  | { kind: 'faults'; faults: DraftProblem[] }
  | { kind: 'problems'; problems: TextProblem[] }
  | { kind: 'unknown' };

/**
 * An author's rows, made into the files of a course folder and then read, checked and compiled as every other course is:
 * whatever a folder is refused for, a course of the app is refused for, and the problem names the row it is about.
 */
export const compileDraft = async (
  rows: readonly Draft[],
  courseId: string,
  slug: string,
  readBytes: ReadBytes,
): Promise<CompiledDraft> => {
  const tree = draftTree(rows, courseId);
  if (!tree) return { kind: 'unknown' };
  const faults = checkDrafts(tree);
  if (faults.length > 0) return { kind: 'faults', faults };

  const { files, draftAt } = draftFiles(tree, slug);
  const bytes = new Map<string, Uint8Array>([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const missing = await addAssets(tree, [...files.values()], bytes, readBytes);
  if (missing.length > 0) return { kind: 'problems', problems: missing };

  // The compiler is large: a service that nobody publishes on does without it.
  const { compileFiles } = await import('../content/folder-courses.ts');
  const { courses, skills, problems } = await compileFiles(new Map([[slug, bytes]]));
  const [course] = courses;
  if (problems.size > 0 || !course) {
    const found = problems.list().map(({ file, line, message, known }) => ({
      id: draftAt(file.slice(slug.length + 1), line),
      message,
      ...(known && { known }),
    }));
    return { kind: 'problems', problems: found };
  }
  return { kind: 'compiled', course, skills };
};

/** Pictures and sounds that some text has; those that none shows any more stay with the author. */
const addAssets = async (
  tree: DraftNode,
  texts: readonly string[],
  files: Map<string, Uint8Array>,
  readBytes: ReadBytes,
): Promise<TextProblem[]> => {
  const missing: TextProblem[] = [];
  for (const asset of allWithin(tree)) {
    const path = asset.kind === 'asset' ? assetPath(asset) : null;
    if (path === null || asset.blobHash === null || !texts.some((text) => text.includes(path))) continue;
    const bytes = await readBytes(asset.blobHash);
    if (bytes) files.set(path, bytes);
    else
      missing.push({
        id: asset.id,
        message: `the file ${asset.title} has not arrived yet`,
        known: { fault: 'file-on-its-way', about: asset.title },
      });
  }
  return missing;
};
