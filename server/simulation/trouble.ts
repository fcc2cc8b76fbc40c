import type { Storage } from '@hornbook/shared/sync/ports.ts';

/** What a browser's database may say in place of doing what it was asked. */
export class StorageTrouble extends Error {
  override name = 'StorageTrouble';
}

/** A browser's database that may run out of room, or lose its connection. */
export interface TroubledStorage {
  readonly storage: Storage;
  /** Writes are undone at their end until then. */
  fillUntil(time: number): void;
  /** Nothing can be opened until then. */
  breakUntil(time: number): void;
  heal(): void;
}

export const troubledStorage = (
  storage: Storage,
  now: () => number,
  struck: (trouble: 'no room' | 'store broken') => void,
): TroubledStorage => {
  let fullUntil = 0;
  let brokenUntil = 0;
  const opened = async () => {
    if (now() >= brokenUntil) return;
    struck('store broken');
    throw new StorageTrouble('The connection to the database is closing.');
  };
  return {
    storage: {
      write: async (work) => {
        await opened();
        return storage.write(async (tx) => {
          const result = await work(tx);
          if (now() >= fullUntil) return result;
          struck('no room');
          throw new StorageTrouble('The quota has been exceeded.');
        });
      },
      read: async (work) => {
        await opened();
        return storage.read(work);
      },
    },
    fillUntil: (time) => {
      fullUntil = Math.max(fullUntil, time);
    },
    breakUntil: (time) => {
      brokenUntil = Math.max(brokenUntil, time);
    },
    heal: () => {
      fullUntil = 0;
      brokenUntil = 0;
    },
  };
};
