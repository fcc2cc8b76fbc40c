import { collections } from '@hornbook/shared/collections/index.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { DexieStorage } from './dexie-storage.ts';
import { LearnerDatabase } from './learner-database.ts';

/** What browsers say of a connection they have closed, and of a store whose process has died. */
const deaths = {
  'a connection that is closing': ['InvalidStateError', 'The database connection is closing.'],
  'a lost server': ['UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again'],
  'a backing store with an error inside': ['UnknownError', 'Internal error opening backing store'],
} as const;

const originals: (() => void)[] = [];
const restore = () => {
  for (const put of originals.splice(0)) put();
};

/** Lets the n-th call that Dexie makes of IndexedDB throw; gives how many were made. */
const failAt = (n: number, name: string, message: string): (() => number) => {
  let calls = 0;
  const wrap = <T extends object>(prototype: T, method: keyof T & string) => {
    const original = prototype[method] as (...given: unknown[]) => unknown;
    const failing = function (this: unknown, ...given: unknown[]) {
      calls += 1;
      if (calls === n) throw new DOMException(message, name);
      return original.apply(this, given);
    };
    prototype[method] = failing as T[keyof T & string];
    originals.push(() => {
      prototype[method] = original as T[keyof T & string];
    });
  };
  wrap(IDBDatabase.prototype, 'transaction');
  for (const method of ['get', 'put', 'add', 'delete', 'getAll', 'count', 'openCursor'] as const)
    wrap(IDBObjectStore.prototype, method);
  for (const method of ['getAll', 'openCursor', 'openKeyCursor'] as const) wrap(IDBIndex.prototype, method);
  wrap(IDBCursor.prototype, 'continue');
  return () => calls;
};

const row = newRow(
  collections.studyDays,
  { localDay: '2026-01-01', course: 'none', activeMs: { replicaa00: 7 } },
  '0190a0000001-0000-replicaa00',
);
/** One of each that a command, a page and a verdict do. */
const work = async (storage: DexieStorage): Promise<unknown> => {
  const key = '2026-01-01/none';
  await storage.write(async (tx) => {
    const state = await tx.state();
    await tx.putRows([{ collection: 'studyDays', key, row, version: 1, epoch: 'epoch', pass: 1 }]);
    await tx.putOutbox([{ collection: 'studyDays', key, rev: 1, since: 1, notBefore: 0, tries: 0, waiting: null }]);
    await tx.deleteOutbox([{ collection: 'attempts', key: 'none' }]);
    await tx.putState({ ...state, rev: 1 });
  });
  return storage.read(async (tx) => [
    await tx.rows('studyDays', [key]),
    await tx.outbox(5, 1),
    await tx.rowsNotMarked(2),
    (await tx.state()).rev,
  ]);
};

let opened = 0;
const freshStore = async () => {
  opened += 1;
  const db = new LearnerDatabase(`dying-${opened}`);
  const storage = new DexieStorage(db);
  await storage.prepare();
  return { db, storage };
};

afterEach(restore);

describe('a store that dies under its user', () => {
  test.each(Object.entries(deaths))(
    '%s, at whichever call, is replaced once, and nothing is lost',
    async (_, [name, message]) => {
      const plain = await freshStore();
      const counted = failAt(-1, name, message);
      const expected = await work(plain.storage);
      const calls = counted();
      restore();
      plain.db.close();
      expect(calls).toBeGreaterThan(8);
      for (let n = 1; n <= calls; n += 1) {
        const { db, storage } = await freshStore();
        const before = db.backendDB();
        failAt(n, name, message);
        expect(await work(storage), `call ${n}`).toEqual(expected);
        restore();
        expect(db.backendDB(), `call ${n}`).not.toBe(before);
        db.close();
      }
    },
  );

  test('an error that says nothing of the connection is not met with another try', async () => {
    const { db, storage } = await freshStore();
    const before = db.backendDB();
    let tries = 0;
    const failing = storage.write(async () => {
      tries += 1;
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(failing).rejects.toThrow('full');
    expect(tries).toBe(1);
    expect(db.backendDB()).toBe(before);
    db.close();
  });
});
