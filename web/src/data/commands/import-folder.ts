import type { FileNote } from '@hornbook/shared/import/imported.ts';
import type { MadeItem } from '@hornbook/shared/import/make-parts.ts';
import type { Exported } from '@hornbook/shared/import/plan-folder.ts';
import type { ReadyAsset } from '@hornbook/shared/import/plan-import.ts';
import type { FolderPart } from '@hornbook/shared/import/read-folder.ts';
import { cleanProgram, cleanText } from '../clean-text.ts';
import { connect } from '../connections.ts';
import { hashedId } from '../hashed-id.ts';
import { placeAfter, placeBetween } from '../places.ts';
import { readDraftRows } from '../queries/authoring.ts';
import { courseOfSource, isTooLong, type PlannedImport } from './import-drafts.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The course a folder is brought into that is brought into none: itself, if it is one of the author's. */
export const courseOfFolder = async (ref: string): Promise<string> => {
  const row = UUID.test(ref) ? await (await connect()).learner.rows('courseDrafts').get(ref) : undefined;
  return row?.kind === 'course' && row.deletedAt === null ? ref : courseOfSource(`folder ${ref}`);
};

interface FolderInto {
  courseId: string;
  /** The course's id in the folder. */
  ref: string;
  /** The author asked for the folder in a course of theirs. */
  isChosen: boolean;
  items: readonly MadeItem<FolderPart>[];
  exported: Exported;
  assets: readonly (ReadyAsset | null)[];
}

/** What bringing a course folder would do; nothing is changed by asking. */
export const lookAtFolder = async (into: FolderInto): Promise<PlannedImport & { notes: FileNote[] }> => {
  const { courseId, ref, isChosen, items, exported, assets } = into;
  const rows = await readDraftRows(await connect(), courseId);
  const isItself = courseId === ref;
  const { planFolder } = await import('@hornbook/shared/import/plan-folder.ts');
  const plan = await planFolder({
    ...{ courseId, rows, items, assets, placeAfter, placeBetween },
    exported: isItself ? exported : {},
    isWhole: isItself || !isChosen,
    idOf: async (part) => (isItself && UUID.test(part) ? part : hashedId(courseId, 'folder', part)),
    clean: cleanText,
    cleanProgram,
    isTooLong: isTooLong(courseId),
  });
  // The course itself is among what is written.
  return { ...plan, courseId, isNewCourse: false };
};
