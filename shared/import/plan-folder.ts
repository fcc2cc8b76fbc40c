import { type DraftNode, draftTree } from '../authoring/draft.ts';
import { draftFiles } from '../authoring/draft-files.ts';
import { lastPlace } from '../authoring/place.ts';
import type { Draft } from '../collections/course-drafts.ts';
import type { FileNote } from './imported.ts';
import type { MadeItem } from './make-parts.ts';
import type { ImportPlan, PlannedWrite, ToImport } from './plan-import.ts';
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
import { type FolderPart, readFolder } from './read-folder.ts';

/* What a course folder does to an author's course: each part by itself, and nothing over what was edited on either side. */

/** How each part read when it was exported, by its id: so an edit at the desk is known from one in the file. */
export type Exported = Readonly<Record<string, number>>;

type Cleaning = Pick<ToImport, 'clean' | 'cleanProgram'>;

export interface FolderToImport
  extends Cleaning,
    Pick<ToImport, 'courseId' | 'rows' | 'assets' | 'isTooLong' | 'placeAfter'> {
  items: readonly MadeItem<FolderPart>[];
  /** Of this very course; none where it is another's. */
  exported: Exported;
  /** Whether the course becomes the folder's; otherwise what is in the folder comes to be in it. */
  isWhole: boolean;
  /** The id that a part of the folder has at the desk. */
  idOf: (ref: string) => Promise<string>;
  /** A place between two others; null is the beginning or the end. */
  placeBetween: (before: string | null, after: string | null) => string;
}

const encoder = new TextEncoder();

/** What a course at the desk says as a folder, part by part: what a folder is compared with. */
const wordsOfCourse = (course: DraftNode, cleaning: Cleaning): Map<string, Words> => {
  const { files } = draftFiles(course, 'course');
  const read = readFolder(new Map([...files].map(([path, text]) => [path, encoder.encode(text)])));
  const items = read.kind === 'folder' ? read.items : [];
  return new Map(
    items.flatMap(({ outcome }) =>
      outcome.kind === 'made' ? [[outcome.part.ref, storedWords(outcome.part, { ...cleaning, assets: [] })]] : [],
    ),
  );
};

/** What an export remembers of a course. */
export const exportedOf = (course: DraftNode, cleaning: Cleaning): Exported =>
  Object.fromEntries([...wordsOfCourse(course, cleaning)].map(([id, words]) => [id, hashOf(words)]));

export const planFolder = async (given: FolderToImport): Promise<ImportPlan & { notes: FileNote[] }> => {
  const { courseId, rows, items, exported, isWhole, idOf } = given;
  const known = new Map(rows.map((row) => [row.id, row]));
  const course = draftTree(rows, courseId);
  const alive = new Map(course ? withParents(course) : []);
  const current = course ? wordsOfCourse(course, given) : new Map<string, Words>();
  const ids = new Map<string, string>();
  for (const { outcome } of items) {
    if (outcome.kind !== 'made') continue;
    const { ref, what } = outcome.part;
    ids.set(ref, what === 'course' ? courseId : await idOf(ref));
  }
  const order = makeOrder(alive, given.placeBetween);
  const writes: PlannedWrite[] = [];
  const made = new Set<string>();
  const parts = items.map(({ outcome }): ImportPlan['parts'][number] => {
    if (outcome.kind === 'refused') return null;
    const { part } = outcome;
    const id = ids.get(part.ref) as string;
    const parentId = part.parent === null ? null : (ids.get(part.parent) ?? null);
    const said = brought(storedWords(withSkillIds(part, ids), given));
    const row = known.get(id);
    if (given.isTooLong(said.text, said.details)) return 'too-long';
    if (!row) {
      const isHere = parentId === null ? part.what === 'course' : alive.has(parentId) || made.has(parentId);
      if (!isHere) return 'deleted-here';
      made.add(id);
      const place = order.put(id, parentId ?? '', part.what);
      writes.push({ kind: 'new', id, part: { kind: part.what, parentId, place, ...said } });
      return 'added';
    }
    if (!alive.has(id)) return 'deleted-here';
    order.pass(id, parentId ?? '', part.what);
    const now = current.get(id);
    const [nowHash, next] = [now && hashOf(now), said.details[BROUGHT]];
    if (nowHash === next) return 'unchanged';
    if (part.what === 'course' && !isWhole) return 'kept-as-edited';
    const then = [detailsNow(row)[BROUGHT], exported[part.ref]];
    if (!now || !then.includes(nowHash)) return then.includes(next) ? 'kept-as-edited' : 'edited-and-changed';
    writes.push(changeOf(row, alive.get(id) as DraftNode, now, said, part.what));
    return 'updated';
  });
  const moved = order.moved();
  const notes: FileNote[] = moved > 0 ? [{ code: 'order-left', count: moved }] : [];
  return { writes: [...assetWrites(given, writes, known, alive), ...writes], parts, notes };
};

