import { liveQuery } from 'dexie';
import type { Connections } from '../data/open-databases.ts';
import { untilLoaded } from './until-loaded.ts';

/** Sends and fetches files as long as this tab leads. The script that does it is loaded with the first file there is. */
export const startFiles = (connections: Connections, signal: AbortSignal, mintSession: () => Promise<boolean>) => {
  let running: { hurry: () => void } | undefined;
  const watch = liveQuery(() => connections.learner.blobs.count()).subscribe({
    next: async (files) => {
      if (files === 0 || signal.aborted) return;
      watch.unsubscribe();
      const { runBlobs } = await untilLoaded(() => import('../data/blobs/run-blobs.ts'));
      if (!signal.aborted) running = runBlobs(connections, signal, mintSession);
    },
    error: () => undefined,
  });
  signal.addEventListener('abort', () => watch.unsubscribe(), { once: true });
  return { hurry: () => running?.hurry() };
};
