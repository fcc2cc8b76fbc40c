import { type DraftNode, PROGRAMS, storableNumber } from '@hornbook/shared/authoring/draft.ts';
import { lastPlace } from '@hornbook/shared/authoring/place.ts';
import { MAX_SOURCE } from '@hornbook/shared/code/code-run.ts';
import { courseDrafts, type Detail, type Draft } from '@hornbook/shared/collections/course-drafts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { MAX_ROW_GZIP_BYTES } from '@hornbook/shared/sync/protocol.ts';
import { isTooLarge } from '@hornbook/shared/sync/row-size.ts';
import { typeAll } from '@hornbook/shared/text/edit-text.ts';
import { mergeTexts } from '@hornbook/shared/text/merge-texts.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { cleanProgram, cleanText } from '../clean-text.ts';
import { connect } from '../connections.ts';
import { randomText } from '../ids.ts';
import { localWrite, type NotStored, type Writer } from '../local-write.ts';
import { movedPlaces, placeAfter, placeBetween } from '../places.ts';
import type { Stored } from './set-profile.ts';
import type { NoteSaved } from './type-in-note.ts';

export type Details = Record<string, unknown>;
type Created = { kind: 'created'; id: string } | NotStored;

/** What two devices add on their own may come together: a quarter of a row is left for that. */
const MAX_TEXT_BYTES = MAX_ROW_GZIP_BYTES * 0.75;

// Ids of content are random: they are published, and say nothing of when they were made.
const newId = (): string => crypto.randomUUID();

interface NewDraft {
  kind: Draft['kind'];
  courseId: string;
  parentId: string;
  place: string;
  title?: string;
  text?: string;
  details?: Details;
  blobHash?: string;
}

/** A detail's value as it may be stored: its texts cleaned of what no row can hold. */
const storable = (value: unknown): unknown => {
  if (typeof value === 'string') return cleanText(value, 20_000);
  if (typeof value === 'number') return storableNumber(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, storable(inner)]));
};
const entriesOf = (details: Details): Record<string, Detail> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      { value: PROGRAMS.has(name) && typeof value === 'string' ? cleanProgram(value, MAX_SOURCE) : storable(value) },
    ]),
  );

const putNew = async ({ at, put }: Pick<Writer, 'at' | 'put'>, id: string, said: NewDraft): Promise<void> => {
  const { title = '', text = '', details = {}, ...rest } = said;
  await put('courseDrafts', {
    ...rest,
    id,
    title: cleanText(title, 200),
    addedAt: at,
    details: entriesOf(details),
    ...(text !== '' && { text: typeAll(text, randomText(8)) }),
  });
};

/** A course to begin with: it already has what every course needs, a skill, a unit and a lesson in it. */
export const createDraftCourse = async (said: {
  title: string;
  language: string;
  author: string;
  unitTitle: string;
  lessonTitle: string;
}): Promise<Created> =>
  localWrite(await connect(), async (writer) => {
    const [courseId, unitId] = [newId(), newId()];
    const place = placeAfter(null);
    const { language, author } = said;
    await writer.put('courseDrafts', {
      ...{ id: courseId, kind: 'course', courseId, parentId: null, place, addedAt: writer.at },
      title: cleanText(said.title, 120),
      details: entriesOf({ language, author }),
    });
    await putNew(writer, newId(), {
      kind: 'skill',
      courseId,
      parentId: courseId,
      place,
      title: said.title.slice(0, 80),
    });
    await putNew(writer, unitId, { kind: 'unit', courseId, parentId: courseId, place, title: said.unitTitle });
    await putNew(writer, newId(), { kind: 'lesson', courseId, parentId: unitId, place, title: said.lessonTitle });
    return { kind: 'created', id: courseId };
  });

export const addDraft = async (said: NewDraft): Promise<Created> =>
  localWrite(await connect(), async (writer) => {
    const id = newId();
    await putNew(writer, id, said);
    return { kind: 'created', id };
  });

const change = async (
  id: string,
  said: (
    row: Draft,
    at: number,
  ) => Partial<Pick<Draft, 'title' | 'parentId' | 'place' | 'deletedAt'>> & { details?: Record<string, Detail> },
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, get, put }) => {
    const row = await get('courseDrafts', id);
    if (row) await put('courseDrafts', { id, ...said(row, at) });
    return { kind: 'stored' };
  });

export const renameDraft = (id: string, title: string) => change(id, () => ({ title: cleanText(title, 200) }));

/** Writes these details and leaves the others; null takes one away. */
export const setDetails = (id: string, details: Details) => change(id, () => ({ details: entriesOf(details) }));

/** Changes some of what a part of a question says (`option:ab12`), whatever else of it was changed meanwhile. */
export const changePart = (id: string, name: string, said: Details) =>
  change(id, ({ details }) => {
    const known = details[name]?.value;
    return { details: entriesOf({ [name]: { ...(typeof known === 'object' ? known : {}), ...said } }) };
  });

/** Takes it out of the course, and with it all that is in it; `bringBackDraft` undoes exactly that. */
export const deleteDraft = (id: string) => change(id, (_, at) => ({ deletedAt: at }));
export const bringBackDraft = (id: string) => change(id, () => ({ deletedAt: null }));

/** Puts it before the nth (from 0) of its new siblings; behind the last where there is none. */
export const moveDraft = async (
  id: string,
  parentId: string,
  siblings: readonly DraftNode[],
  nth: number,
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ get, put }) => {
    if (!(await get('courseDrafts', id))) return { kind: 'stored' };
    const others = siblings.filter((sibling) => sibling.id !== id);
    for (const moved of movedPlaces(id, others, nth))
      await put('courseDrafts', moved.id === id ? { ...moved, parentId } : moved);
    return { kind: 'stored' };
  });

/** A copy of it and of all that is in it, right behind it. `titleOf` names the copy. */
export const duplicateDraft = async (
  node: DraftNode,
  courseId: string,
  siblings: readonly DraftNode[],
  titleOf: (title: string) => string,
): Promise<Created> =>
  localWrite(await connect(), async (writer) => {
    const at = siblings.findIndex(({ id }) => id === node.id);
    const place = placeBetween(lastPlace(siblings.slice(0, at + 1)), siblings[at + 1]?.place ?? null);
    const copy = async (one: DraftNode, parentId: string, own: { place: string; title: string }): Promise<string> => {
      const id = newId();
      const { kind, text, details, blobHash } = one;
      await putNew(writer, id, { kind, courseId, parentId, text, details, ...own, ...(blobHash && { blobHash }) });
      for (const child of one.children) await copy(child, id, { place: child.place, title: child.title });
      return id;
    };
    const { title } = node;
    const id = await copy(node, node.parentId ?? courseId, { place, title: title === '' ? '' : titleOf(title) });
    return { kind: 'created', id };
  });

/** Keeps what was typed, joined with whatever is stored. With `hold` it is not sent yet. */
export const saveDraftText = async (id: string, text: TypedText, hold: boolean): Promise<NoteSaved> =>
  localWrite(
    await connect(),
    async ({ get, put }): Promise<NoteSaved> => {
      const known = await get('courseDrafts', id);
      if (!known) return { kind: 'unknown' };
      const joined = mergeTexts(known.text, text) as TypedText;
      if (isTooLarge(courseDrafts, { ...known, text: joined } as unknown as AnyRow, MAX_TEXT_BYTES))
        return { kind: 'too-long' };
      await put('courseDrafts', { id, deletedAt: known.deletedAt, text });
      return { kind: 'stored' };
    },
    { hold },
  );
