import { type Details, type DraftNode, PROGRAMS, storableNumber } from '../authoring/draft.ts';
import { assetPath } from '../authoring/draft-assets.ts';
import { lastPlace } from '../authoring/place.ts';
import type { Draft } from '../collections/course-drafts.ts';
import { hashText } from '../sync/row.ts';
import { BROUGHT_PATH } from './brought-path.ts';
import type { PlannedWrite, ToImport } from './plan-import.ts';

/** What a part of a course says. */
export interface Words {
  title: string;
  text: string;
  details: Record<string, unknown>;
}

const LONGEST_TITLE = 200;
const LONGEST_TEXT = 200_000;
const LONGEST_WORDS = 20_000;
/** A detail that remembers what was brought, so that an author's edit is known from an old import. */
export const BROUGHT = 'brought';

/** What a part says, as it is stored: its pictures and sounds by their paths in the course. */
export const storedWords = (
  { title, text, details }: Readonly<Words>,
  { assets, clean, cleanProgram }: Pick<ToImport, 'assets' | 'clean' | 'cleanProgram'>,
): Words => {
  const shown = (words: string): string =>
    words.replaceAll(BROUGHT_PATH, (whole, index: string) => {
      const asset = assets[Number(index)];
      return (asset && assetPath({ id: asset.id, details: { mediaType: asset.mediaType } })) ?? whole;
    });
  const stored = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(shown(value), LONGEST_WORDS);
    if (typeof value === 'number') return storableNumber(value);
    if (Array.isArray(value)) return value.map(stored);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stored(inner)]));
  };
  return {
    title: clean(title, LONGEST_TITLE),
    text: clean(shown(text), LONGEST_TEXT),
    details: Object.fromEntries(
      Object.entries(details).map(([name, value]) => [
        name,
        PROGRAMS.has(name) && typeof value === 'string' ? cleanProgram(value, LONGEST_WORDS) : stored(value),
      ]),
    ),
  };
};

/** With what remembers that it was brought so. */
export const brought = (words: Words): Words => ({
  ...words,
  details: { ...words.details, [BROUGHT]: hashOf(words) },
});

export const hashOf = ({ title, text, details }: Words): number => {
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

/** A row's details by name, without those that were taken away. */
export const detailsNow = (row: Draft): Details =>
  Object.fromEntries(
    Object.entries(row.details).flatMap(([name, { value }]) =>
      value === null || value === undefined ? [] : [[name, value]],
    ),
  );

/** A node and all within it, by id. */
export const withParents = (node: DraftNode): [string, DraftNode][] => [
  [node.id, node],
  ...node.children.flatMap(withParents),
];

/** The pictures and sounds that what is written shows, where the course does not have them yet. */
export const assetWrites = (
  { courseId, assets, placeAfter }: Pick<ToImport, 'courseId' | 'assets' | 'placeAfter'>,
  writes: readonly PlannedWrite[],
  known: ReadonlyMap<string, Draft>,
  alive: ReadonlyMap<string, DraftNode>,
): PlannedWrite[] => {
  const texts = JSON.stringify(writes);
  const out = new Map<string, PlannedWrite>();
  let last = lastPlace([...alive.values()].filter(({ kind }) => kind === 'asset'));
  for (const asset of assets) {
    if (!asset) continue;
    const { id, name, blobHash, mediaType, width, height } = asset;
    const details = { mediaType, ...(width && height ? { width, height } : {}) };
    const path = assetPath({ id, details });
    if (alive.has(id) || known.has(id) || out.has(id) || path === null || !texts.includes(path)) continue;
    last = placeAfter(last);
    const part = { kind: 'asset', parentId: courseId, place: last, title: name, text: '', details, blobHash } as const;
    out.set(id, { kind: 'new', id, part });
  }
  return [...out.values()];
};
