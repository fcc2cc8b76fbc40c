import type { PushedRow } from './protocol.ts';
import { isRecord } from './row.ts';

/** Deeper than any row of ours; what recurses over JSON must not run out of stack. */
const DEEPEST = 64;
const LONGEST_KEY = 500;

export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Whether a value has the outer form of a row on its way; what lies within is judged by itself. */
export const isPushedRow = (row: unknown): row is PushedRow =>
  isRecord(row) &&
  typeof row.collection === 'string' &&
  typeof row.key === 'string' &&
  row.key.length <= LONGEST_KEY &&
  isCount(row.rev) &&
  isRecord(row.row) &&
  isRecord(row.row.stamps);

/** Whether a text of JSON is nested more deeply than rows are; to be asked before it is parsed. */
export const isNestedTooDeeply = (text: string): boolean => {
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (isQuoted) {
      if (unit === BACKSLASH) index += 1;
      else if (unit === QUOTE) isQuoted = false;
    } else if (unit === QUOTE) isQuoted = true;
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth -= 1;
  }
  return false;
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
