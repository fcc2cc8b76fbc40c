import type { AnyRow } from '../collections/define-collection.ts';
import type { FeedPage, PushReply, PushRequest } from './protocol.ts';

/** [F2] A place in the feed: handle and offset as the feed gave them, and the highest version read on the way there. */
export interface FeedCursor {
  readonly handle: string;
  readonly offset: string;
  readonly version: number;
}

/** What the engine keeps beside the rows, one record per database. [W3] */
export interface SyncState {
  replicaId: string;
  /** [W2] Highest revision ever given to an outbox entry. */
  rev: number;
  /** [C1] Latest HLC issued or received. */
  hlc: string;
  /** [C1] Highest stamp received from elsewhere. */
  seen: string;
  /** [C2] Highest server time heard, ms. */
  heard: number;
  /** Device time = own clock + offset, ms. */
  offsetMs: number;
  /** [C3] Last restamping bound, ms. */
  bound: number;
  epoch: string | null;
  /** [F2] Where the feed was read to; null before the first page and after a 409. */
  cursor: FeedCursor | null;
  /** [F3] Hash of the collections and fields the app knew that reads the feed; missing in a database of before. */
  known?: number;
  /** [F3] Id of the pass under way, or null. */
  pass: number | null;
  /** Highest pass id ever used. */
  lastPass: number;
  /** Local time of the last good contact, ms; null before the first. */
  lastContactAt: number | null;
}

export interface StoredRow {
  collection: string;
  key: string;
  row: AnyRow;
  /** [M2] Server's version of the row and the epoch it belongs to; 0 and null while only local. */
  version: number;
  epoch: string | null;
  /** [F3] Last pass that marked the row. */
  pass: number;
}

export interface OutboxEntry {
  collection: string;
  key: string;
  rev: number;
  /** Local time of the first unsent write, ms. */
  since: number;
  /** [P5] Not before this local time, ms; 0 = at once. */
  notBefore: number;
  tries: number;
  /** Why it waits, for the learner; null when it simply has not been sent yet. */
  waiting: { code: string; message: string } | null;
}

/** [P4] What the server refused, kept until the learner retries or discards it. */
export interface QuarantineEntry {
  id: string;
  collection: string;
  key: string;
  code: string;
  message: string;
  /** The refused fields with their values and stamps. */
  fields: Record<string, unknown>;
  stamps: Record<string, string>;
  at: number;
}

/** [F6] What a page of the feed showed that this database had not seen there before: the service has it. */
export interface Receipt {
  /** Local time at which it was seen, ms. */
  at: number;
  epoch: string;
  rows: { collection: string; key: string; version: number }[];
}

/** One atomic, durable transaction over a learner's database. Nothing but these calls may be awaited inside. */
export interface StorageTransaction {
  state(): Promise<SyncState>;
  putState(state: SyncState): Promise<void>;
  rows(collection: string, keys: readonly string[]): Promise<(StoredRow | undefined)[]>;
  putRows(rows: readonly StoredRow[]): Promise<void>;
  deleteRows(collection: string, keys: readonly string[]): Promise<void>;
  /** Keys of the rows whose mark is not this pass. */
  rowsNotMarked(pass: number): Promise<StoredRow[]>;
  /** Up to `limit` entries that are due (see isDue), in sending order (see compareEntries). */
  outbox(limit: number, now: number): Promise<OutboxEntry[]>;
  outboxEntries(keys: readonly { collection: string; key: string }[]): Promise<(OutboxEntry | undefined)[]>;
  outboxSize(): Promise<number>;
  putOutbox(entries: readonly OutboxEntry[]): Promise<void>;
  deleteOutbox(keys: readonly { collection: string; key: string }[]): Promise<void>;
  allOutbox(): Promise<OutboxEntry[]>;
  putQuarantine(entries: readonly QuarantineEntry[]): Promise<void>;
  quarantine(): Promise<QuarantineEntry[]>;
  deleteQuarantine(ids: readonly string[]): Promise<void>;
  putReceipt(receipt: Receipt): Promise<void>;
}

export interface Storage {
  /** Writes are atomic and, on resolve, durable (`strict`). */
  write<T>(work: (tx: StorageTransaction) => Promise<T>): Promise<T>;
  /** One consistent snapshot. */
  read<T>(work: (tx: StorageTransaction) => Promise<T>): Promise<T>;
}

/** Outcome of a push over the network. */
export type PushOutcome =
  | { kind: 'reply'; reply: PushReply }
  /** No answer, or none from the service. */
  | { kind: 'unreachable'; retryAfterMs: number | null }
  /** [P6] The service itself answered, with an error: this very request may be what it cannot take. */
  | { kind: 'failed'; retryAfterMs: number | null }
  /** No session: mint one, then try again. */
  | { kind: 'unauthorised' }
  /** The request as a whole is too large: halve. */
  | { kind: 'too-large' };

export interface PushTransport {
  push(request: PushRequest): Promise<PushOutcome>;
}

/** Only the simulator and tests pull by this; the app reads pages from the official ShapeStream. */
export type FeedOutcome =
  | { kind: 'page'; page: FeedPage }
  /** 409 */
  | { kind: 'must-refetch' }
  | { kind: 'unreachable'; retryAfterMs: number | null }
  | { kind: 'unauthorised' };

export interface Clock {
  /** Milliseconds since 1970 by the device's own clock, right or wrong. */
  now(): number;
}

export interface Random {
  /** In [0, 1). */
  next(): number;
}
