import type { OutboxEntry, Storage, StorageTransaction, StoredRow } from '@hornbook/shared/sync/ports.ts';
import { hlcArbitrary } from '@hornbook/shared/testing/arbitraries.ts';
import { createMemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { DexieStorage } from './dexie-storage.ts';
import { LearnerDatabase } from './learner-database.ts';

const T = 1_000_000;
const keyArbitrary = fc.record({
  collection: fc.constantFrom('attempts', 'lessonProgress', 'profile'),
  key: fc.constantFrom('a', 'b', 'c'),
});
const rowArbitrary: fc.Arbitrary<StoredRow> = fc.tuple(keyArbitrary, hlcArbitrary, fc.nat(3), fc.nat(3)).map(
  ([{ collection, key }, stamp, version, pass]): StoredRow => ({
    collection,
    key,
    row: { stamps: { once: stamp }, deletedAt: null, note: stamp, nested: { list: [1, null] } },
    version,
    epoch: version === 0 ? null : 'epoch',
    pass,
  }),
);
const entryArbitrary: fc.Arbitrary<OutboxEntry> = fc
  .tuple(keyArbitrary, fc.nat(50), fc.constantFrom(0, T - 1, T, T + 1, T + 3_600_000), fc.boolean())
  .map(([{ collection, key }, rev, notBefore, waits]) => ({
    collection,
    key,
    // Revisions are never given twice.
    rev: rev * 10 + collection.length + 'abc'.indexOf(key),
    since: rev,
    notBefore,
    tries: 0,
    waiting: waits ? { code: 'wait', message: 'not yet' } : null,
  }));

type Step = (tx: StorageTransaction) => Promise<unknown>;
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  fc.array(rowArbitrary, { maxLength: 4 }).map(
    (rows): Step =>
      (tx) =>
        tx.putRows(rows),
  ),
  keyArbitrary.map(
    ({ collection, key }): Step =>
      (tx) =>
        tx.deleteRows(collection, [key]),
  ),
  keyArbitrary.map(
    ({ collection }): Step =>
      (tx) =>
        tx.rows(collection, ['c', 'a', 'b']),
  ),
  fc.nat(3).map(
    (pass): Step =>
      async (tx) =>
        (await tx.rowsNotMarked(pass)).sort(byPlace),
  ),
  fc.array(entryArbitrary, { maxLength: 4 }).map(
    (entries): Step =>
      (tx) =>
        tx.putOutbox(entries),
  ),
  fc.array(keyArbitrary, { maxLength: 2 }).map(
    (keys): Step =>
      (tx) =>
        tx.deleteOutbox(keys),
  ),
  fc.array(keyArbitrary, { maxLength: 3 }).map(
    (keys): Step =>
      (tx) =>
        tx.outboxEntries(keys),
  ),
  fc.nat(6).map(
    (limit): Step =>
      (tx) =>
        tx.outbox(limit, T),
  ),
  fc.constant<Step>((tx) => tx.outboxSize()),
  fc.constant<Step>(async (tx) => (await tx.allOutbox()).sort(byPlace)),
  fc.nat(9).map(
    (rev): Step =>
      async (tx) =>
        tx.putState({ ...(await tx.state()), rev }),
  ),
  fc.constant<Step>(async (tx) => {
    const { rev, pass, cursor, epoch } = await tx.state();
    return { rev, pass, cursor, epoch };
  }),
  fc.constantFrom('x', 'y').map(
    (id): Step =>
      (tx) =>
        tx.putQuarantine([refused(id)]),
  ),
  fc.constantFrom('x', 'y').map(
    (id): Step =>
      (tx) =>
        tx.deleteQuarantine([id]),
  ),
  fc.constant<Step>(async (tx) => (await tx.quarantine()).sort((a, b) => (a.id < b.id ? -1 : 1))),
);

const byPlace = (a: { collection: string; key: string }, b: { collection: string; key: string }) =>
  `${a.collection}/${a.key}` < `${b.collection}/${b.key}` ? -1 : 1;
const refused = (id: string) => ({
  id,
  collection: 'profile',
  key: 'me',
  code: 'length',
  message: 'too long',
  fields: { bio: id },
  stamps: {},
  at: 1,
});

/** What a storage says to a history of transactions, some of which fail in the end. */
const tell = async (storage: Storage, transactions: { steps: Step[]; fails: boolean }[]): Promise<unknown[]> => {
  const said: unknown[] = [];
  for (const { steps, fails } of transactions) {
    const work = async (tx: StorageTransaction) => {
      for (const step of steps) said.push(await step(tx));
      if (fails) throw new Error('the command changed its mind');
    };
    await storage.write(work).catch(() => said.push('failed'));
  }
  return said;
};

let databases: LearnerDatabase[] = [];
afterEach(async () => {
  await Promise.all(databases.map((db) => db.delete()));
  databases = [];
});

describe('the storage of a learner over IndexedDB', () => {
  test('says the same as the one in memory, whatever is asked of it, failed transactions included', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ steps: fc.array(stepArbitrary, { maxLength: 8 }), fails: fc.boolean() }), {
          maxLength: 6,
        }),
        async (transactions) => {
          n += 1;
          const db = new LearnerDatabase(`like-memory-${n}`);
          databases.push(db);
          const storage = new DexieStorage(db);
          await storage.prepare();
          const memory = createMemoryStorage('replicaa00');
          expect(await tell(storage, transactions)).toEqual(await tell(memory, transactions));
        },
      ),
      propertyRuns(60),
    );
  });

  test('[W3] makes one replica of a database, even if two tabs open it at once', async () => {
    const tabs = [new LearnerDatabase('two-tabs'), new LearnerDatabase('two-tabs')];
    databases.push(...tabs);
    const storages = tabs.map((db) => new DexieStorage(db));
    await Promise.all(storages.map((storage) => storage.prepare()));
    const [one, other] = await Promise.all(storages.map((storage) => storage.read((tx) => tx.state())));
    expect(one?.replicaId).toMatch(/^[0-9a-z]{10}$/);
    expect(other).toEqual(one);
  });

  test('opens a new connection when the browser has closed the old one', async () => {
    const db = new LearnerDatabase('closed-by-browser');
    databases.push(db);
    const storage = new DexieStorage(db);
    await storage.prepare();
    const before = await storage.read((tx) => tx.state());
    db.backendDB().close();
    expect(await storage.write((tx) => tx.state())).toEqual(before);
    db.close();
    expect(await storage.read((tx) => tx.state())).toEqual(before);
  });
});