const withSkillIds = ({ title, text, details }: FolderPart, ids: ReadonlyMap<string, string>): Words => {
  const { skills } = details;
  if (!Array.isArray(skills)) return { title, text, details };
  return { title, text, details: { ...details, skills: skills.flatMap((ref) => ids.get(String(ref)) ?? []) } };
};

/** What has changed in the file, and nothing else: what nobody said at the desk goes on following from the rest. */
const changeOf = (row: Draft, node: DraftNode, now: Words, said: Words, what: FolderPart['what']): PlannedWrite => {
  const details: Record<string, unknown> = {};
  // The answers of a question stand in an order of their own, so they are written together.
  const isWhole = what === 'question';
  for (const [name, value] of Object.entries(said.details))
    if (isWhole || JSON.stringify(now.details[name]) !== JSON.stringify(value)) details[name] = value;
  for (const name of Object.keys(isWhole ? detailsNow(row) : now.details))
    if (!(name in said.details)) details[name] = null;
  const title = said.title === now.title ? node.title : said.title;
  const text = said.text === now.text ? node.text : said.text;
  return { kind: 'change', id: row.id, title, text, details };
};

/** Where new parts stand among those that are there: behind the one before them in the file. */
const makeOrder = (alive: ReadonlyMap<string, DraftNode>, placeBetween: FolderToImport['placeBetween']) => {
  const siblings = new Map<string, { id: string; place: string }[]>();
  const inFile = new Map<string, string[]>();
  const here = (parentId: string, kind: Draft['kind']): { id: string; place: string }[] => {
    const key = `${parentId}/${kind}`;
    const list =
      siblings.get(key) ?? (alive.get(parentId)?.children ?? []).filter((child) => child.kind === kind).map(placeOf);
    siblings.set(key, list);
    return list;
  };
  const seen = (parentId: string, kind: Draft['kind']): string[] => {
    const key = `${parentId}/${kind}`;
    const list = inFile.get(key) ?? [];
    inFile.set(key, list);
    return list;
  };
  const fresh = new Set<string>();
  let elsewhere = 0;
  return {
    put: (id: string, parentId: string, kind: Draft['kind']): string => {
      const list = here(parentId, kind);
      const before = seen(parentId, kind).at(-1);
      const at = list.findIndex((one) => one.id === before) + 1;
      const place = placeBetween(lastPlace(list.slice(0, at)), list[at]?.place ?? null);
      list.splice(at, 0, { id, place });
      fresh.add(id);
      seen(parentId, kind).push(id);
      return place;
    },
    pass: (id: string, parentId: string, kind: Draft['kind']): void => {
      if (kind === 'course') return;
      if (here(parentId, kind).some((one) => one.id === id)) seen(parentId, kind).push(id);
      else elsewhere += 1;
    },
    /** How many stand elsewhere in the file than at the desk. */
    moved: (): number =>
      [...inFile].reduce((sum, [key, ids]) => {
        const known = ids.filter((id) => !fresh.has(id));
        const there = (siblings.get(key) ?? []).filter(({ id }) => known.includes(id));
        return sum + there.filter(({ id }, index) => id !== known[index]).length;
      }, elsewhere),
  };
};
const placeOf = ({ id, place }: DraftNode): { id: string; place: string } => ({ id, place });
