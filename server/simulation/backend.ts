import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import type { DerivedState } from '@hornbook/shared/learning/derived-digest.ts';
import type { FeedCursor, FeedOutcome } from '@hornbook/shared/sync/ports.ts';
import type { ReadFeed, WithLearner } from '../sync/learner-store.ts';
import { type Backup, createMemoryServer } from '../sync/memory-store.ts';
import { createFolds, type Folds } from './derived-folds.ts';

export interface BackendRow {
  collection: string;
  key: string;
  row: AnyRow;
  version: number;
}

/** Everything a service had stored at one time; what it looks like is the back end's own affair. */
export interface Snapshot {
  readonly of: unknown;
}

/** Where the simulated service keeps its rows: in memory, or in a real database. */
export interface Backend {
  readonly learnerIds: readonly string[];
  readonly withLearner: WithLearner;
  readonly readFeed: ReadFeed;
  /** A page as it is now, or as it was `at` some time: a lagging read path. */
  page(
    learnerId: string,
    cursor: Pick<FeedCursor, 'handle' | 'offset'> | null,
    rows: number,
    at?: Snapshot,
  ): Promise<FeedOutcome>;
  stored(learnerId: string): Promise<BackendRow[]>;
  /** Where the feed ends. */
  clock(learnerId: string): Promise<{ epoch: string; version: number }>;
  /** [D1] What the service has folded of a learner's rows, once it has caught up. */
  derived(learnerId: string): Promise<DerivedState>;
  /** What is being worked on outside virtual time, or null. */
  atWork(): Promise<void> | null;
  /** Whether its transactions may wait for virtual time: one with a single session would wait for itself. */
  readonly waits: boolean;
  snapshot(): Promise<Snapshot>;
  /** Puts an older state back; null: everything is gone. [R2] */
  restore(snapshot: Snapshot | null, epoch: string): Promise<void>;
  /** Throws every cursor away, as a compaction does: each device gets a 409. */
  rotateHandles(): void;
}

/** Ids of a history's learners; the last digit is the learner's number in it. */
export const learnerIds = (learners: number, history = 0): string[] =>
  Array.from({ length: learners }, (_, index) => {
    const last = (history * 16 + index).toString(16).padStart(12, '0');
    return `0190a000-0000-7000-8000-${last}`;
  });

export const createMemoryBackend = (
  collections: Readonly<Record<string, Collection>>,
  learners: number,
  newEpoch: () => string,
): Backend => {
  const held = new Map<string, { epoch: string; version: number; folds: Folds }>();
  const server = createMemoryServer({ epoch: newEpoch(), collections, newEpoch });
  return {
    learnerIds: learnerIds(learners),
    withLearner: server.withLearner,
    readFeed: server.readFeed,
    page: (learner, cursor, rows, at) =>
      server.page(learner, cursor, { rows, bytes: Number.POSITIVE_INFINITY }, at?.of as Backup | undefined),
    stored: async (learner) => [...server.stored(learner).values()],
    clock: async (learner) => server.clock(learner),
    derived: async (learner) => {
      const { epoch, version } = server.clock(learner);
      const known = held.get(learner);
      // Another history, or one that has gone back: what was folded is of rows that may never have been.
      const goesOn = known && known.epoch === epoch && known.version <= version ? known : null;
      const folds = goesOn?.folds ?? createFolds();
      folds.take([...server.stored(learner).values()].filter((row) => row.version > (goesOn?.version ?? -1)));
      held.set(learner, { epoch, version, folds });
      return folds.derived();
    },
    atWork: () => null,
    waits: true,
    snapshot: async () => ({ of: server.backup() }),
    restore: async (snapshot, epoch) =>
      server.restore((snapshot?.of as Backup | undefined) ?? { learners: new Map() }, epoch),
    rotateHandles: server.rotateHandles,
  };
};
