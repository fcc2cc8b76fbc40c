import type { AnyRow, Collection, Fields, Row } from '../../collections/define-collection.ts';
import { tickHlc } from '../hlc.ts';
import type { StorageTransaction, StoredRow, SyncState } from '../ports.ts';
import { keyOf } from '../row.ts';
import { type BadField, validateForWriting } from '../validate.ts';
import { changeRow, type RowChanges, writeRow } from '../write-row.ts';
import type { EngineContext } from './context.ts';
import { entriesFor, HOLD_MS } from './outbox.ts';

/** A command tried to write what no server would take: a bug of the command. [W4] */
export class RefusedWriteError extends Error {
  readonly collection: string;
  readonly key: string;
  readonly bad: readonly BadField[];
  constructor(collection: string, key: string, bad: readonly BadField[]) {
    const what = bad.map(({ field, message }) => `${field}: ${message}`).join('; ');
    super(`A row of ${collection} (${key}) may not be written: ${what}`);
    this.name = 'RefusedWriteError';
    this.collection = collection;
    this.key = key;
    this.bad = bad;
  }
}

/** What a command writes through. Nothing but its methods may be awaited while the transaction is open. */
export interface Writer {
  /** Device time: the device's own clock, corrected by what the server told. [C1] */
  readonly now: number;
  readonly replicaId: string;
  row<N extends string, F extends Fields>(
    collection: Collection<N, F>,
    key: string,
  ): Promise<Row<Collection<N, F>> | undefined>;
  /** Makes the row, or says these values of the one there is; brings a deleted one back. */
  write<N extends string, F extends Fields>(
    collection: Collection<N, F>,
    values: RowChanges<Collection<N, F>>,
  ): Promise<Row<Collection<N, F>>>;
  /** Changes a row that exists. */
  change<N extends string, F extends Fields>(
    collection: Collection<N, F>,
    key: string,
    changes: RowChanges<Collection<N, F>>,
  ): Promise<void>;
  /** Makes a tombstone of the row; its content stays. [T1] */
  remove<N extends string, F extends Fields>(collection: Collection<N, F>, key: string): Promise<void>;
}

/** With `hold`, what is written waits for the next write without it, for `release`, or a minute. */
export interface CommitOptions {
  hold?: boolean;
  /** What is going to be changed, as far as that is known before: read at once, in one round trip to the store. */
  expect?: readonly RowName[];
}

interface RowName {
  collection: string;
  key: string;
}

const nameOf = ({ collection, key }: RowName): string => `${collection}/${key}`;

/** Runs a command: rows, outbox entries and the clock in one durable transaction, or nothing of it. [W1] */
export const commit = <T>(
  { storage, clock }: Pick<EngineContext, 'storage' | 'clock'>,
  work: (writer: Writer) => Promise<T>,
  options: CommitOptions = {},
): Promise<T> =>
  storage.write(async (tx) => {
    const expected = options.expect ?? [];
    const [stored, entriesThere, rowsThere] = await Promise.all([
      tx.state(),
      expected.length > 0 ? tx.outboxEntries(expected) : [],
      Promise.all(expected.map(async ({ collection, key }) => (await tx.rows(collection, [key]))[0])),
    ]);
    const read = new Map(expected.map((name, index) => [nameOf(name), rowsThere[index]]));
    const state = { ...stored };
    const now = clock.now();
    const written = new Map<string, StoredRow>();
    const result = await work(createWriter(tx, state, now + state.offsetMs, { read, written }));
    if (written.size === 0) return result;
    const rows = [...written.values()];
    const waiting = new Map(expected.map((name, index) => [nameOf(name), entriesThere[index]]));
    const others = rows.filter((row) => !waiting.has(nameOf(row)));
    for (const entry of others.length > 0 ? await tx.outboxEntries(others) : [])
      if (entry) waiting.set(nameOf(entry), entry);
    const known = rows.map((row) => waiting.get(nameOf(row)));
    const entries = entriesFor(state, rows, known, now, options.hold ? now + HOLD_MS : 0);
    // Beside each other: every round trip to a store is felt in how soon an answer shows its feedback.
    await Promise.all([tx.putRows(rows), tx.putOutbox(entries), tx.putState(state)]);
    return result;
  });

const createWriter = (
  tx: StorageTransaction,
  state: SyncState,
  now: number,
  { read, written }: { read: Map<string, StoredRow | undefined>; written: Map<string, StoredRow> },
): Writer => {
  const find = async (collection: string, key: string): Promise<StoredRow | undefined> => {
    const name = nameOf({ collection, key });
    if (written.has(name)) return written.get(name);
    if (!read.has(name)) read.set(name, (await tx.rows(collection, [key]))[0]);
    return read.get(name);
  };
  const put = <C extends Collection>(collection: C, key: string, stored: StoredRow | undefined, row: AnyRow) => {
    if (row === stored?.row) return;
    const bad = validateForWriting(collection, row);
    if (bad.length > 0) throw new RefusedWriteError(collection.name, key, bad);
    const { name } = collection;
    written.set(`${name}/${key}`, { version: 0, epoch: null, pass: 0, ...stored, collection: name, key, row });
  };
  const stamp = () => {
    state.hlc = tickHlc(state.hlc, now, state.replicaId);
    return state.hlc;
  };
  return {
    now,
    replicaId: state.replicaId,
    async row<N extends string, F extends Fields>(collection: Collection<N, F>, key: string) {
      return (await find(collection.name, key))?.row as Row<Collection<N, F>> | undefined;
    },
    async write<N extends string, F extends Fields>(
      collection: Collection<N, F>,
      values: RowChanges<Collection<N, F>>,
    ) {
      const key = keyOf(collection, values);
      const stored = await find(collection.name, key);
      const row = writeRow(collection, stored?.row as Row<Collection<N, F>> | undefined, values, stamp());
      put(collection, key, stored, row as AnyRow);
      return row;
    },
    async change<N extends string, F extends Fields>(
      collection: Collection<N, F>,
      key: string,
      changes: RowChanges<Collection<N, F>>,
    ) {
      const stored = await find(collection.name, key);
      if (!stored) throw new Error(`There is no row ${key} in ${collection.name} to change.`);
      put(
        collection,
        key,
        stored,
        changeRow(collection, stored.row as Row<Collection<N, F>>, changes, stamp()) as AnyRow,
      );
    },
    async remove<N extends string, F extends Fields>(collection: Collection<N, F>, key: string) {
      await this.change(collection, key, { deletedAt: now } as RowChanges<Collection<N, F>>);
    },
  };
};

/** Lets held entries go now: the attempt paused or ended, or the page is being hidden. */
export const release = ({ storage, clock }: Pick<EngineContext, 'storage' | 'clock'>): Promise<boolean> =>
  storage.write(async (tx) => {
    const now = clock.now();
    const held = (await tx.allOutbox()).filter(({ notBefore, waiting }) => notBefore > now && waiting === null);
    // Only the time of sending changes, not what is sent: the revision stays.
    if (held.length > 0) await tx.putOutbox(held.map((entry) => ({ ...entry, notBefore: 0 })));
    return held.length > 0;
  });
