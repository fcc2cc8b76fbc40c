import { laterHlc } from '../hlc.ts';
import { hasMore, mergeRows } from '../merge.ts';
import type { OutboxEntry, QuarantineEntry, StorageTransaction, StoredRow, SyncState } from '../ports.ts';
import type { PushReply, PushRequest, Verdict } from '../protocol.ts';
import { emptyRow, keepUnknown, planOf, takeServerFields } from '../row.ts';
import { latestStamp } from '../stamps.ts';
import { type EngineContext, startPass } from './context.ts';
import { enqueue, putBehind } from './outbox.ts';
import { setAside } from './quarantine.ts';
import { correctClock, measureOffset } from './restamp.ts';

/** What a reply came to: `progress` says that sending again at once makes sense. */
export interface ReplyOutcome {
  progress: boolean;
}

type Rejected = Extract<Verdict, { verdict: 'rejected' }>;

/**
 * Takes in what the server said of a push, in one transaction.
 *
 *   retry epoch ─► another history: adopt it, begin a pass
 *   retry time ──► correct the clock, give late stamps anew
 *   verdicts ────► accepted: entry gone · rejected: fields set aside · wait: entry goes behind
 */
export const applyReply = (
  context: EngineContext,
  request: PushRequest,
  sentAt: number,
  reply: PushReply,
): Promise<ReplyOutcome> =>
  context.storage.write(async (tx) => {
    const state = { ...(await tx.state()) };
    // [P3] The database may have been wiped and made anew since.
    if (state.replicaId !== request.replicaId) return { progress: true };
    const now = context.clock.now();
    state.lastContactAt = now;
    const sameEpoch = reply.epoch === state.epoch && request.epoch === state.epoch;
    const newer = reply.time > state.heard;
    const asked = request.rows.length === 0 || ('retry' in reply && reply.retry === 'time');
    let progress = true;

    if (request.epoch === state.epoch && reply.epoch !== state.epoch) {
      state.epoch = reply.epoch;
      startPass(state);
    }
    // [C3] Only a later time than any heard may correct the clock: an old reply may be about stamps accepted since.
    if (newer) {
      if (asked) {
        measureOffset(state, reply.time, sentAt, now);
        await correctClock(context, tx, state, reply.time);
      }
      state.heard = reply.time;
    } else if (asked) {
      progress = false;
    }
    if (sameEpoch && 'verdicts' in reply)
      progress = (await applyVerdicts(context, tx, state, reply.verdicts)) || (asked && newer);
    await tx.putState(state);
    return { progress };
  });

const applyVerdicts = async (
  context: EngineContext,
  tx: StorageTransaction,
  state: SyncState,
  verdicts: readonly Verdict[],
): Promise<boolean> => {
  const entries = await tx.outboxEntries(verdicts);
  const accepted: OutboxEntry[] = [];
  const behind: OutboxEntry[] = [];
  let progress = false;
  for (const [index, verdict] of verdicts.entries()) {
    const entry = entries[index];
    // [P3] Edited since: the verdict is about an older revision.
    if (entry?.rev !== verdict.rev) continue;
    let taken = true;
    switch (verdict.verdict) {
      case 'accepted':
        accepted.push(entry);
        break;
      case 'wait':
        behind.push(putBehind(entry, context.clock.now(), verdict.code, verdict.message));
        break;
      case 'rejected':
        taken = await applyRejection(context, tx, state, verdict);
        break;
    }
    progress ||= taken;
  }
  await tx.deleteOutbox(accepted);
  await tx.putOutbox(behind);
  return progress;
};

/** Sets the refused fields aside, puts what the server has in their place, and sends what is left over; or ignores it. [P4] */
const applyRejection = async (
  context: EngineContext,
  tx: StorageTransaction,
  state: SyncState,
  verdict: Rejected,
): Promise<boolean> => {
  const { collections, clock } = context;
  const collection = collections[verdict.collection];
  const [local] = await tx.rows(verdict.collection, [verdict.key]);
  if (!collection || !local) return false;
  const localVersion = local.epoch === state.epoch ? local.version : 0;
  // The feed has brought something newer, and the cursor has passed it: the entry stays and is judged again.
  if (verdict.row ? verdict.version < localVersion : localVersion > 0) return false;

  // Where the server has no row, a row without a required field cannot stand: all of it goes.
  const whole = !verdict.row && planOf(collection).fields.some((f) => f.required && verdict.fields.includes(f.name));
  const names = whole ? [...planOf(collection).byName.keys(), 'deletedAt'] : verdict.fields;
  const { refused, rest } = setAside(collection, local.row, names);
  const entry: QuarantineEntry = {
    id: `${state.replicaId}-${verdict.rev}`,
    collection: verdict.collection,
    key: verdict.key,
    code: verdict.code,
    message: verdict.message,
    ...refused,
    at: clock.now(),
  };
  await tx.putQuarantine([entry]);
  await tx.deleteOutbox([verdict]);
  if (verdict.row) {
    const at = latestStamp(collection, verdict.row);
    state.seen = laterHlc(state.seen, at);
    state.hlc = laterHlc(state.hlc, at);
  }
  if (!rest && !verdict.row) {
    await tx.deleteRows(verdict.collection, [verdict.key]);
    return true;
  }
  const stored = verdict.row ?? emptyRow(collection);
  const merged = rest ? mergeRows(collection, stored, rest) : stored;
  const row: StoredRow = {
    ...local,
    row: keepUnknown(collection, takeServerFields(collection, merged, stored), local.row),
    version: verdict.row ? verdict.version : 0,
    epoch: verdict.row ? state.epoch : null,
  };
  await tx.putRows([row]);
  if (hasMore(collection, row.row, stored)) await enqueue(tx, state, [row], clock.now());
  return true;
};
