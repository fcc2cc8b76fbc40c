import { giftQuestion } from './gift-question.ts';
import type { ImportedItem, ReadFile } from './imported.ts';

/*
 * GIFT, as Moodle's documentation of the format describes it. Items are parted by empty lines, so that one that can't be
 * read spoils no other (the parsers to be had refuse a whole file for one item, and lose where in a sentence the gap is).
 */

const CATEGORY = /^\s*\$CATEGORY:\s*(.+)$/m;

/** Reads a GIFT file. `place` of an item is its line. */
export const readGift = (text: string): ReadFile => {
  const items: ImportedItem[] = [];
  const seen = new Map<string, number>();
  let category: string[] = [];
  for (const { source, line } of itemsOf(text)) {
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

const itemsOf = (text: string): { source: string; line: number }[] => {
  const items: { source: string; line: number }[] = [];
  let begun: { lines: string[]; line: number } | null = null;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  [...lines, ''].forEach((content, index) => {
    if (content.trim() !== '') {
      begun ??= { lines: [], line: index + 1 };
      begun.lines.push(content);
    } else if (begun) {
      items.push({ source: begun.lines.join('\n'), line: begun.line });
      begun = null;
    }
  });
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
