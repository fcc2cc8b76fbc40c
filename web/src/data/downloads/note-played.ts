import { CatalogueDatabase } from '../catalogue-database.ts';
import { keepTraffic, noteReceived } from './traffic.ts';

/** Files that are played from the service just now, and not fetched to stay. */
const played = new Set<string>();
let watching = false;

const watch = (): void => {
  if (watching || typeof PerformanceObserver === 'undefined') return;
  watching = true;
  const observer = new PerformanceObserver((list) => {
    const entries = list.getEntries() as PerformanceResourceTiming[];
    // Nothing for what came from the browser's own cache.
    const bytes = entries.reduce((sum, { name, transferSize }) => sum + (played.has(name) ? transferSize : 0), 0);
    if (bytes === 0) return;
    noteReceived(bytes);
    const catalogue = new CatalogueDatabase();
    void keepTraffic(catalogue).finally(() => catalogue.close());
  });
  observer.observe({ type: 'resource' });
};

/**
 * In the service worker: what is played without being on the device costs of a data plan as much as a download. As the
 * browser measures it; one that doesn't counts nothing.
 */
export const notePlayed = (url: string): void => {
  watch();
  played.add(url);
};
