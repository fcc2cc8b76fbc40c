import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import type { PlantedBug } from '../planted-bug.ts';

/** Bugs of the service, by name, with the rule that each breaks. */
export const serviceBugs = {
  /** [F1] The next offset is the clock, also when the page was full. */
  offsetAhead: {
    page: (page, stored) => ({
      ...page,
      offset: String(Math.max(Number(page.offset), ...stored.map(({ version }) => version))),
    }),
  },
  /** [R2] A restored server goes on as if nothing had happened. */
  sameEpochAfterRestore: { epochAfterRestore: 'epoch1' },
  /** [S1] The server stores what was sent in place of merging it. */
  lastPushWins: {
    withLearner: (real) => (learnerId, work) =>
      real(learnerId, (store) => work({ ...store, rows: async () => new Map() })),
  },
  /** [M4] Of a text the service takes what the last device to push has, in place of joining both. */
  lastTextWins: {
    withLearner: (real, request) => (learnerId, work) =>
      real(learnerId, (store) =>
        work({
          ...store,
          putRows: (collection, rows) =>
            store.putRows(
              collection,
              rows.map(({ key, row }) => {
                const pushed = request.rows.find((one) => one.collection === collection && one.key === key)?.row;
                return { key, row: collection === 'materials' && pushed ? { ...row, text: pushed.text } : row };
              }),
            ),
        }),
      ),
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
  /** [M1] Values get the stamp of their arrival: the last to arrive wins. */
  stampsOnArrival: {
    received: (request, { now }) => ({
      ...request,
      rows: request.rows.map((pushed) => ({
        ...pushed,
        row: {
          ...pushed.row,
          stamps: Object.fromEntries(
            Object.keys(pushed.row.stamps).map((name) => [name, formatHlc(now, 0, request.replicaId)]),
          ),
        },
      })),
    }),
  },
  /** [C2] The bound of a push is the time it arrives, so that a copy of a refused one is taken once it is late enough. */
  boundOnArrival: { received: (request, { now }) => ({ ...request, heard: now }) },
  /** [B4] A bundle of another history is believed as if this one knew whether it was overtaken. */
  anyHistory: { carried: (payload, epoch) => ({ ...payload, epoch }) },
  /** [S2] What changes nothing is written all the same. */
  writesAnyway: {
    withLearner: (real, request) => (learnerId, work) =>
      real(learnerId, async (store) => {
        const told = await work(store);
        for (const { collection, key } of request.rows) {
          const stored = (await store.rows(collection, [key])).get(key);
          if (stored) await store.putRows(collection, [{ key, row: stored.row }]);
        }
        return told;
      }),
  },
  /** [S1] Rows are read before their learner is locked. */
  readsUnlocked: {
    withLearner: (real) => (learnerId, work) =>
      real(learnerId, async (store) => store).then((store) =>
        work({
          ...store,
          rows: (...given) => real(learnerId, (one) => one.rows(...given)),
          putRows: (...given) => real(learnerId, (one) => one.putRows(...given)),
          sawReplica: (...given) => real(learnerId, (one) => one.sawReplica(...given)),
          revOf: (...given) => real(learnerId, (one) => one.revOf(...given)),
        }),
      ),
  },
  /** [P2] The answer is given before the commit, which may fail. */
  answersEarly: {
    withLearner: (real) => async (learnerId, work) => {
      let told: { is: unknown } | null = null;
      try {
        return await real(learnerId, async (store) => {
          const result = await work(store);
          told = { is: result };
          return result;
        });
      } catch (error) {
        if (told) return (told as { is: never }).is;
        throw error;
      }
    },
  },
  /** [T1] Tombstones are left out of the feed. */
  noTombstones: {
    page: (page) => ({ ...page, rows: page.rows.filter(({ row }) => (row.deletedAt ?? null) === null) }),
  },
  /** [F1] The feed shows a page's last row only if the page is not full. */
  pageLosesLast: {
    page: (page) => (page.upToDate || page.rows.length < 2 ? page : { ...page, rows: page.rows.slice(0, -1) }),
  },
  /** [F1] Whatever the device says, the session alone says whose rows are meant. */
  sessionDecides: { sessionDecides: true },
  /** [P6] A transaction that a row breaks leaves the others acknowledged and unwritten. */
  forgetsSecondRow: {
    withLearner: (real) => (learnerId, work) =>
      real(learnerId, (store) =>
        work({ ...store, putRows: (collection, rows) => store.putRows(collection, rows.slice(0, 1)) }),
      ),
  },
  /** What is still sent to a learner who went on in an account stays there. */
  joinsOnce: { joinsOnce: true },
} satisfies Record<string, PlantedBug>;
