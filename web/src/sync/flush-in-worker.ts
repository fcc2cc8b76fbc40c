import { identitiesHere } from '../data/device-identity.ts';
import { deliverWaiting } from './deliver-waiting.ts';

/**
 * Sends what waits, from the service worker, when no tab does: for each who learns on this device, by a ticket of their
 * own, since whose the browser's cookie is may change under it. Rejects while something is left that could go, and when
 * the signal ends it, so that the browser tries again later.
 */
export const flushInWorker = async (signal: AbortSignal): Promise<void> => {
  let left = 0;
  for (const device of await identitiesHere()) {
    signal.throwIfAborted();
    left += (await deliverWaiting(device, signal)).left;
  }
  if (left > 0) throw new Error(`${left} things could not be sent`);
};
