/** A tab nobody looks at paints nothing, and some browsers don't tell. */
const LATEST_MS = 200;

/** Until the browser has shown something of the page; after `latestMs` in any case. */
export const untilPainted = (latestMs = LATEST_MS): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, latestMs);
    try {
      new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true });
    } catch {
      resolve();
    }
  });
