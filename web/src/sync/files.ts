import { liveQuery } from 'dexie';
import type { Connections } from '../data/open-databases.ts';
import { untilLoaded } from './until-loaded.ts';

/** Sends and fetches files as long as this tab leads. The script that does it is loaded with the first file there is. */
export const startFiles = (connections: Connections, signal: AbortSignal, mintSession: () => Promise<boolean>) => {
  const { learner } = connections;
  let running: { hurry: () => void } | undefined;
  // A copy of a page, and a photo from another device, are named before this device knows their files.
  const filesOrCopies = async () =>
    (await learner.blobs.count()) ||
    (await learner.rows('materials').orderBy('snapshotHash').count()) ||
    Number((await learner.rows('profile').get('me'))?.photoHash != null);
  const watch = liveQuery(filesOrCopies).subscribe({
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
