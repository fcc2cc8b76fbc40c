import type { Payload } from '@hornbook/shared/bundle/payload.ts';
import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import type { PushOutcome, Storage, StorageTransaction } from '@hornbook/shared/sync/ports.ts';
import { type FeedPage, PROTOCOL, type PushRequest } from '@hornbook/shared/sync/protocol.ts';
import type { WithLearner } from '../sync/learner-store.ts';
import type { BackendRow } from './backend.ts';

/**
 * A bug put in on purpose, to see whether the simulator would notice it. The code under test stays as it is: bugs are
 * wrapped around its ports.
 */
export interface PlantedBug {
  // Of the service
  withLearner?(real: WithLearner, request: PushRequest): WithLearner;
  /** What the service takes a push to be. */
  received?(request: PushRequest, at: { now: number; epoch: string }): PushRequest;
  /** What it takes a bundle to be. */
  carried?(payload: Payload, epoch: string): Payload;
  feedOf?(learnerId: string, all: readonly string[]): string;
  page?(page: FeedPage, stored: readonly BackendRow[]): FeedPage;
  epochAfterRestore?: string;
  jobsGiveNoStamp?: boolean;
  sessionDecides?: boolean;
  // Of the device
  portalReply?(request: PushRequest): PushOutcome;
  trustsSending?: boolean;
  outcome?(outcome: PushOutcome, request: PushRequest, storage: Storage): PushOutcome | Promise<PushOutcome>;
  storage?(storage: Storage, collections: Readonly<Record<string, Collection>>): Storage;
  engine?(engine: Engine, storage: Storage): Engine;
  /** What a device that signs in brings its rows into. */
  adopting?(storage: Storage): Storage;
  finishesUnsent?: boolean;
  /** Pages of a learner who left go on asking with the cookie, which may be another one's by then. */
  deliversByCookie?: boolean;
  /** What is sent to a learner who was joined stays with them. */
  joinsOnce?: boolean;
  replicaOutlivesDatabase?: boolean;
  notStrict?: boolean;
  neverWaits?: boolean;
}

export const NO_BUG: PlantedBug = {};

export const acceptedAll = (request: PushRequest): PushOutcome => ({
  kind: 'reply',
  reply: {
    protocol: PROTOCOL,
    epoch: request.epoch ?? '',
    time: request.heard,
    verdicts: request.rows.map(({ collection, key, rev }) => ({ collection, key, rev, verdict: 'accepted' as const })),
  },
});

/** The storage with some calls of its transactions done otherwise. */
export const withTransactions = (
  storage: Storage,
  change: (tx: StorageTransaction) => Partial<StorageTransaction>,
): Storage => ({
  write: (work) => storage.write((tx) => work({ ...tx, ...change(tx) })),
  read: (work) => storage.read((tx) => work({ ...tx, ...change(tx) })),
});
