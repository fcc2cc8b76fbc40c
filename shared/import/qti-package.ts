import { resolvePath } from './archive.ts';
import { type ImportedItem, type ImportFormat, MOST_ITEMS, type ReadFile, type Unreadable } from './imported.ts';
import { qti1Item } from './qti-1-item.ts';
import { qtiItem } from './qti-item.ts';
import { asVersion2 } from './qti-names.ts';
import type { Outcome } from './weighted.ts';
import { allOf, childrenOf, readXml, type XmlElement } from './xml.ts';

/* QTI of every version, as one file or as a package of many. */

const decode = (bytes: Uint8Array): string => {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(isWide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
};

interface Cartridge {
  format: ImportFormat;
  /** Where in its tree the files of items stand, by their path. */
  folders: ReadonlyMap<string, string[]>;
}

/** Reads every item of a package, by path. Files that hold none are passed over; ones that can't be read are told. */
export const readQtiFiles = (files: ReadonlyMap<string, Uint8Array>, cartridge: Cartridge | null = null): ReadFile => {
  const items: ImportedItem[] = [];
  const media = new Map<string, Uint8Array>();
  const titles = titlesIn(files);
  let found: ImportFormat | null = cartridge?.format ?? null;
  let failed: Unreadable | null = null;
  for (const [path, bytes] of inOrder(files, titles)) {
    if (!/\.(xml|qti)$/i.test(path) || /(^|\/)imsmanifest\.xml$/i.test(path)) continue;
    const xml = readXml(decode(bytes));
    if (xml.kind === 'unreadable') {
      failed ??= xml.reason;
      if (xml.reason.code === 'hostile') return xml;
      items.push({
        name: path,
        place: path,
        outcome: { kind: 'refused', refusal: { code: 'broken', detail: detailOf(xml.reason) } },
      });
      continue;
    }
    const mediaAt = (src: string): string | null => {
      const target = [resolvePath(path, src), resolvePath('', src.replace(/^.*?\$IMS-CC-FILEBASE\$\/?/i, ''))].find(
        (at) => at !== null && files.has(at),
      );
      if (!target) return null;
      media.set(target, files.get(target) as Uint8Array);
      return target;
    };
    const read = itemsIn(xml.root, path, titles.get(path) ?? null, mediaAt);
    if (!read) continue;
    found ??= read.format;
    const folders = cartridge?.folders.get(path);
    items.push(...(folders ? read.items.map((item) => ({ ...item, folders })) : read.items));
    if (items.length > MOST_ITEMS) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_ITEMS } };
  }
  if (items.every(({ outcome }) => outcome.kind === 'refused' && outcome.refusal.code === 'broken') && failed)
    return { kind: 'unreadable', reason: failed };
  if (items.length === 0 || found === null) return { kind: 'unreadable', reason: { code: 'unknown-format' } };
  return { kind: 'read', format: found, items: withDistinctRefs(items), media, notes: [] };
};

type Found = { format: ImportFormat; items: ImportedItem[] } | null;

const itemsIn = (
  root: XmlElement,
  path: string,
  title: string | null,
  media: (src: string) => string | null,
): Found => {
  const build = (
    elements: XmlElement[],
    read: (item: XmlElement, at: { ref: string; category: string[] }) => Outcome,
    category: (item: XmlElement) => string[],
  ) =>
    elements.map((item, index): ImportedItem => {
      const { identifier, ident, title: own } = item.attributes;
      const ref = identifier ?? ident ?? `${path}#${index + 1}`;
      return {
        name: own?.trim() || ref,
        place: elements.length > 1 ? `${path}, item ${index + 1}` : path,
        outcome: read(item, { ref, category: category(item) }),
      };
    });
  if (root.name === 'questestinterop') {
    const inSections = sectionsOf(root, []);
    const names = new Map(inSections.map(({ item, category }) => [item, category]));
    return {
      format: 'qti-1',
      items: build(
        inSections.map(({ item }) => item),
        (item, at) => qti1Item(item, at, media),
        (item) => names.get(item) ?? [],
      ),
    };
  }
  const is3 = root.name.startsWith('qti-');
  const whole = is3 ? asVersion2(root) : root;
  const single = whole.name === 'assessmentItem' ? [whole] : allOf(whole, 'assessmentItem');
  if (single.length === 0) return null;
  const category = title === null ? [] : [title];
  return {
    format: is3 ? 'qti-3' : 'qti-2',
    items: build(
      single,
      (item, at) => qtiItem(item, at, media),
      () => category,
    ),
  };
};

/** Items with the titles of the assessment and the sections they stand in. */
const sectionsOf = (element: XmlElement, above: string[]): { item: XmlElement; category: string[] }[] =>
  childrenOf(element).flatMap((child) => {
    if (child.name === 'item') return [{ item: child, category: above }];
    const title = ['assessment', 'section', 'objectbank'].includes(child.name)
      ? child.attributes.title?.trim()
      : undefined;
    return sectionsOf(child, title ? [...above, title] : above);
  });

/** Files in the order that tests name them, then by path. */
const inOrder = (
  files: ReadonlyMap<string, Uint8Array>,
  titles: ReadonlyMap<string, string>,
): [string, Uint8Array][] => {
  const named = [...titles.keys()];
  const rank = (path: string): number => (titles.has(path) ? named.indexOf(path) : named.length);
  return [...files].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
};

/** The title of the test that names an item, by the item's path, in the order of the tests. */
const titlesIn = (files: ReadonlyMap<string, Uint8Array>): Map<string, string> => {
  const titles = new Map<string, string>();
  for (const [path, bytes] of files) {
    if (!/\.xml$/i.test(path)) continue;
    const text = decode(bytes);
    if (!/<(?:[\w]+:)?(?:qti-assessment-test|assessmentTest)\b/.test(text)) continue;
    const xml = readXml(text);
    if (xml.kind === 'unreadable') continue;
    const test = asVersion2(xml.root);
    for (const reference of allOf(test, 'assessmentItemRef')) {
      const target = resolvePath(path, reference.attributes.href ?? '');
      if (target && test.attributes.title) titles.set(target, test.attributes.title);
    }
  }
  return titles;
};

const withDistinctRefs = (items: ImportedItem[]): ImportedItem[] => {
  const seen = new Map<string, number>();
  return items.map((item) => {
    if (item.outcome.kind !== 'taken') return item;
    const { ref } = item.outcome.question;
    const times = (seen.get(ref) ?? 0) + 1;
    seen.set(ref, times);
    if (times === 1) return item;
    return { ...item, outcome: { ...item.outcome, question: { ...item.outcome.question, ref: `${ref}#${times}` } } };
  });
};

const detailOf = (reason: Unreadable): string => ('detail' in reason ? reason.detail : reason.code);
export const decodeText = decode;
