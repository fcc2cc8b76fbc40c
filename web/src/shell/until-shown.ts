import { COMING } from './take-over-page.ts';

const LOOK_EVERY_MS = 50;
const LATEST_MS = 2_000;

/** Until the screen shows what was asked for and no longer that it is coming; after `latestMs` in any case. */
export const untilShown = (latestMs = LATEST_MS): Promise<void> =>
  new Promise((resolve) => {
    const since = performance.now();
    const look = () => {
      const opening = document.querySelector(COMING) !== null || document.querySelector('main') === null;
      if (opening && performance.now() - since < latestMs) setTimeout(look, LOOK_EVERY_MS);
      else resolve();
    };
    setTimeout(look, LOOK_EVERY_MS);
  });
