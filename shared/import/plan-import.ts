import { childrenOf, type Details, type DraftNode, draftTree, storableNumber } from '../authoring/draft.ts';
import { assetPath } from '../authoring/draft-assets.ts';
import type { Draft } from '../collections/course-drafts.ts';
import { hashText } from '../sync/row.ts';
import { textOf } from '../text/text-order.ts';
import type { MadeItem, MadePart } from './make-parts.ts';
import { PICTURE_PATH } from './picture-path.ts';

/* What an import does to an author's course: nothing twice, and nothing over an author's own words. */

/** What becomes of a part. `edited` was changed at the desk since it was brought, `deleted-here` was taken out there. */
export type PlannedPart =
  | 'added'
  | 'updated'
  | 'unchanged'
  | 'kept-as-edited'
  | 'edited-and-changed'
  | 'deleted-here'
  | 'too-long';

export interface NewPart {
  kind: Exclude<Draft['kind'], 'course'>;
  parentId: string;
  place: string;
  title: string;
  text: string;
  details: Record<string, unknown>;
  blobHash?: string;
}

export type PlannedWrite =
  | { kind: 'new'; id: string; part: NewPart }
  /** A detail that is null is taken away. */
  | { kind: 'change'; id: string; title: string; text: string; details: Record<string, unknown> };

export interface ImportPlan {
  writes: PlannedWrite[];
  /** Of each item in its order; null of those the reader refused. */
  parts: (PlannedPart | null)[];
}

/** A picture as the course has it. */
export interface ReadyPicture {
  id: string;
  name: string;
  blobHash: string;
  mediaType: string;
  width: number;
  height: number;
}

export interface ToImport {
  courseId: string;
  /** All rows of the course, deleted ones too; none for a course that is new. */
  rows: readonly Draft[];
  items: readonly MadeItem[];
  /** By the number that texts name them with. */
  pictures: readonly (ReadyPicture | null)[];
  /** The file's name: by it units and activities are found again. */
  source: string;
  /** By which a second import finds what the first brought; null where that is known everywhere by its own name. */
  refSource: string | null;
  /** What a unit is called that holds what stands in no folder; what is said of units that are made. */
  unitTitle: string;
  unitText: string;
  idOf: (...about: string[]) => Promise<string>;
  /** A place behind another one; null for the first. */
  placeAfter: (place: string | null) => string;
  /** A text as it may be stored. */
  clean: (text: string, most: number) => string;
  isTooLong: (text: string, details: Details) => boolean;
}

const MOST_QUESTIONS = 100;
const LONGEST_TEXT = 200_000;
const LONGEST_WORDS = 20_000;
/** A detail that remembers what was brought, so that an author's edit is known from an old import. */
const BROUGHT = 'brought';

export const planImport = async (given: ToImport): Promise<ImportPlan> => {
  const { courseId, rows, items, refSource, idOf } = given;
  const writes: PlannedWrite[] = [];
  const known = new Map(rows.map((row) => [row.id, row]));
  const course = draftTree(rows, courseId);
  const alive = new Map(course ? withParents(course) : []);
  const containers = makeContainers(given, course, known, alive, writes);
  const parts: ImportPlan['parts'] = [];
  for (const { outcome } of items) {
    if (outcome.kind === 'refused') {
      parts.push(null);
      continue;
    }
    const { part } = outcome;
    const id = await idOf(part.what, refSource ?? '', part.ref);
    const said = wordsOf(part, given);
    const row = known.get(id);
    if (given.isTooLong(said.text, said.details)) parts.push('too-long');
    else if (!row) {
      await containers.put(id, part, said);
      parts.push('added');
    } else if (!alive.has(id)) parts.push('deleted-here');
    else parts.push(changed(row, said, writes));
  }
  return { writes: [...(await assetWrites(given, writes, known, alive)), ...writes], parts };
};

interface Words {
  title: string;
  text: string;
  details: Record<string, unknown>;
}

/** What a part says, as it is stored: its pictures by their paths in the course. */
const wordsOf = (part: MadePart, { pictures, clean }: ToImport): Words => {
  const shown = (text: string): string =>
    text.replaceAll(PICTURE_PATH, (whole, index: string) => {
      const picture = pictures[Number(index)];
      return (picture && assetPath({ id: picture.id, details: { mediaType: picture.mediaType } })) ?? whole;
    });
  const stored = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(shown(value), LONGEST_WORDS);
    if (typeof value === 'number') return storableNumber(value);
    if (Array.isArray(value)) return value.map(stored);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stored(inner)]));
  };
  const title = part.what === 'lesson' ? clean(part.title, 200) : '';
  const words = { title, text: clean(shown(part.text), LONGEST_TEXT), details: stored(part.details) as Details };
  return { ...words, details: { ...words.details, [BROUGHT]: hashOf(words) } };
};

