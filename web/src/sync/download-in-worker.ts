import { CatalogueDatabase } from '../data/catalogue-database.ts';
import { fetchWanted } from '../data/downloads/run-downloads.ts';
import { leadIfFree } from './lead-if-free.ts';

/** Browsers end a worker that works for long without anybody looking. */
const LONGEST_MS = 150_000;

/**
 * Goes on with downloads from the service worker, when no tab does. Rejects while the network is away, and when the signal
 * ends it, so that the browser tries again later; what has come is kept either way.
 */
export const downloadInWorker = async (signal: AbortSignal): Promise<void> => {
  signal.throwIfAborted();
  const controller = new AbortController();
  const end = () => controller.abort(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  const timer = setTimeout(() => controller.abort(), LONGEST_MS);
  const catalogue = new CatalogueDatabase();
  let reached = true;
  try {
    await leadIfFree('downloads', async () => {
      reached = await fetchWanted({ catalogue }, controller.signal);
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    catalogue.close();
  }
  signal.throwIfAborted();
  if (!reached) throw new Error('downloads were cut off');
};
