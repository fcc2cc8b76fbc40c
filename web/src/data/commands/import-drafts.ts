import { childrenOf, type DraftNode, draftTree } from '@hornbook/shared/authoring/draft.ts';
import { courseDrafts, type Draft } from '@hornbook/shared/collections/course-drafts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import type { MadeItem } from '@hornbook/shared/import/make-parts.ts';
import {
  type ImportPlan,
  type PlannedWrite,
  planImport,
  type ReadyAsset,
} from '@hornbook/shared/import/plan-import.ts';
import { MAX_ROW_GZIP_BYTES } from '@hornbook/shared/sync/protocol.ts';
import { isTooLarge } from '@hornbook/shared/sync/row-size.ts';
import { typeAll } from '@hornbook/shared/text/edit-text.ts';
import { openText } from '@hornbook/shared/text/open-text.ts';
import { differenceOf } from '@hornbook/shared/text/text-difference.ts';
import { cleanProgram, cleanText } from '../clean-text.ts';
import { connect } from '../connections.ts';
import { hashedId } from '../hashed-id.ts';
import { randomText } from '../ids.ts';
import { localWrite, type NotStored, type Writer } from '../local-write.ts';
import { placeAfter } from '../places.ts';
import { readDraftRows } from '../queries/authoring.ts';

/** Rows written at once: a long import is not one long transaction, and goes on by being begun again. */
const AT_ONCE = 100;

export interface ImportInto {
  courseId: string;
  source: string;
  refSource: string | null;
  items: readonly MadeItem[];
  assets: readonly (ReadyAsset | null)[];
  /** Of what is made. */
  words: { title: string; unitText: string; language: string; author: string };
}

export interface PlannedImport extends ImportPlan {
  courseId: string;
  isNewCourse: boolean;
}

/** The id that a picture or sound has in the course it is brought into. */
export const assetId = (courseId: string, sha256: string): Promise<string> => hashedId(courseId, 'asset', sha256);

/** The course that questions of a source go into which are brought into none: one that was deleted is left deleted. */
export const courseOfSource = async (source: string): Promise<string> => {
  const connections = await connect();
  for (let number = 1; ; number += 1) {
    const id = await hashedId(connections.device.learnerId, 'course', source, String(number));
    const row = await connections.learner.rows('courseDrafts').get(id);
    if (!row || row.deletedAt === null) return id;
  }
};

/** Pictures and sounds that a course has already. */
export const assetsOf = async (courseId: string): Promise<DraftNode[]> => {
  const course = draftTree(await readDraftRows(await connect(), courseId), courseId);
  return course ? childrenOf(course, 'asset') : [];
};

/** Whether a part of a course would be longer than a row may be. */
export const isTooLong =
  (courseId: string) =>
  (text: string, details: Readonly<Record<string, unknown>>): boolean => {
    const row = { id: courseId, courseId, text: typeAll(text, randomText(8)), details };
    // What an author adds later needs room as well.
    return isTooLarge(courseDrafts, row as unknown as AnyRow, MAX_ROW_GZIP_BYTES * 0.75);
  };

/** What an import would do; nothing is changed by asking. */
export const lookAtImport = async (into: ImportInto): Promise<PlannedImport> => {
  const { courseId, source, refSource, items, assets, words } = into;
  const rows = await readDraftRows(await connect(), courseId);
  const plan = await planImport({
    ...{ courseId, rows, items, assets, source, refSource, placeAfter },
    unitTitle: words.title,
    unitText: words.unitText,
    idOf: (...about) => hashedId(courseId, ...about),
    isTooLong: isTooLong(courseId),
    clean: cleanText,
    cleanProgram,
  });
  return { ...plan, courseId, isNewCourse: draftTree(rows, courseId) === null };
};

const entriesOf = (details: Readonly<Record<string, unknown>>): Draft['details'] =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, { value }])) as Draft['details'];

/** Writes what was planned. What was written before a failure is found again by the next import of the same file. */
export const takeImport = async (
  { courseId, isNewCourse, writes }: PlannedImport,
  { title, language, author }: ImportInto['words'],
  tell: (share: number) => void = () => {},
): Promise<{ kind: 'stored' } | NotStored> => {
  const connections = await connect();
  const skillId = await hashedId(courseId, 'skill');
  for (let from = 0; from < Math.max(1, writes.length); from += AT_ONCE) {
    const stored = await localWrite(connections, async (writer) => {
      if (from === 0 && isNewCourse) {
        const place = placeAfter(null);
        const details = entriesOf({ language, author });
        const course = { id: courseId, kind: 'course', courseId, parentId: null, place, addedAt: writer.at } as const;
        await writer.put('courseDrafts', { ...course, title: cleanText(title, 120), details });
        const skill = { id: skillId, kind: 'skill', courseId, parentId: courseId, place, addedAt: writer.at } as const;
        await writer.put('courseDrafts', { ...skill, title: cleanText(title, 80) });
      }
      for (const write of writes.slice(from, from + AT_ONCE)) await put(writer, courseId, write);
      return { kind: 'stored' } as const;
    });
    if (stored.kind === 'not-stored') return stored;
    tell(Math.min(1, (from + AT_ONCE) / Math.max(1, writes.length)));
  }
  return { kind: 'stored' };
};

const put = async ({ at, get, put: write }: Writer, courseId: string, planned: PlannedWrite): Promise<void> => {
  const { id } = planned;
  if (planned.kind === 'new') {
    // Two tabs may take the same file.
    if (await get('courseDrafts', id)) return;
    const { text, details, ...part } = planned.part;
    const typed = text === '' ? {} : { text: typeAll(text, randomText(8)) };
    return write('courseDrafts', { ...part, id, courseId, addedAt: at, details: entriesOf(details), ...typed });
  }
  const row = await get('courseDrafts', id);
  if (!row) return;
  const open = openText(row.text);
  const edit = differenceOf(open.reads(), planned.text);
  if (edit) open.edit(edit, randomText(8));
  const { title, details } = planned;
  return write('courseDrafts', { id, title, details: entriesOf(details), ...(edit && { text: open.value() }) });
};
