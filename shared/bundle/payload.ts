import { keyFieldsOf } from '../collections/index.ts';
import { isHlc, isReplicaId } from '../sync/hlc.ts';
import { BadPackingError, packRows, unpackRows } from '../sync/packed-rows.ts';
import type { PushedRow } from '../sync/protocol.ts';
import { isCount, isNestedTooDeeply, isPushedRow } from '../sync/pushed-row.ts';
import { isRecord } from '../sync/row.ts';

/** What is in a bundle: rows as they are pushed, and the database they were in as it was then. [B4] */
export interface Payload {
  replicaId: string;
  /** Its highest revision. */
  rev: number;
  /** The history of the service it knew; null before the first contact. */
  epoch: string | null;
  /** [C2] The highest time the service had told it, ms. */
  heard: number;
  /** [C1] The latest stamp it had received; '' for none. */
  seen: string;
  rows: PushedRow[];
}

/** What a database knows that never met the service, or does not say. */
export const NO_CONTACT = { epoch: null, heard: 0, seen: '' } as const;

export interface PayloadLimit {
  rows: number;
  /** Of JSON, inflated. */
  characters: number;
}

export const WAITING_LIMIT: PayloadLimit = { rows: 4_000, characters: 8 * 1024 * 1024 };
export const OWN_LIMIT: PayloadLimit = { rows: 200_000, characters: 128 * 1024 * 1024 };

export const writePayload = ({ replicaId, rev, epoch, heard, seen, rows }: Payload): string =>
  JSON.stringify({ replicaId, rev, epoch, heard, seen, packed: packRows(rows, keyFieldsOf) });

/** The payload in a text, or null: all of it has the outer form of rows, or none of it counts. [B1] */
export const readPayload = (text: string, limit: PayloadLimit): Payload | null => {
  if (text.length > limit.characters || isNestedTooDeeply(text)) return null;
  try {
    const read: unknown = JSON.parse(text);
    if (!isRecord(read)) return null;
    // One of before does not say what it knew.
    const { replicaId, rev, epoch, heard, seen }: Record<string, unknown> = { ...NO_CONTACT, ...read };
    if (!isReplicaId(replicaId) || !isCount(rev) || !isCount(heard)) return null;
    if (!(epoch === null || typeof epoch === 'string') || !(seen === '' || isHlc(seen))) return null;
    const rows = unpackRows(read.packed, limit);
    return rows.every(isPushedRow) ? { replicaId, rev, epoch, heard, seen, rows } : null;
  } catch (error) {
    if (error instanceof BadPackingError || error instanceof SyntaxError) return null;
    throw error;
  }
};
