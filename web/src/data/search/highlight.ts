import { wordsOf } from './tokenize.ts';

/** A piece of a text, and whether it was looked for. */
export interface Piece {
  text: string;
  found: boolean;
}

const AROUND = 220;

/** About so much of a text around the place where most of what was looked for stands, in pieces. */
export const excerptOf = (text: string, terms: readonly string[], most = AROUND): Piece[] => {
  const looked = new Set(terms);
  const found = wordsOf(text).filter(({ plain }) => looked.has(plain));
  const startOf = (at: number) => Math.max(0, at - most / 4);
  let best = { from: 0, count: 0 };
  for (const { start } of found) {
    const from = startOf(start);
    const count = new Set(
      found.filter((word) => word.start >= from && word.end <= from + most).map(({ plain }) => plain),
    ).size;
    if (count > best.count) best = { from, count };
  }
  const from = best.from === 0 || text.length <= most ? 0 : text.indexOf(' ', best.from) + 1 || Math.ceil(best.from);
  const begin = text.length <= most ? 0 : from;
  const rough = Math.min(text.length, begin + most);
  const space = text.lastIndexOf(' ', rough);
  const end = rough === text.length || space <= begin + most / 2 ? rough : space;
  const pieces: Piece[] = [];
  let at = begin;
  const push = (piece: string, isFound: boolean) => {
    if (piece) pieces.push({ text: piece.replaceAll('\n', ' '), found: isFound });
  };
  for (const word of found) {
    if (word.start < begin || word.end > end) continue;
    push(text.slice(at, word.start), false);
    push(text.slice(word.start, word.end), true);
    at = word.end;
  }
  push(text.slice(at, end), false);
  if (begin > 0) pieces.unshift({ text: '… ', found: false });
  if (end < text.length) pieces.push({ text: ' …', found: false });
  return pieces;
};
