import { Dexie } from 'dexie';
import { removeBlobsOf } from './blobs/blob-cache.ts';
import { CatalogueDatabase } from './catalogue-database.ts';
import { CURRENT, changeIdentities, type DeviceIdentity, identitiesHere } from './device-identity.ts';
import { forgetHandOversOf } from './hand-over/hand-over-database.ts';
import { LearnerDatabase } from './learner-database.ts';
import { forgetMediaPlaces } from './media-place.ts';
import { forgetNote } from './was-here.ts';

/**
 * Removes a learner from this device whose removal was begun: the database, what others' content remembers of their
 * attempts, what the browser keeps besides, and last of all the key. Cut off anywhere, the next opening goes on with it.
 */
export const removeLeaving = async (device: DeviceIdentity): Promise<void> => {
  const { name } = new LearnerDatabase(device.learnerId);
  if (await Dexie.exists(name)) {
    await forgetPins(device.learnerId);
    await Dexie.delete(name);
  }
  await removeBlobsOf(device.learnerId);
  await forgetHandOversOf(device.learnerId);
  await forgetMediaPlaces(device.learnerId);
  const alone = (await identitiesHere()).length < 2;
  await forgetInBrowser(alone);
  await changeIdentities(async (identity) => {
    const current = await identity.get(CURRENT);
    if (current?.learnerId !== device.learnerId) {
      await identity.delete(device.learnerId);
      return;
    }
    await identity.delete(CURRENT);
    // Who comes next has to say so: nobody's work is opened by somebody else's leaving.
    const next = await identity.toCollection().first();
    if (!next) return;
    await identity.delete(next.id);
    await identity.put({ ...next, id: CURRENT, locked: true });
  });
};

const forgetPins = async (learnerId: string): Promise<void> => {
  const learner = new LearnerDatabase(learnerId);
  const catalogue = new CatalogueDatabase();
  try {
    const attempts = (await learner.rows('attempts').toCollection().primaryKeys()) as string[];
    await catalogue.pins.bulkDelete(attempts);
  } finally {
    learner.close();
    catalogue.close();
  }
};

/** Codes half typed, pictures that were looked at, the number on the icon; and how the app looks, if nobody stays. */
const forgetInBrowser = async (alone: boolean): Promise<void> => {
  const { navigator, caches } = globalThis;
  // A service worker, which this is compiled for as well, has neither.
  const stores = globalThis as { localStorage?: { clear(): void }; sessionStorage?: { clear(): void } };
  for (const store of alone ? (['localStorage', 'sessionStorage'] as const) : (['sessionStorage'] as const)) {
    try {
      stores[store]?.clear();
    } catch {
      // Where it is forbidden nothing was kept.
    }
  }
  forgetNote();
  await caches?.delete('hornbook-pictures').catch(() => false);
  await navigator?.clearAppBadge?.().catch(() => undefined);
};
