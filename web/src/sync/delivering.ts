import { liveQuery } from 'dexie';
import type { Connections } from '../data/connections.ts';
import { deliverCarried } from '../data/hand-over/deliver-carried.ts';
import { handOverDatabase } from '../data/hand-over/hand-over-database.ts';
import { refreshKeysDaily } from '../data/hand-over/known-keys.ts';
import { tellExports } from '../data/service/exports.ts';

/** Not while the first screens load. */
const FIRST_MS = 4_000;
const AGAIN_MS = 60_000;

/**
 * Brings what this device carries for others whenever there is a connection, tells of copies that were made without one,
 * and keeps the keys it would need without one.
 */
export const startDelivering = ({ device }: Connections, signal: AbortSignal) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  const run = async () => {
    clearTimeout(timer);
    isRunning = true;
    try {
      // Before the service knows this device it has no session to bring anything with.
      if (!device.claimed) return;
      await refreshKeysDaily(device);
      await tellExports(device.learnerId);
      await deliverCarried(signal);
    } catch {
      // Without a network, or with a store that fails, it stays where it is: the next time may do better.
    } finally {
      isRunning = false;
      if (!signal.aborted) timer = setTimeout(hurry, AGAIN_MS);
    }
  };
  const hurry = (): void => {
    if (!isRunning && !signal.aborted) void run();
  };
  timer = setTimeout(hurry, FIRST_MS);
  const watch = liveQuery(() => handOverDatabase().carried.where('state').equals('waiting').count()).subscribe({
    next: (waiting) => waiting > 0 && hurry(),
    error: () => undefined,
  });
  return {
    hurry,
    stop: () => {
      clearTimeout(timer);
      watch.unsubscribe();
    },
  };
};
