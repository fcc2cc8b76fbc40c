import type { Collection } from '../../collections/define-collection.ts';
import { laterHlc } from '../hlc.ts';
import { mergeRows } from '../merge.ts';
import type { FeedCursor, Receipt, Storage, StorageTransaction, StoredRow, SyncState } from '../ports.ts';
import type { FeedPage, FeedRow } from '../protocol.ts';
import { hashText, isServerOnly, keepUnknown, planOf, takeServerFields } from '../row.ts';
import { latestStamp } from '../stamps.ts';
import { upcastRow } from '../upcast.ts';
import { type EngineContext, startPass } from './context.ts';
import { enqueue } from './outbox.ts';

/** Where the feed was read to when a page was asked for. A page counts only while this still holds. [F2] */
export interface FeedPosition {
  readonly epoch: string | null;
  readonly cursor: FeedCursor | null;
  readonly pass: number | null;
}

export type PageOutcome =
  /** Go on from `position`. */
  | { kind: 'applied'; position: FeedPosition }
  /** Not from where we stand, or from another history: ask anew, from `position`. */
  | { kind: 'ignored'; position: FeedPosition };

export const positionOf = ({ epoch, cursor, pass }: SyncState): FeedPosition => ({ epoch, cursor, pass });

const samePosition = (a: FeedPosition, b: FeedPosition): boolean =>
  a.epoch === b.epoch &&
  a.pass === b.pass &&
  a.cursor?.handle === b.cursor?.handle &&
  a.cursor?.offset === b.cursor?.offset;

/**
 * Where to read on from. Of collections and fields it did not know, the app that read so far has kept nothing: one that
 * knows others reads everything again. [F3]
 */
export const readingPosition = ({ storage, collections }: EngineContext): Promise<FeedPosition> => {
  const known = fingerprintOf(collections);
  return storage.write(async (tx) => {
    const state = { ...(await tx.state()) };
    const cursor = inTheFeedsWords(state.cursor);
    if (state.known === known && cursor === state.cursor) return positionOf(state);
    state.cursor = cursor;
    if (state.known === known) {
      await tx.putState(state);
      return positionOf(state);
    }
    state.known = known;
    if (state.cursor) startPass(state);
    await tx.putState(state);
    return positionOf(state);
  });
};

/** A database of before kept a number for the offset `<number>_0`. [F2] */
const inTheFeedsWords = (cursor: FeedCursor | null): FeedCursor | null => {
  const offset: unknown = cursor?.offset;
  return cursor && typeof offset === 'number'
    ? { handle: cursor.handle, offset: `${offset}_0`, version: offset }
    : cursor;
};

const fingerprints = new WeakMap<EngineContext['collections'], number>();

/** What tells one app's knowledge of fields from another's. Asked with every page: made once for a list. */
export const fingerprintOf = (collections: EngineContext['collections']): number => {
  const made = fingerprints.get(collections) ?? fingerprint(collections);
  fingerprints.set(collections, made);
  return made;
};

const fingerprint = (collections: EngineContext['collections']): number => {
  const fields = Object.values(collections).flatMap((collection) =>
    planOf(collection).fields.map(({ name, field }) =>
      [collection.name, name, field.rule, field.type.column, collection.upcasts?.[name]?.to ?? []].flat().join(' '),
    ),
  );
  return hashText(fields.sort().join('\n'));
};

/** Merges a page of the feed into the database, together with its cursor, in one transaction. [F2] */
export const applyPage = (context: EngineContext, asked: FeedPosition, page: FeedPage): Promise<PageOutcome> =>
  context.storage.write(async (tx) => {
    const state = { ...(await tx.state()) };
    if (!samePosition(asked, positionOf(state))) return { kind: 'ignored', position: positionOf(state) };
    state.lastContactAt = context.clock.now();
    if (page.epoch !== state.epoch) {
      state.epoch = page.epoch;
      if (state.cursor) {
        // [F3] Pages from the middle of another history say nothing about its beginning.
        startPass(state);
        await tx.putState(state);
        return { kind: 'ignored', position: positionOf(state) };
      }
    }
    await mergePage(context, tx, state, page);
    const version = page.rows.reduce((highest, row) => Math.max(highest, row.version), state.cursor?.version ?? 0);
    state.cursor = { handle: page.handle, offset: page.offset, version };
    if (page.upToDate && state.pass !== null) await endPass(context, tx, state, version);
    await tx.putState(state);
    return { kind: 'applied', position: positionOf(state) };
  });

