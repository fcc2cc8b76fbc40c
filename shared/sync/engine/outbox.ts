import type { OutboxEntry, StorageTransaction, SyncState } from '../ports.ts';

/** How long an attempt in progress is held back after each answer, unless it pauses, ends or the page is hidden. */
export const HOLD_MS = 60_000;
/** No entry waits longer than this; one that seems to was written before the device's clock was set back. */
export const MAX_DELAY_MS = 15 * 60_000;
const FIRST_DELAY_MS = 5_000;

export const isDue = (entry: OutboxEntry, now: number): boolean =>
  entry.notBefore <= now || entry.notBefore > now + MAX_DELAY_MS;

/** Sending order: what has been put behind last; attempts before everything else; then by age. [P5] */
export const compareEntries = (a: OutboxEntry, b: OutboxEntry): number =>
  Number(a.waiting !== null) - Number(b.waiting !== null) ||
  Number(a.collection !== 'attempts') - Number(b.collection !== 'attempts') ||
  a.rev - b.rev;

/**
 * Marks rows as having something the server lacks. Every writing of an entry takes a new revision, so that a verdict
 * about an earlier one can never clear it. Changes `state`; the caller stores it. [W2]
 */
export const enqueue = async (
  tx: StorageTransaction,
  state: SyncState,
  keys: readonly { collection: string; key: string }[],
  now: number,
  notBefore = 0,
): Promise<void> => {
  if (keys.length === 0) return;
  await tx.putOutbox(entriesFor(state, keys, await tx.outboxEntries(keys), now, notBefore));
};

/** The entries of `enqueue`, where what is `known` of these keys was read already. Changes `state`, too. */
export const entriesFor = (
  state: SyncState,
  keys: readonly { collection: string; key: string }[],
  known: readonly (OutboxEntry | undefined)[],
  now: number,
  notBefore: number,
): OutboxEntry[] =>
  keys.map(({ collection, key }, index) => {
    state.rev += 1;
    return { collection, key, rev: state.rev, since: known[index]?.since ?? now, notBefore, tries: 0, waiting: null };
  });

/** The entry behind the others, with a backoff of its own and the reason for the learner. [P5] [P6] */
export const putBehind = (entry: OutboxEntry, now: number, code: string, message: string): OutboxEntry => ({
  ...entry,
  tries: entry.tries + 1,
  notBefore: now + Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(entry.tries, 10)),
  waiting: { code, message },
});
