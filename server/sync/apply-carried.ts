import type { Payload } from '@hornbook/shared/bundle/payload.ts';
import { PROTOCOL, type PushedRow } from '@hornbook/shared/sync/protocol.ts';
import { applyPush, type PushContext } from './apply-push.ts';

/** What becomes of waiting work that somebody carried here. None of it says what was in it. */
export type CarriedOutcome =
  /** Judged and merged, as a push would have been. */
  | 'delivered'
  /** [B4] Its maker was in touch since it was made, and sends the rest itself. */
  | 'overtaken'
  /** [B4] Some of its rows are of a time yet to come. */
  | 'too-early';

const ROWS_AT_ONCE = 250;
const TRIES = 3;

class Overtaken extends Error {
  override name = 'Overtaken';
}

/**
 * Applies the rows of a bundle by the way of a push. Each part is a transaction of its own; cut off in between, the same
 * bundle begins anew and finds the first parts there already.
 */
export const applyCarried = async (
  context: PushContext,
  learnerId: string,
  { replicaId, rev, rows }: Payload,
): Promise<CarriedOutcome> => {
  const { withLearner, content, collections, now } = context;
  // Not the quick way for rows that are all new: whether the bundle was overtaken is asked under the learner's lock.
  const guarded: PushContext = {
    content,
    collections,
    now,
    withLearner: (id, work) =>
      withLearner(id, async (store) => {
        if ((await store.revOf(replicaId)) > rev) throw new Overtaken();
        return work(store);
      }),
  };
  let outcome: CarriedOutcome = 'delivered';
  try {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
      if (!(await applyPart(guarded, learnerId, replicaId, rows.slice(from, from + ROWS_AT_ONCE))))
        outcome = 'too-early';
  } catch (error) {
    if (error instanceof Overtaken) return 'overtaken';
    throw error;
  }
  return outcome;
};

/** Whether it was in time. The epoch guards a device's reading of the reply; here nobody reads it, so it is the present one. */
const applyPart = async (
  context: PushContext,
  learnerId: string,
  replicaId: string,
  rows: PushedRow[],
): Promise<boolean> => {
  const head = { protocol: PROTOCOL as typeof PROTOCOL, learnerId, replicaId, heard: context.now() };
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { epoch } = await applyPush(context, learnerId, { ...head, epoch: null, rows: [] });
    const reply = await applyPush(context, learnerId, { ...head, epoch, rows });
    if (!('retry' in reply)) return true;
    if (reply.retry === 'time') return false;
  }
  throw new Error('The history changed again and again.');
};