/** The server no longer knows the cursor (409): everything is read again, in place. [F3] */
export const mustRefetch = (storage: Storage, asked: FeedPosition): Promise<FeedPosition> =>
  storage.write(async (tx) => {
    const state = { ...(await tx.state()) };
    if (samePosition(asked, positionOf(state)) && state.cursor) {
      startPass(state);
      await tx.putState(state);
    }
    return positionOf(state);
  });

const mergePage = async (
  context: EngineContext,
  tx: StorageTransaction,
  state: SyncState,
  page: FeedPage,
): Promise<void> => {
  const groups = new Map<string, FeedRow[]>();
  for (const row of page.rows) {
    const group = groups.get(row.collection);
    if (group) group.push(row);
    else groups.set(row.collection, [row]);
  }
  const put: StoredRow[] = [];
  const news: Receipt['rows'] = [];
  const richer: StoredRow[] = [];
  for (const [name, rows] of groups) {
    const collection = context.collections[name];
    // A newer server's collection; the app that knows it reads everything again, see readingPosition.
    if (!collection) continue;
    const locals = await tx.rows(
      name,
      rows.map(({ key }) => key),
    );
    for (const [index, row] of rows.entries()) {
      state.seen = laterHlc(state.seen, latestStamp(collection, row.row));
      const { stored, more } = mergeFeedRow(collection, state, locals[index], row);
      put.push(stored);
      const local = locals[index];
      const seen = local?.epoch === state.epoch ? local.version : 0;
      if (row.version > seen && !isServerOnly(collection))
        news.push({ collection: name, key: row.key, version: row.version });
      if (more) richer.push(stored);
    }
  }
  state.hlc = laterHlc(state.hlc, state.seen);
  await tx.putRows(put);
  if (news.length > 0) await tx.putReceipt({ at: context.clock.now(), epoch: page.epoch, rows: news });
  await sendUnlessWaiting(context, tx, state, richer);
};

const mergeFeedRow = (
  collection: Collection,
  { epoch, pass }: SyncState,
  local: StoredRow | undefined,
  { key, version, row: fedRow }: FeedRow,
): { stored: StoredRow; more: boolean } => {
  const row = upcastRow(collection, fedRow);
  const fed: StoredRow = { collection: collection.name, key, row, version, epoch, pass: pass ?? local?.pass ?? 0 };
  if (!local) return { stored: fed, more: false };
  // [M2] Within one epoch the higher version has the server's last word; another epoch's counts as none.
  const older = local.epoch === epoch && local.version > version;
  if (isServerOnly(collection)) return { stored: older ? { ...local, pass: fed.pass } : fed, more: false };
  const merged = mergeRows(collection, row, upcastRow(collection, local.row));
  // [R1] Merging gave back the very row of the server exactly if the local one had nothing more.
  const more = merged !== row;
  const whole = keepUnknown(collection, merged, local.row);
  if (!older) return { stored: { ...fed, row: whole }, more };
  return { stored: { ...local, row: takeServerFields(collection, whole, local.row), pass: fed.pass }, more };
};

/** At the end of a pass: what the server did not show, it lacks. [F4] [F5] */
const endPass = async (
  context: EngineContext,
  tx: StorageTransaction,
  state: SyncState,
  end: number,
): Promise<void> => {
  const unmarked = await tx.rowsNotMarked(state.pass as number);
  const lacking: StoredRow[] = [];
  for (const stored of unmarked) {
    const collection = context.collections[stored.collection];
    if (!collection) continue;
    if (!isServerOnly(collection)) lacking.push(stored);
    else if (stored.epoch !== state.epoch || stored.version <= end) {
      await tx.deleteRows(stored.collection, [stored.key]);
    }
  }
  await sendUnlessWaiting(context, tx, state, lacking);
  state.pass = null;
};

/** Whoever has more, sends; what waits to be sent already keeps its revision. [R1] */
const sendUnlessWaiting = async (
  { clock }: EngineContext,
  tx: StorageTransaction,
  state: SyncState,
  rows: readonly StoredRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  const entries = await tx.outboxEntries(rows);
  await enqueue(
    tx,
    state,
    rows.filter((_, index) => entries[index] === undefined),
    clock.now(),
  );
};
