import { collections } from '@hornbook/shared/collections/index.ts';
import { adoptRows as adopt } from '@hornbook/shared/sync/engine/adopt.ts';
import type { Storage } from '@hornbook/shared/sync/ports.ts';
import { now } from './clock.ts';
import { DexieStorage } from './dexie-storage.ts';
import { LearnerDatabase } from './learner-database.ts';

/** Merges everything of one learner's database into another's on this device. Merging makes it safe to be cut off. */
export const adoptRows = async (from: Storage, learnerId: string): Promise<void> => {
  const database = new LearnerDatabase(learnerId);
  const to = new DexieStorage(database);
  await to.prepare();
  try {
    await adopt(from, to, collections, now);
  } finally {
    database.close();
  }
};
