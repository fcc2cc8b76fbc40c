import type { Storage, StorageTransaction } from '@hornbook/shared/sync/ports.ts';
import type { Device } from './device.ts';
import { type HistoryResult, playHistory } from './history.ts';
import { NO_FAULTS, type OperationKind, type Plan } from './plan.ts';

/** Whose awaits are counted: those of the first device's engine, or of the service within a push. */
export type Mortal = 'device' | 'service';

const SECONDS: readonly [number, number, OperationKind][] = [
  [1, 0, 'profile'],
  [1, 1, 'progress'],
  [2, 0, 'attempt'],
  [3, 0, 'study'],
  [4, 1, 'enroll'],
  [5, 0, 'long-name'],
  [6, 0, 'progress'],
  [7, 0, 'backup'],
  [8, 0, 'mark'],
  [9, 0, 'clock-jump'],
  [10, 0, 'profile'],
  [12, 1, 'publish'],
  [13, 0, 'restore'],
  [16, 0, 'study'],
  [17, 1, 'rotate'],
  [19, 0, 'retry-refused'],
  [20, 1, 'unenroll'],
];

/** One short history in which a device pushes, is refused, waits, corrects its clock, reads, refetches and repairs. */
export const canonicalPlan = (seed: number): Plan => ({
  seed,
  learners: 1,
  devices: [
    { learner: 0, skewMs: 0, oldApp: false },
    { learner: 0, skewMs: 20_000, oldApp: false },
  ],
  faults: { ...NO_FAULTS, slowMs: 20, slowDatabase: true },
  strictNames: true,
  olderServer: true,
  unpublished: true,
  pageRows: 5,
  subjects: 1,
  operations: SECONDS.map(([seconds, device, kind], n) => ({ n, t: seconds * 1_000, device, kind })),
});

/** Plays the canonical history; at the `at`-th await, whoever waits dies, and begins anew a second later. */
export const dieAt = async (mortal: Mortal, seed: number, at: number): Promise<HistoryResult & { awaits: number }> => {
  let awaits = 0;
  const reached = () => {
    awaits += 1;
    return awaits === at;
  };
  const result = await playHistory(canonicalPlan(seed), {
    awaits: mortal === 'service' ? { atServiceAwait: (kill) => reached() && kill() } : ofFirstDevice(reached),
  });
  return { ...result, awaits };
};

const ofFirstDevice = (reached: () => boolean) => {
  const dieIfReached = (device: Device) => {
    if (device.name !== 'device0' || !reached()) return;
    device.crash();
    device.later(1_000, device.openTab);
  };
  return {
    atAwait: async (device: Device) => dieIfReached(device),
    atAwaits: (device: Device, storage: Storage): Storage => {
      const inside = async <T>(work: (tx: StorageTransaction) => Promise<T>, tx: StorageTransaction): Promise<T> => {
        const watched: Record<string, unknown> = {};
        for (const [name, call] of Object.entries(tx) as [string, (...given: unknown[]) => Promise<unknown>][]) {
          watched[name] = (...given: unknown[]) => {
            dieIfReached(device);
            return call(...given);
          };
        }
        const result = await work(watched as unknown as StorageTransaction);
        // All is said, nothing is committed.
        dieIfReached(device);
        return result;
      };
      const around = async <T>(run: () => Promise<T>): Promise<T> => {
        const result = await run();
        // It is committed, and whoever wanted it is about to hear so.
        dieIfReached(device);
        return result;
      };
      return {
        write: (work) => around(() => storage.write((tx) => inside(work, tx))),
        read: (work) => around(() => storage.read((tx) => inside(work, tx))),
      };
    },
  };
};
