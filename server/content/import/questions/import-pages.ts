import type { ImportedPage } from '@hornbook/shared/import/imported.ts';
import { toLesson } from '@hornbook/shared/import/to-lesson.ts';
import { deriveId } from './derive-id.ts';
import type { ToPlaceLesson } from './place-lessons.ts';
import { PLACED, type Placed } from './place-questions.ts';
import { takeAssets } from './take-assets.ts';
import { describeChange, describeRefusal } from './words.ts';

export interface PageTaken extends ToPlaceLesson {
  changes: string[];
  assets: Map<string, Uint8Array>;
}

interface PageSource {
  courseId: string;
  source: string;
  skill: string;
  media: ReadonlyMap<string, Uint8Array>;
}

/** A page as a lesson of a unit that is named like the folders it stood in, or why it can't be one. */
export const fittedPage = (
  page: ImportedPage,
  { courseId, source, skill, media }: PageSource,
): { kind: 'taken'; taken: PageTaken } | { kind: 'unfit'; why: string } => {
  const { assets, assetFor } = takeAssets(media);
  const made = toLesson(deriveId(courseId, 'lesson', source, page.ref), page, skill, assetFor);
  if (made.kind === 'empty') return { kind: 'unfit', why: describeRefusal({ code: 'empty-page' }) };
  if (made.kind === 'missing-media')
    return { kind: 'unfit', why: describeRefusal({ code: 'missing-media', names: made.names }) };
  const title = page.folders.join(' – ') || 'Pages';
  const unit = { id: deriveId(courseId, 'unit', source, ...page.folders, 'pages'), title };
  const changes = [...new Set(made.changes.map(describeChange))];
  return { kind: 'taken', taken: { lesson: made.lesson, unit, changes, assets } };
};

export const reportPages = (
  pages: readonly ImportedPage[],
  taken: ReadonlyMap<ImportedPage, PageTaken>,
  refused: ReadonlyMap<ImportedPage, string>,
  placed: ReadonlyMap<string, Placed>,
  print: (line: string) => void,
): void => {
  for (const page of pages) {
    const made = taken.get(page);
    const what = made
      ? [PLACED[placed.get(made.lesson.id) ?? 'added'], ...made.changes].join('; ')
      : `refused: ${refused.get(page)}`;
    print(`${page.place}, ${page.title}: ${what}`);
  }
};
