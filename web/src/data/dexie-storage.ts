import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import type { Storage, StorageTransaction, StoredRow, SyncState } from '@hornbook/shared/sync/ports.ts';
import { Dexie, type Table } from 'dexie';
import { newReplicaId } from './ids.ts';
import type { LearnerDatabase, RowRecord } from './learner-database.ts';
import { withLiveHandle } from './live-handle.ts';

const names = Object.keys(collections) as CollectionName[];
/** Attempts go before everything else: they are what a learner would miss most. */
const sendingOrder = ['attempts' as CollectionName, ...names.filter((name) => name !== 'attempts')];

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

/** The engine's storage over one learner's database. Whatever is written in one call is written together or not at all. */
export class DexieStorage implements Storage {
  readonly #db: LearnerDatabase;

  constructor(db: LearnerDatabase) {
    this.#db = db;
  }

  /** [W1] [W3] Makes the state of a new database; of two tabs that race the first wins. */
  async prepare(): Promise<void> {
    const { syncState } = this.#db;
    await this.#db.transaction('rw', syncState, async () => {
      if (await syncState.get('state')) return;
      await syncState.add({
        id: 'state',
        replicaId: newReplicaId(),
        rev: 0,
        hlc: '',
        seen: '',
        heard: 0,
        offsetMs: 0,
        bound: 0,
        epoch: null,
        cursor: null,
        pass: null,
        lastPass: 0,
        lastContactAt: null,
      });
    });
  }

  write<T>(work: (tx: StorageTransaction) => Promise<T>): Promise<T> {
    return withLiveHandle(this.#db, () =>
      this.#db.transaction('rw', this.#db.tables, () => work(transactionOf(this.#db))),
    );
  }

  read<T>(work: (tx: StorageTransaction) => Promise<T>): Promise<T> {
    return withLiveHandle(this.#db, () =>
      this.#db.transaction('r', this.#db.tables, () => work(transactionOf(this.#db))),
    );
  }
}

const transactionOf = (db: LearnerDatabase): StorageTransaction => {
  const rowsOf = (collection: string): Table<RowRecord, string> => db.table(collection);
  return {
    async state() {
      const stored = await db.syncState.get('state');
      if (!stored) throw new Error('The database was used before it was prepared.');
      const { id, ...state } = stored;
      return state as SyncState;
    },
    async putState(state) {
      await db.syncState.put({ ...state, id: 'state' });
    },
    async rows(collection, keys) {
      const records = await rowsOf(collection).bulkGet([...keys]);
      return records.map((record) => record && toStored(collection, record));
    },
    async putRows(rows) {
      for (const [collection, group] of byCollection(rows)) {
        await rowsOf(collection).bulkPut(group.map(toRecord));
        if (collection === 'attempts') await db.staleAttempts.bulkPut(group.map(({ key }) => ({ attemptId: key })));
      }
    },
    async deleteRows(collection, keys) {
      await rowsOf(collection).bulkDelete([...keys]);
      if (collection === 'attempts') await db.staleAttempts.bulkPut(keys.map((key) => ({ attemptId: key })));
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
      const ready = [];
      for (const name of sendingOrder) {
        if (ready.length >= limit) break;
        const entries = db.outbox.where('[collection+rev]').between([name, Dexie.minKey], [name, Dexie.maxKey]);
        ready.push(
          ...(await entries
            .filter(({ notBefore }) => notBefore <= now)
            .limit(limit - ready.length)
            .toArray()),
        );
      }
      return ready;
    },
    async outboxEntries(keys) {
      return db.outbox.bulkGet(keys.map(({ collection, key }) => [collection, key]));
    },
    async outboxSize() {
      return db.outbox.count();
    },
    async putOutbox(entries) {
      await db.outbox.bulkPut([...entries]);
    },
    async deleteOutbox(keys) {
      await db.outbox.bulkDelete(keys.map(({ collection, key }) => [collection, key]));
    },
    async allOutbox() {
      return db.outbox.toArray();
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
  };
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
