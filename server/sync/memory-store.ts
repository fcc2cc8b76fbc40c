import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { type Digest, digestOf } from '@hornbook/shared/sync/digest.ts';
import { fingerprintOf } from '@hornbook/shared/sync/engine/apply-page.ts';
import type { FeedCursor, FeedOutcome } from '@hornbook/shared/sync/ports.ts';
import type { LearnerStore, ReadFeed, ServerRow, WithLearner } from './learner-store.ts';

interface Change {
  collection: string;
  key: string;
  version: number;
  row: AnyRow;
}

/** One learner's rows. Rows are replaced, never changed, so a copy of the maps is a copy of everything. */
interface LearnerRows {
  version: number;
  rows: Map<string, ServerRow & { collection: string }>;
  /** Latest change of each row; in order of versions, because a new one goes to the end. [F1] */
  changes: Map<string, Change>;
  replicas: Map<string, number>;
}

/** Everything the server has, as it was at one time. */
export interface Backup {
  learners: Map<string, LearnerRows>;
}

/** The server's data in memory: the same interfaces as over SQL, for the simulator and for tests. */
export interface MemoryServer {
  readonly withLearner: WithLearner;
  readonly readFeed: ReadFeed;
  epoch(): string;
  /** The shape endpoint's part: cursors, their handles and 409s. With `at`, reads an older state: a lagging read path. */
  page(
    learnerId: string,
    cursor: Pick<FeedCursor, 'handle' | 'offset'> | null,
    limit: { rows: number; bytes: number },
    at?: Backup,
  ): Promise<FeedOutcome>;
  digest(learnerId: string): Digest;
  clock(learnerId: string): { epoch: string; version: number };
  backup(): Backup;
  /** Puts an older state back; without a new epoch only to show what that breaks. [R2] */
  restore(backup: Backup, epoch: string): void;
  /** Throws every cursor away, as a compaction does: each device gets a 409. */
  rotateHandles(): void;
  stored(learnerId: string): ReadonlyMap<string, ServerRow & { collection: string }>;
}

export interface MemoryServerOptions {
  epoch: string;
  collections: Readonly<Record<string, Collection>>;
  /** A new epoch, for when a device proves that history was lost. [R2] */
  newEpoch: () => string;
}

const copy = ({ version, rows, changes, replicas }: LearnerRows): LearnerRows => ({
  version,
  rows: new Map(rows),
  changes: new Map(changes),
  replicas: new Map(replicas),
});

export const createMemoryServer = ({ epoch: first, collections, newEpoch }: MemoryServerOptions): MemoryServer => {
  let epoch = first;
  let handles = 0;
  let learners = new Map<string, LearnerRows>();
  const locks = new Map<string, Promise<unknown>>();
  const rowsOf = (learnerId: string): LearnerRows => {
    const known = learners.get(learnerId);
    if (known) return known;
    const made: LearnerRows = { version: 0, rows: new Map(), changes: new Map(), replicas: new Map() };
    learners.set(learnerId, made);
    return made;
  };

  const withLearner: WithLearner = (learnerId, work) => {
    const turn = (locks.get(learnerId) ?? Promise.resolve()).then(async () => {
      const before = copy(rowsOf(learnerId));
      try {
        return await work(createStore(learnerId, epoch, rowsOf(learnerId), (old) => learners.set(learnerId, old)));
      } catch (error) {
        learners.set(learnerId, before);
        throw error;
      }
    });
    locks.set(
      learnerId,
      turn.catch(() => undefined),
    );
    return turn;
  };

  const readFrom = (from: LearnerRows, offset: number, limit: { rows: number; bytes: number }) => {
    const rows: Change[] = [];
    let full = false;
    for (const change of from.changes.values()) {
      if (change.version <= offset) continue;
      if (rows.length >= limit.rows) {
        full = true;
        break;
      }
      rows.push(change);
    }
    return { epoch, version: from.version, rows, full };
  };

  return {
    withLearner,
    readFeed: async (learnerId, offset, limit) => readFrom(rowsOf(learnerId), offset, limit),
    epoch: () => epoch,
    page: async (learnerId, cursor, limit, at) => {
      const handle = `${epoch}-${handles}`;
      const from = at?.learners.get(learnerId) ?? rowsOf(learnerId);
      if (cursor && cursor.handle !== handle) return { kind: 'must-refetch' };
      // [R2] A device that has read further than there is to read: history was lost. A lagging read path is no proof.
      if (cursor && Number(cursor.offset) > rowsOf(learnerId).version) {
        epoch = newEpoch();
        return { kind: 'must-refetch' };
      }
      const offset = Number(cursor?.offset ?? 0);
      const { version, rows, full } = readFrom(from, offset, limit);
      // [F1] A full page ends where its last row stands; any other at the clock of the snapshot it came from.
      const last = rows[rows.length - 1];
      const end = full && last ? last.version : Math.max(version, offset);
      return { kind: 'page', page: { epoch, handle, offset: String(end), rows, upToDate: !full } };
    },
    digest: (learnerId) => {
      const { version, rows } = rowsOf(learnerId);
      const known = fingerprintOf(collections);
      return { epoch, version, known, collections: digestOf(collections, rows.values()), derived: null };
    },
    clock: (learnerId) => ({ epoch, version: rowsOf(learnerId).version }),
    backup: () => ({ learners: new Map([...learners].map(([id, rows]) => [id, copy(rows)])) }),
    restore: (backup, next) => {
      learners = new Map([...backup.learners].map(([id, rows]) => [id, copy(rows)]));
      epoch = next;
    },
    rotateHandles: () => {
      handles += 1;
    },
    stored: (learnerId) => rowsOf(learnerId).rows,
  };
};

const createStore = (
  learnerId: string,
  epoch: string,
  data: LearnerRows,
  replace: (old: LearnerRows) => void,
): LearnerStore => {
  let current = data;
  return {
    learnerId,
    epoch,
    version: data.version,
    rows: async (collection, keys) => {
      const found = new Map<string, ServerRow>();
      for (const key of keys) {
        const row = current.rows.get(`${collection}/${key}`);
        if (row) found.set(key, row);
      }
      return found;
    },
    putRows: async (collection, rows) => {
      for (const { key, row } of rows) {
        // [S2] Each written row gets a version of its own.
        current.version += 1;
        const id = `${collection}/${key}`;
        const stored = { collection, key, row, version: current.version };
        current.rows.set(id, stored);
        current.changes.delete(id);
        current.changes.set(id, stored);
      }
    },
    savepoint: async (work) => {
      const before = copy(current);
      try {
        return { ok: true, value: await work() };
      } catch (error) {
        current = before;
        replace(before);
        return { ok: false, error };
      }
    },
    sawReplica: async (replicaId, rev) => {
      if (rev > (current.replicas.get(replicaId) ?? 0)) current.replicas.set(replicaId, rev);
    },
    revOf: async (replicaId) => current.replicas.get(replicaId) ?? 0,
  };
};
