import { deliverForOthers } from './deliver-waiting.ts';
import { lead } from './leader.ts';

const LOOK_AGAIN_MS = 5 * 60_000;
const TRY_AGAIN_MS = 20_000;
/** The one who uses the device goes first. */
const FIRST_LOOK_MS = 2_000;

/** In one tab at a time: brings what waits for those who are not here now, again and again until the signal ends. */
export const carryForOthers = (until: AbortSignal): Promise<void> =>
  lead(
    'others',
    async (signal) => {
      await pause(FIRST_LOOK_MS, signal);
      while (!signal.aborted) {
        const { left } = await deliverForOthers(signal);
        await pause(left > 0 ? TRY_AGAIN_MS : LOOK_AGAIN_MS, signal);
      }
    },
    until,
  );

/** Ends early when the network seems to be back, or it is asked to send. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
