import { randomUUID } from 'node:crypto';
import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { canonicalRow, keyOf } from '@hornbook/shared/sync/row.ts';
import { rowArbitrary } from '@hornbook/shared/testing/arbitraries.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { withoutContent } from '../testing/without-content.ts';
import { applyDerivedObjects } from './derived-objects.ts';

const list = Object.values(collections) as readonly Collection[];

describeOnBoth('what follows from the list of collections', (database) => {
  // Before each: applying the derived objects anew brings the references back.
  beforeEach(() => withoutContent(database()));

  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    return id;
  };
  const feedOf = (learnerId: string) => readFeedOn(database().db)(learnerId, 0, { rows: 1000, bytes: 1e6 });

  test('is made once and left alone while the list is the same', async () => {
    expect(await applyDerivedObjects(database().db)).toBe(false);
    await database().query(`delete from hornbook_meta where key = 'derived-objects'`);
    expect(await applyDerivedObjects(database().db)).toBe(true);
    expect(await applyDerivedObjects(database().db)).toBe(false);
  });

  test('names the columns no migration has made, and what to do', async () => {
    await database().query(`delete from hornbook_meta where key = 'derived-objects'`);
    await database().query('alter table profile rename column bio to was_bio');
    const applying = applyDerivedObjects(database().db);
    await expect(applying).rejects.toThrow(/no profile\.bio: .*npm run db:generate -- --name/s);
    await database().query('alter table profile rename column was_bio to bio');
    expect(await applyDerivedObjects(database().db)).toBe(true);
  });

  for (const collection of list) {
    test(`[F1] the feed shows a row of ${collection.name} exactly as it was stored`, async () => {
      const withLearner = withLearnerOn(database().db);
      await fc.assert(
        fc.asyncProperty(rowArbitrary(collection), rowArbitrary(collection), async (first, second) => {
          const learnerId = await newLearner();
          const key = keyOf(collection, first);
          for (const row of [first, second]) {
            await withLearner(learnerId, (store) => store.putRows(collection.name, [{ key, row }]));
            const [fed] = (await feedOf(learnerId)).rows;
            expect(fed?.key).toBe(key);
            expect(canonicalRow(collection, fed?.row as AnyRow)).toBe(canonicalRow(collection, row));
            const read = await withLearner(learnerId, (store) => store.rows(collection.name, [key, 'other']));
            expect([...read.values()]).toEqual([{ key, version: fed?.version, row: fed?.row }]);
          }
        }),
        propertyRuns(15),
      );
    });
  }
});
