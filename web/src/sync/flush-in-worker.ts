import { now } from '../data/clock.ts';
import { openDatabases } from '../data/open-databases.ts';
import { leadIfFree } from './lead-if-free.ts';
import { makeEngine } from './make-engine.ts';
import { startPushing } from './pushing.ts';
import { sessionMinter } from './session.ts';

/**
 * Sends what waits, from the service worker, when no tab does. Rejects while something is left that could go, so that the
 * browser tries again later.
 */
export const flushInWorker = async (): Promise<void> => {
  const connections = await openDatabases();
  const { device, learner, catalogue } = connections;
  const controller = new AbortController();
  try {
    if (device.signedOut) return;
    await leadIfFree(device.learnerId, async () => {
      const engine = makeEngine(connections, { leaving: () => false, signal: controller.signal, onContact: () => {} });
      await engine.release();
      const mintSession = sessionMinter(device, () => {}, controller.signal);
      const pushing = startPushing(engine, mintSession, () => {}, now);
      await pushing.drain();
      pushing.stop();
      const left = await learner.outbox.filter(({ waiting }) => waiting === null).count();
      if (left > 0) throw new Error(`${left} rows could not be sent`);
    });
  } finally {
    controller.abort();
    learner.close();
    catalogue.close();
  }
};
