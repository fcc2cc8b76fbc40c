import { giftQuestion } from './gift-question.ts';
import { type ImportedItem, MOST_ITEMS, type ReadFile } from './imported.ts';

/*
 * GIFT, as Moodle's documentation of the format describes it. Items are parted by empty lines, so that one that can't be
 * read spoils no other (the parsers to be had refuse a whole file for one item, and lose where in a sentence the gap is).
 */

/** In UTF-16 code units: there are no pictures in it. */
const LARGEST_GIFT = 8 * 1024 * 1024;
const LONGEST_ITEM = 100_000;
const CATEGORY = /^\s*\$CATEGORY:\s*(.+)$/m;

/** Reads a GIFT file. `place` of an item is its line. */
export const readGift = (text: string): ReadFile => {
  if (text.length > LARGEST_GIFT) return { kind: 'unreadable', reason: { code: 'too-large', most: LARGEST_GIFT } };
  const items: ImportedItem[] = [];
  const seen = new Map<string, number>();
  let category: string[] = [];
  const sources = itemsOf(text);
  if (sources.length > MOST_ITEMS) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_ITEMS } };
  for (const { source, line } of sources) {
    if (source.length > LONGEST_ITEM) {
      const refusal = { code: 'broken', detail: `it is longer than ${LONGEST_ITEM} characters` } as const;
      items.push({ name: source.slice(0, 60), place: `line ${line}`, outcome: { kind: 'refused', refusal } });
      continue;
    }
    const named = CATEGORY.exec(source)?.[1];
    if (named) category = categoryPath(named);
    const rest = source.replace(CATEGORY, '');
    const body = withoutComments(rest);
    if (body.trim() === '') continue;
    const item = giftQuestion(body, category, refIn(rest));
    // The same words twice are two questions, told apart by which comes first.
    const times = (seen.get(item.ref) ?? 0) + 1;
    seen.set(item.ref, times);
    const ref = times === 1 ? item.ref : `${item.ref}#${times}`;
    const { outcome } = item;
    items.push({
      name: item.name,
      place: `line ${line + source.slice(0, source.search(/\S/)).split('\n').length - 1}`,
      outcome: outcome.kind === 'taken' ? { ...outcome, question: { ...outcome.question, ref } } : outcome,
    });
  }
  if (items.length === 0) return { kind: 'unreadable', reason: { code: 'empty' } };
  if (items.every(({ outcome }) => outcome.kind === 'refused' && outcome.refusal.code === 'not-a-question'))
    return { kind: 'unreadable', reason: { code: 'unknown-format' } };
  return { kind: 'read', format: 'gift', items, media: new Map(), notes: [] };
};

/** The items and their lines, read line by line: a list of all lines would take many times the room of the file. */
const itemsOf = (text: string): { source: string; line: number }[] => {
  const items: { source: string; line: number }[] = [];
  const whole = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  let begun: { from: number; line: number } | null = null;
  let line = 1;
  for (let from = 0; from <= whole.length && items.length <= MOST_ITEMS; line += 1) {
    const newline = whole.indexOf('\n', from);
    const to = newline < 0 ? whole.length : newline;
    const isBlank = whole.slice(from, to).trim() === '';
    if (!isBlank) begun ??= { from, line };
    if (begun && (isBlank || newline < 0)) {
      items.push({ source: whole.slice(begun.from, isBlank ? from - 1 : to), line: begun.line });
      begun = null;
    }
    from = to + 1;
  }
  return items;
};

const withoutComments = (source: string): string =>
  source
    .split('\n')
    .filter((line) => !/^\s*\/\//.test(line))
    .join('\n');

/** An id that Moodle writes into a comment: `// [id:fractions-3]`. */
const refIn = (source: string): string | null => /^\s*\/\/.*\[id:((?:[^\]\\]|\\.)+)\]/m.exec(source)?.[1] ?? null;

/** `$course$/top/Biology/Cells` is filed under Biology, Cells. A doubled slash is a slash in a name. */
const categoryPath = (named: string): string[] =>
  named
    .trim()
    .replaceAll('//', '\u0001')
    .split('/')
    .map((part) => part.replaceAll('\u0001', '/').trim())
    .filter((part) => part !== '' && !/^\$(course|module|cat|system)[^$]*\$$/i.test(part) && part !== 'top');
