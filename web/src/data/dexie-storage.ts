import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import { initialState } from '@hornbook/shared/sync/engine/context.ts';
import { isDue } from '@hornbook/shared/sync/engine/outbox.ts';
import type { OutboxEntry, Storage, StorageTransaction, StoredRow, SyncState } from '@hornbook/shared/sync/ports.ts';
import type { Table } from 'dexie';
import { clockOffsets } from './corrected-clock.ts';
import { newReplicaId } from './ids.ts';
import type { LearnerDatabase, OutboxRecord, RowRecord } from './learner-database.ts';
import { withLiveHandle } from './live-handle.ts';
import { attemptMarks, markAttempts } from './mark-attempts.ts';
import { markMonths } from './mark-months.ts';

const names = Object.keys(collections) as CollectionName[];

const toRecord = ({ key, row, version, epoch, pass }: StoredRow): RowRecord => ({
  ...row,
  _key: key,
  _version: version,
  _epoch: epoch,
  _pass: pass,
});

const toStored = (collection: string, record: RowRecord): StoredRow => {
  const { _key: key, _version: version, _epoch: epoch, _pass: pass, ...row } = record;
  return { collection, key, row: row as AnyRow, version, epoch, pass };
};

const toOutboxRecord = (entry: OutboxEntry): OutboxRecord => ({
  ...entry,
  _behind: entry.waiting === null ? 0 : 1,
  _rank: entry.collection === 'attempts' ? 0 : 1,
});

const toEntry = ({ _behind, _rank, ...entry }: OutboxRecord): OutboxEntry => entry;

/** The engine's storage over one learner's database. Whatever is written in one call is written together or not at all. */
export class DexieStorage implements Storage {
  readonly #db: LearnerDatabase;

  constructor(db: LearnerDatabase) {
    this.#db = db;
  }

  /** [W1] [W3] Makes the state of a new database; of two tabs that race the first wins. */
  async prepare(): Promise<void> {
    const { syncState } = this.#db;
    const offsets = clockOffsets(this.#db);
    // Nearly always it is there: nothing is locked to find out.
    if ((await syncState.bulkGet(['state', 'clock' as 'state'])).every((stored) => stored !== undefined)) return;
    await this.#db.transaction('rw', syncState, async () => {
      const known = await syncState.get('state');
      if (!known) await syncState.add({ ...initialState(newReplicaId()), id: 'state' });
      // A database from before the offset lay by itself.
      if (!(await offsets.get('clock'))) await offsets.put({ id: 'clock', offsetMs: known?.offsetMs ?? 0 });
    });
  }

  write<T>(work: (tx: StorageTransaction) => Promise<T>): Promise<T> {
    return this.#transaction('rw', work);
  }

  read<T>(work: (tx: StorageTransaction) => Promise<T>): Promise<T> {
    return this.#transaction('r', work);
  }

  #transaction<T>(mode: 'r' | 'rw', work: (tx: StorageTransaction) => Promise<T>): Promise<T> {
    const db = this.#db;
    // The scope must itself be an async function: only then does Dexie follow native awaits within it.
    return withLiveHandle(db, () => db.transaction(mode, touched(db), async () => await work(transactionOf(db))));
  }
}

/** Rows and what goes with them. Not what is derived or half typed: an answer would have to wait until that is stored. */
const touched = (db: LearnerDatabase): Table[] => [
  ...names.map((name) => db.table(name)),
  ...[db.outbox, db.quarantine, db.syncState, db.receipts, ...attemptMarks(db), db.stalePast, db.staleMonths],
];

const transactionOf = (db: LearnerDatabase): StorageTransaction => {
  const rowsOf = (collection: string): Table<RowRecord, string> => db.table(collection);
  let offsetMs: number | undefined;
  return {
    async state() {
      const stored = await db.syncState.get('state');
      if (!stored) throw new Error('The database was used before it was prepared.');
      const { id, ...state } = stored;
      offsetMs = stored.offsetMs;
      return state as SyncState;
    },
    async putState(state) {
      await db.syncState.put({ ...state, id: 'state' });
      if (state.offsetMs !== offsetMs) await clockOffsets(db).put({ id: 'clock', offsetMs: state.offsetMs });
      offsetMs = state.offsetMs;
    },
    async rows(collection, keys) {
      const records = await rowsOf(collection).bulkGet([...keys]);
      return records.map((record) => record && toStored(collection, record));
    },
    async putRows(rows) {
      for (const [collection, group] of byCollection(rows)) {
        const keys = group.map(({ key }) => key);
        await Promise.all([rowsOf(collection).bulkPut(group.map(toRecord)), markDerived(db, collection, keys)]);
      }
    },
    async deleteRows(collection, keys) {
      await rowsOf(collection).bulkDelete([...keys]);
      await markDerived(db, collection, keys);
    },
    async rowsNotMarked(pass) {
      const unmarked: StoredRow[] = [];
      for (const name of names) {
        const records = await rowsOf(name).where('_pass').notEqual(pass).toArray();
        unmarked.push(...records.map((record) => toStored(name, record)));
      }
      return unmarked;
    },
    async outbox(limit, now) {
      // The index gives the order of compareEntries.
      const inOrder = db.outbox.orderBy('[_behind+_rank+rev]').filter((entry) => isDue(entry, now));
      return (await inOrder.limit(limit).toArray()).map(toEntry);
    },
    async outboxEntries(keys) {
      const records = await db.outbox.bulkGet(keys.map(({ collection, key }) => [collection, key]));
      return records.map((record) => record && toEntry(record));
    },
    async outboxSize() {
      return db.outbox.count();
    },
    async putOutbox(entries) {
      await db.outbox.bulkPut(entries.map(toOutboxRecord));
    },
    async deleteOutbox(keys) {
      await db.outbox.bulkDelete(keys.map(({ collection, key }) => [collection, key]));
    },
    async allOutbox() {
      return (await db.outbox.toArray()).map(toEntry);
    },
    async putQuarantine(entries) {
      await db.quarantine.bulkPut([...entries]);
    },
    async quarantine() {
      return db.quarantine.toArray();
    },
    async deleteQuarantine(ids) {
      await db.quarantine.bulkDelete([...ids]);
    },
    async putReceipt(receipt) {
      await db.receipts.add(receipt);
    },
  };
};

/** What follows from rows is to be made anew: noted together with the change, so that none is ever forgotten. */
const markDerived = async (db: LearnerDatabase, collection: string, keys: readonly string[]): Promise<void> => {
  if (collection === 'attempts') await markAttempts(db, keys);
  if (collection === 'pastReviews') await db.stalePast.bulkPut(keys.map((questionId) => ({ questionId })));
  if (collection === 'studyDays') await markMonths(db, keys);
};

const byCollection = (rows: readonly StoredRow[]): Map<string, StoredRow[]> => {
  const groups = new Map<string, StoredRow[]>();
  for (const row of rows) {
    const group = groups.get(row.collection);
    if (group) group.push(row);
    else groups.set(row.collection, [row]);
  }
  return groups;
};
