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
  feedOf?(learnerId: string, all: readonly string[]): string;
  page?(page: FeedPage, stored: readonly BackendRow[]): FeedPage;
  epochAfterRestore?: string;
  jobsGiveNoStamp?: boolean;
  // Of the device
  portalReply?(request: PushRequest): PushOutcome;
  trustsSending?: boolean;
  outcome?(outcome: PushOutcome, request: PushRequest): PushOutcome;
  storage?(storage: Storage): Storage;
  engine?(engine: Engine, storage: Storage): Engine;
  replicaOutlivesDatabase?: boolean;
  notStrict?: boolean;
  neverWaits?: boolean;
}

export const NO_BUG: PlantedBug = {};

const acceptedAll = (request: PushRequest): PushOutcome => ({
  kind: 'reply',
  reply: {
    protocol: PROTOCOL,
    epoch: request.epoch ?? '',
    time: request.heard,
    verdicts: request.rows.map(({ collection, key, rev }) => ({ collection, key, rev, verdict: 'accepted' as const })),
  },
});

/** The storage with some calls of its transactions done otherwise. */
const withTransactions = (
  storage: Storage,
  change: (tx: StorageTransaction) => Partial<StorageTransaction>,
): Storage => ({
  write: (work) => storage.write((tx) => work({ ...tx, ...change(tx) })),
  read: (work) => storage.read((tx) => work({ ...tx, ...change(tx) })),
});

const nothing = async () => undefined;

/** By name, with the rule that each breaks. */
export const bugs = {
  /** [P3] A push that was sent counts as accepted. */
  ackOnSend: { trustsSending: true, portalReply: acceptedAll, outcome: (_outcome, request) => acceptedAll(request) },
  /** [P2] An answer counts although it does not say that it is the service's. */
  captiveTrusted: { portalReply: acceptedAll },
  /** [W1] The row is stored in one transaction and its mark in another. */
  tornCommit: {
    storage: (storage) => ({
      read: storage.read,
      write: async (work) => {
        const later: Parameters<StorageTransaction['putOutbox']>[0][] = [];
        const putOutbox = async (entries: (typeof later)[number]) => void later.push(entries);
        const result = await storage.write((tx) => work({ ...tx, putOutbox }));
        for (const entries of later) await storage.write((tx) => tx.putOutbox(entries));
        return result;
      },
    }),
  },
  /** [W1] The last transactions may vanish with the power. */
  notStrict: { notStrict: true },
  /** [W3] The replica's name lives outside the database and survives it. */
  replicaOutlivesDatabase: { replicaOutlivesDatabase: true },
  /** [C1] Each tab keeps the clock in its memory. */
  clockInMemory: {
    storage: (storage) => {
      let mine = '';
      return withTransactions(storage, (tx) => ({
        state: async () => {
          const state = await tx.state();
          return { ...state, hlc: mine };
        },
        putState: async (state) => {
          mine = state.hlc;
          await tx.putState(state);
        },
      }));
    },
  },
  /** [F2] A page counts wherever the cursor stands. */
  pageFromAnywhere: {
    engine: (engine) => ({
      ...engine,
      applyPage: async (_asked, page) => engine.applyPage(await engine.position(), page),
    }),
  },
  /** [F1] The next offset is the clock, also when the page was full. */
  offsetAhead: {
    page: (page, stored) => ({
      ...page,
      offset: String(Math.max(Number(page.offset), ...stored.map(({ version }) => version))),
    }),
  },
  /** [F3] A refetch begins by throwing everything away. */
  refetchClears: {
    engine: (engine, storage) => ({
      ...engine,
      mustRefetch: async (asked) => {
        const position = await engine.mustRefetch(asked);
        await storage.write(async (tx) => {
          const { lastPass } = await tx.state();
          for (const { collection, key } of await tx.rowsNotMarked(lastPass + 1))
            await tx.deleteRows(collection, [key]);
          await tx.deleteOutbox(await tx.allOutbox());
        });
        return position;
      },
    }),
  },
  /** [R1] [F4] What a device has beyond the server is not sent by itself. */
  noRepair: {
    engine: (engine, storage) => ({
      ...engine,
      applyPage: async (asked, page) => {
        const before = await storage.read((tx) => tx.allOutbox());
        const taken = await engine.applyPage(asked, page);
        const known = new Set(before.map(({ collection, key }) => `${collection}/${key}`));
        await storage.write(async (tx) => {
          const made = (await tx.allOutbox()).filter(
            ({ collection, key, tries }) => tries === 0 && !known.has(`${collection}/${key}`),
          );
          await tx.deleteOutbox(made);
        });
        return taken;
      },
    }),
  },
  /** [R2] A restored server goes on as if nothing had happened. */
  sameEpochAfterRestore: { epochAfterRestore: 'epoch1' },
  /** [S1] The server stores what was sent in place of merging it. */
  lastPushWins: {
    withLearner: (real) => (learnerId, work) =>
      real(learnerId, (store) => work({ ...store, rows: async () => new Map() })),
  },
  /** [S4] The server tidies what it stores. */
  serverTrims: {
    withLearner: (real) => (learnerId, work) =>
      real(learnerId, (store) =>
        work({
          ...store,
          putRows: (collection, rows) =>
            store.putRows(
              collection,
              rows.map(({ key, row }) => ({
                key,
                row: typeof row.bio === 'string' ? { ...row, bio: row.bio.toUpperCase() } : row,
              })),
            ),
        }),
      ),
  },
  /** [S5] A job changes a value and leaves its stamp. */
  jobsGiveNoStamp: { jobsGiveNoStamp: true },
  /** [F1] The feed is another learner's. */
  wrongLearner: { feedOf: (_learnerId, all) => all[0] as string },
  /** [P4] What is refused is dropped, not kept. */
  refusedIsLost: { storage: (storage) => withTransactions(storage, () => ({ putQuarantine: nothing })) },
  /** Failures are followed by no wait. */
  neverWaits: { neverWaits: true },
  /** [W2] Revisions start again when nothing waits. */
  revisionsRestart: {
    storage: (storage) =>
      withTransactions(storage, (tx) => ({
        putState: async (state) => tx.putState((await tx.outboxSize()) === 0 ? { ...state, rev: 0 } : state),
      })),
  },
} satisfies Record<string, PlantedBug>;

export type BugName = keyof typeof bugs;
