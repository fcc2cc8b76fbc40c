import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import { enqueue } from '@hornbook/shared/sync/engine/outbox.ts';
import { laterHlc } from '@hornbook/shared/sync/hlc.ts';
import { mergeRows } from '@hornbook/shared/sync/merge.ts';
import type { Storage, StoredRow } from '@hornbook/shared/sync/ports.ts';
import { takeServerFields } from '@hornbook/shared/sync/row.ts';
import { now } from './clock.ts';
import { DexieStorage } from './dexie-storage.ts';
import { LearnerDatabase } from './learner-database.ts';

/** Merges everything of one learner's database into another's on this device. Merging makes it safe to be cut off. */
export const adoptRows = async (from: Storage, learnerId: string): Promise<void> => {
  const database = new LearnerDatabase(learnerId);
  const to = new DexieStorage(database);
  await to.prepare();
  try {
    const { rows, hlc } = await from.read(async (tx) => {
      const state = await tx.state();
      // No pass has this number yet, so this is every row.
      return { rows: await tx.rowsNotMarked(state.lastPass + 1), hlc: state.hlc };
    });
    if (rows.length > 0) await to.write((tx) => putAdopted(tx, rows, hlc));
  } finally {
    database.close();
  }
};

const putAdopted = async (
  tx: Parameters<Parameters<Storage['write']>[0]>[0],
  rows: readonly StoredRow[],
  hlc: string,
): Promise<void> => {
  const state = { ...(await tx.state()) };
  const adopted: StoredRow[] = [];
  for (const { collection: name, key, row } of rows) {
    const collection = collections[name as CollectionName];
    const [mine] = await tx.rows(name, [key]);
    // Grades and the like belong to the learner it came from; the service will say them anew.
    const brought = takeServerFields(collection, row, {});
    const merged = mine ? mergeRows(collection, mine.row, brought) : brought;
    if (merged !== mine?.row)
      adopted.push({ version: 0, epoch: null, pass: 0, ...mine, collection: name, key, row: merged });
  }
  state.hlc = laterHlc(state.hlc, hlc);
  await tx.putRows(adopted);
  await enqueue(tx, state, adopted, now());
  await tx.putState(state);
};