const hashOf = ({ title, text, details }: { title: string; text: string; details: Details }): number => {
  const { [BROUGHT]: _, ...said } = details;
  return hashText(JSON.stringify([title, text, sorted(said)]));
};
/** The same whatever order its names were written in. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)]);
};

const detailsNow = (row: Draft): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row.details).flatMap(([name, { value }]) =>
      value === null || value === undefined ? [] : [[name, value]],
    ),
  );

const changed = (row: Draft, said: Words, writes: PlannedWrite[]): PlannedPart => {
  const details = detailsNow(row);
  const now = hashOf({ title: row.title, text: textOf(row.text), details });
  const [then, next] = [details[BROUGHT], said.details[BROUGHT]];
  if (now === next) return 'unchanged';
  if (now !== then) return next === then ? 'kept-as-edited' : 'edited-and-changed';
  const gone = Object.keys(details).filter((name) => !(name in said.details));
  const taken = Object.fromEntries(gone.map((name) => [name, null]));
  writes.push({ kind: 'change', id: row.id, ...said, details: { ...said.details, ...taken } });
  return 'updated';
};

const withParents = (node: DraftNode): [string, DraftNode][] => [
  [node.id, node],
  ...node.children.flatMap(withParents),
];

/** Units and activities that hold what is new: known ones at their end, or made behind what is there. */
const makeContainers = (
  { courseId, source, unitTitle, unitText, idOf, placeAfter, clean }: ToImport,
  course: DraftNode | null,
  known: ReadonlyMap<string, Draft>,
  alive: ReadonlyMap<string, DraftNode>,
  writes: PlannedWrite[],
) => {
  const lastPlaces = new Map<string, string | null>();
  const counts = new Map<string, number>();
  const made = new Set<string>();
  const nextPlace = (parent: string, kind: Draft['kind'], among: DraftNode | null): string => {
    const key = `${parent}/${kind}`;
    const last = lastPlaces.has(key)
      ? (lastPlaces.get(key) ?? null)
      : among === null
        ? null
        : childrenOf(among, kind).reduce<string | null>(
            (max, { place }) => (max === null || place > max ? place : max),
            null,
          );
    const place = placeAfter(last);
    lastPlaces.set(key, place);
    return place;
  };
  const add = (id: string, part: NewPart): void => {
    writes.push({ kind: 'new', id, part });
    made.add(id);
  };
  /** The first of several ids that is there and has room, or is free. What an author took out stays out. */
  const find = async (about: string[], hasRoom: (id: string) => boolean): Promise<{ id: string; isNew: boolean }> => {
    for (let number = 1; ; number += 1) {
      const id = await idOf(...about, String(number));
      const isHere = made.has(id) || alive.has(id);
      if (isHere && hasRoom(id)) return { id, isNew: false };
      if (!isHere && !known.has(id)) return { id, isNew: true };
    }
  };
  const unitFor = async (folders: string[]): Promise<string> => {
    const { id, isNew } = await find(['unit', source, ...folders], () => true);
    if (isNew) {
      const title = clean(folders.join(' – ') || unitTitle, 120);
      const place = nextPlace(courseId, 'unit', course);
      add(id, { kind: 'unit', parentId: courseId, place, title, text: unitText, details: {} });
    }
    return id;
  };
  const activityFor = async (unit: string, title: string): Promise<string> => {
    const countOf = (id: string) => (counts.get(id) ?? 0) + (alive.get(id)?.children.length ?? 0);
    const { id, isNew } = await find(['activity', unit, title], (at) => countOf(at) < MOST_QUESTIONS);
    if (isNew) {
      const place = nextPlace(unit, 'activity', alive.get(unit) ?? null);
      add(id, {
        kind: 'activity',
        parentId: unit,
        place,
        title: clean(title, 120),
        text: '',
        details: { kind: 'practice' },
      });
    }
    counts.set(id, (counts.get(id) ?? 0) + 1);
    return id;
  };
  return {
    put: async (id: string, part: MadePart, said: Words): Promise<void> => {
      const unit = await unitFor(part.folders);
      const parentId = part.what === 'lesson' ? unit : await activityFor(unit, part.activity || unitTitle);
      const kind = part.what;
      add(id, { kind, parentId, place: nextPlace(parentId, kind, alive.get(parentId) ?? null), ...said });
    },
  };
};

/** The pictures that what is written shows, where the course does not have them yet. */
const assetWrites = async (
  { courseId, pictures, placeAfter }: ToImport,
  writes: readonly PlannedWrite[],
  known: ReadonlyMap<string, Draft>,
  alive: ReadonlyMap<string, DraftNode>,
): Promise<PlannedWrite[]> => {
  const texts = JSON.stringify(writes);
  const out = new Map<string, PlannedWrite>();
  const assets = [...alive.values()].filter(({ kind }) => kind === 'asset');
  let last = assets.reduce<string | null>((max, { place }) => (max === null || place > max ? place : max), null);
  for (const picture of pictures) {
    if (!picture) continue;
    const { id, name, blobHash, mediaType, width, height } = picture;
    const about = { mediaType, width, height };
    const path = assetPath({ id, details: about });
    if (alive.has(id) || known.has(id) || out.has(id) || path === null || !texts.includes(path)) continue;
    last = placeAfter(last);
    const part = {
      kind: 'asset',
      parentId: courseId,
      place: last,
      title: name,
      text: '',
      details: about,
      blobHash,
    } as const;
    out.set(id, { kind: 'new', id, part });
  }
  return [...out.values()];
};
