import { formatHlc, hlcMs } from '../hlc.ts';
import type { StorageTransaction, StoredRow, SyncState } from '../ports.ts';
import { LEAD_MS } from '../protocol.ts';
import { restampRow, stampsAnew, stampsOf } from '../stamps.ts';
import type { EngineContext } from './context.ts';
import { enqueue } from './outbox.ts';

/**
 * The server told a time later than any before, because stamps of this device run ahead of it. Pending stamps from the
 * bound on are given anew, in order, beginning at the bound; the clock falls to it. Nothing earlier is touched, for it may
 * have been accepted already: a push that carried it may only be slow. [C3]
 *
 * A stamp at the bound itself cannot have been accepted: it would have needed a `heard` as high as the one just told.
 */
export const correctClock = async (
  { collections, clock }: Pick<EngineContext, 'collections' | 'clock'>,
  tx: StorageTransaction,
  state: SyncState,
  serverTime: number,
): Promise<void> => {
  const bound = Math.max(serverTime + LEAD_MS, hlcMs(state.seen) + 1, state.bound + 1);
  if (hlcMs(state.hlc) < bound) return;
  state.bound = bound;
  const pending = await pendingRows(tx);
  const late = new Set<string>();
  for (const { collection, row } of pending) {
    const definition = collections[collection];
    if (!definition) continue;
    for (const stamp of stampsOf(definition, row)) if (hlcMs(stamp) >= bound) late.add(stamp);
  }
  const first = formatHlc(bound, 0, state.replicaId);
  const anew = stampsAnew(late, first, state.replicaId);
  state.hlc = [...anew.values()].at(-1) ?? first;
  const changed: StoredRow[] = [];
  for (const stored of pending) {
    const definition = collections[stored.collection];
    const row = definition ? restampRow(definition, stored.row, anew) : stored.row;
    if (row !== stored.row) changed.push({ ...stored, row });
  }
  await tx.putRows(changed);
  await enqueue(tx, state, changed, clock.now());
};

/** Server time minus own clock lies between these two; an offset that fits already is left alone. [C1] */
export const measureOffset = (state: SyncState, serverTime: number, sentAt: number, receivedAt: number): void => {
  const least = serverTime - receivedAt;
  const most = serverTime - Math.min(sentAt, receivedAt);
  if (state.offsetMs < least || state.offsetMs > most) state.offsetMs = Math.round((least + most) / 2);
};

const pendingRows = async (tx: StorageTransaction): Promise<StoredRow[]> => {
  const keys = new Map<string, string[]>();
  for (const { collection, key } of await tx.allOutbox()) keys.set(collection, [...(keys.get(collection) ?? []), key]);
  const rows: StoredRow[] = [];
  for (const [collection, some] of keys) {
    for (const stored of await tx.rows(collection, some)) if (stored) rows.push(stored);
  }
  return rows;
};
