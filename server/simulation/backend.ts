import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import type { FeedCursor, FeedOutcome } from '@hornbook/shared/sync/ports.ts';
import type { WithLearner } from '../sync/learner-store.ts';
import { type Backup, createMemoryServer } from '../sync/memory-store.ts';

export interface BackendRow {
  collection: string;
  key: string;
  row: AnyRow;
  version: number;
}

/** Where the simulated service keeps its rows: in memory, or in a real database. */
export interface Backend {
  readonly learnerIds: readonly string[];
  readonly withLearner: WithLearner;
  page(
    learnerId: string,
    cursor: Pick<FeedCursor, 'handle' | 'offset'> | null,
    rows: number,
    at?: Backup,
  ): Promise<FeedOutcome>;
  stored(learnerId: string): Promise<BackendRow[]>;
  /** Where the feed ends. */
  clock(learnerId: string): Promise<{ epoch: string; version: number }>;
  /** What is being worked on outside virtual time, or null. */
  atWork(): Promise<void> | null;
  /** Only where all data can be copied and put back. */
  readonly whole: {
    backup(): Backup;
    restore(backup: Backup, epoch: string): void;
    rotateHandles(): void;
  } | null;
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
  const server = createMemoryServer({ epoch: newEpoch(), collections, newEpoch });
  return {
    learnerIds: learnerIds(learners),
    withLearner: server.withLearner,
    page: (learner, cursor, rows, at) => server.page(learner, cursor, { rows, bytes: Number.POSITIVE_INFINITY }, at),
    stored: async (learner) => [...server.stored(learner).values()],
    clock: async (learner) => server.clock(learner),
    atWork: () => null,
    whole: server,
  };
};
