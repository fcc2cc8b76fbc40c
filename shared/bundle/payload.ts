import { keyFieldsOf } from '../collections/index.ts';
import { isReplicaId } from '../sync/hlc.ts';
import { BadPackingError, packRows, unpackRows } from '../sync/packed-rows.ts';
import type { PushedRow } from '../sync/protocol.ts';
import { isRecord } from '../sync/row.ts';

/** What is in a bundle: rows as they are pushed, and the database they were in with its highest revision then. [B4] */
export interface Payload {
  replicaId: string;
  rev: number;
  rows: PushedRow[];
}

export interface PayloadLimit {
  rows: number;
  /** Of JSON, inflated. */
  characters: number;
}

export const WAITING_LIMIT: PayloadLimit = { rows: 4_000, characters: 8 * 1024 * 1024 };
export const OWN_LIMIT: PayloadLimit = { rows: 200_000, characters: 128 * 1024 * 1024 };

/** Deeper than any row; what recurses over a value must not run out of stack. */
const DEEPEST = 64;
const LONGEST_KEY = 500;

export const writePayload = ({ replicaId, rev, rows }: Payload): string =>
  JSON.stringify({ replicaId, rev, packed: packRows(rows, keyFieldsOf) });

/** The payload in a text, or null: all of it has the outer form of rows, or none of it counts. [B1] */
export const readPayload = (text: string, limit: PayloadLimit): Payload | null => {
  if (text.length > limit.characters || isDeep(text)) return null;
  try {
    const read: unknown = JSON.parse(text);
    if (!isRecord(read) || !isReplicaId(read.replicaId) || !isCount(read.rev)) return null;
    const rows = unpackRows(read.packed, limit);
    return rows.every(isPushedRow) ? { replicaId: read.replicaId, rev: read.rev, rows } : null;
  } catch (error) {
    if (error instanceof BadPackingError || error instanceof SyntaxError) return null;
    throw error;
  }
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isPushedRow = (row: unknown): row is PushedRow =>
  isRecord(row) &&
  typeof row.collection === 'string' &&
  typeof row.key === 'string' &&
  row.key.length <= LONGEST_KEY &&
  isCount(row.rev) &&
  isRecord(row.row) &&
  isRecord(row.row.stamps);

const isDeep = (text: string): boolean => {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isQuoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === '{' || letter === '[') {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return false;
};
