import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import type { PushedRow } from '@hornbook/shared/sync/protocol.ts';

export interface ServerRow {
  key: string;
  /** The whole row with stamps and server fields. */
  row: AnyRow;
  version: number;
}

/** [S1] One learner's rows inside one transaction whose first act was to lock that learner's clock row. */
export interface LearnerStore {
  readonly learnerId: string;
  readonly epoch: string;
  /** The clock when the lock was taken. */
  readonly version: number;
  /** The stored rows among `keys`, by key. */
  rows(collection: string, keys: readonly string[]): Promise<Map<string, ServerRow>>;
  /** Inserts or replaces whole rows; the feed's trigger gives each its own version. Throws only for bugs and broken surroundings. */
  putRows(collection: string, rows: readonly { key: string; row: AnyRow }[]): Promise<void>;
  /** [P6] Runs `work` under a savepoint; on a thrown error everything it did is undone and the error comes back as a value. */
  savepoint<T>(work: () => Promise<T>): Promise<{ ok: true; value: T } | { ok: false; error: unknown }>;
  /** Remembers the highest revision seen of a replica, so that a wiped browser is recognised. */
  sawReplica(replicaId: string, rev: number): Promise<void>;
  /** [B4] The highest revision seen of a replica; 0 of one that was never heard of. */
  revOf(replicaId: string): Promise<number>;
}

/** What push must know of published content; loaded before rows are judged. */
export interface ContentIndex {
  /** Loads what `rows` name. */
  load(rows: readonly PushedRow[]): Promise<LoadedContent>;
}

export interface LoadedContent {
  /** What a row names that this server does not know (course, lesson, activity, course version), or null. Such a row waits. */
  unknown(collection: string, row: AnyRow): string | null;
  /** [S1] The server-owned fields of a row, recomputed from the merged row. Empty for collections without any. */
  serverFields(collection: string, row: AnyRow, receivedAt: number): Record<string, unknown>;
}

/** Opens the transaction, locks, runs `work`, commits. Retries deadlocks and serialisation failures. */
export type WithLearner = <T>(learnerId: string, work: (store: LearnerStore) => Promise<T>) => Promise<T>;

/** What a push writes where everything it names is new to the server. */
export interface NewRows {
  epoch: string;
  replicaId: string;
  /** The push's highest revision. */
  rev: number;
  /** Whatever must not be there yet; the rows to write are among it, each once. */
  named: readonly { collection: string; key: string }[];
  rows: readonly { collection: string; rows: readonly { key: string; row: AnyRow }[] }[];
}

/**
 * Writes new rows in one transaction [S1], or nothing: in another epoch, or when it cannot say that all are new, which
 * leaves the push to be taken apart.
 */
export type StoreNew = (
  learnerId: string,
  push: NewRows,
) => Promise<{ kind: 'stored' } | { kind: 'known' } | { kind: 'epoch'; epoch: string }>;

/** [F1] A page of a learner's feed after `offset`, from one snapshot. Never writes. */
export type ReadFeed = (
  learnerId: string,
  offset: number,
  limit: { rows: number; bytes: number },
) => Promise<{
  epoch: string;
  version: number;
  rows: { collection: string; key: string; version: number; row: AnyRow }[];
  full: boolean;
}>;
