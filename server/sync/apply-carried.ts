import type { Payload } from '@hornbook/shared/bundle/payload.ts';
import { hlcMs, tickHlc } from '@hornbook/shared/sync/hlc.ts';
import { LEAD_MS, PROTOCOL, type PushedRow } from '@hornbook/shared/sync/protocol.ts';
import { restampRow, stampsAnew, stampsOf } from '@hornbook/shared/sync/stamps.ts';
import { upcastRow } from '@hornbook/shared/sync/upcast.ts';
import { isRowShaped } from '@hornbook/shared/sync/validate.ts';
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
  payload: Payload,
): Promise<CarriedOutcome> => {
  const { withLearner, content, collections, now } = context;
  const { replicaId, rev } = payload;
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
  let believed: PushedRow[] | undefined;
  const rowsIn = (epoch: string): PushedRow[] => {
    if (epoch === payload.epoch) return payload.rows;
    believed ??= believedRows(collections, payload);
    return believed;
  };
  let outcome: CarriedOutcome = 'delivered';
  try {
    for (let from = 0; from < payload.rows.length; from += ROWS_AT_ONCE) {
      const part = (epoch: string) => rowsIn(epoch).slice(from, from + ROWS_AT_ONCE);
      if (!(await applyPart(guarded, learnerId, replicaId, part))) outcome = 'too-early';
    }
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
  rowsIn: (epoch: string) => PushedRow[],
): Promise<boolean> => {
  const head = { protocol: PROTOCOL as typeof PROTOCOL, learnerId, replicaId, heard: context.now() };
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { epoch } = await applyPush(context, learnerId, { ...head, epoch: null, rows: [] });
    const reply = await applyPush(context, learnerId, { ...head, epoch, rows: rowsIn(epoch) });
    if (!('retry' in reply)) return true;
    if (reply.retry === 'time') return false;
  }
  throw new Error('The history changed again and again.');
};

/**
 * The rows of a bundle of another history: what their maker may have given other stamps since, counts from just after all
 * that it then knew the time of. Whatever was written since wins over it, and what nobody wrote anew is there. [B4]
 */
const believedRows = (
  collections: PushContext['collections'],
  { replicaId, heard, seen, rows }: Payload,
): PushedRow[] => {
  const known = Math.max(heard + LEAD_MS, hlcMs(seen));
  const readable = rows.map((pushed) => {
    const collection = Object.hasOwn(collections, pushed.collection) ? collections[pushed.collection] : undefined;
    if (!collection || !isRowShaped(pushed.row)) return { pushed, collection: null };
    return { pushed: { ...pushed, row: upcastRow(collection, pushed.row) }, collection };
  });
  const late = new Set<string>();
  for (const { pushed, collection } of readable)
    for (const stamp of collection ? stampsOf(collection, pushed.row) : []) if (hlcMs(stamp) > known) late.add(stamp);
  const anew = stampsAnew(late, tickHlc(seen, heard + LEAD_MS, replicaId), replicaId);
  return readable.map(({ pushed, collection }) =>
    collection ? { ...pushed, row: restampRow(collection, pushed.row, anew) } : pushed,
  );
};
