import { keyFieldsOf } from '../collections/index.ts';
import { isReplicaId } from '../sync/hlc.ts';
import { BadPackingError, packRows, unpackRows } from '../sync/packed-rows.ts';
import type { PushedRow } from '../sync/protocol.ts';
import { isCount, isNestedTooDeeply, isPushedRow } from '../sync/pushed-row.ts';
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

export const writePayload = ({ replicaId, rev, rows }: Payload): string =>
  JSON.stringify({ replicaId, rev, packed: packRows(rows, keyFieldsOf) });

/** The payload in a text, or null: all of it has the outer form of rows, or none of it counts. [B1] */
export const readPayload = (text: string, limit: PayloadLimit): Payload | null => {
  if (text.length > limit.characters || isNestedTooDeeply(text)) return null;
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
