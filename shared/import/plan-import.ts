import { childrenOf, type Details, type DraftNode, draftTree } from '../authoring/draft.ts';
import { lastPlace } from '../authoring/place.ts';
import type { Draft } from '../collections/course-drafts.ts';
import { textOf } from '../text/text-order.ts';
import type { MadeItem, MadePart } from './make-parts.ts';
import {
  assetWrites,
  BROUGHT,
  brought,
  detailsNow,
  hashOf,
  storedWords,
  type Words,
  withParents,
} from './planned-words.ts';

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
  kind: Draft['kind'];
  /** Null for the course itself. */
  parentId: string | null;
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

/** A picture or a sound as the course has it. */
export interface ReadyAsset {
  id: string;
  name: string;
  blobHash: string;
  mediaType: string;
  /** Of a picture. */
  width?: number;
  height?: number;
}

export interface ToImport {
  courseId: string;
  /** All rows of the course, deleted ones too; none for a course that is new. */
  rows: readonly Draft[];
  items: readonly MadeItem[];
  /** By the number that texts name them with. */
  assets: readonly (ReadyAsset | null)[];
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
  /** A program as it may be stored: every blank of it may matter. */
  cleanProgram: (text: string, most: number) => string;
  isTooLong: (text: string, details: Details) => boolean;
}

const MOST_QUESTIONS = 100;

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
    const said = brought(storedWords({ ...part, title: part.what === 'lesson' ? part.title : '' }, given));
    const row = known.get(id);
    if (given.isTooLong(said.text, said.details)) parts.push('too-long');
    else if (!row) {
      await containers.put(id, part, said);
      parts.push('added');
    } else if (!alive.has(id)) parts.push('deleted-here');
    else parts.push(changed(row, said, writes));
  }
  return { writes: [...assetWrites(given, writes, known, alive), ...writes], parts };
};

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
        : lastPlace(childrenOf(among, kind));
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
