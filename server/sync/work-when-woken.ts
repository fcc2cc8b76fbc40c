import type { Log } from '../log.ts';
import type { WakeUps } from './wake-ups.ts';

interface Work {
  wakeUps: Pick<WakeUps, 'onAny'>;
  log: Pick<Log, 'error'>;
  /** Does a handful of what waits; says whether there may be more right now. */
  some: (isStopped: () => boolean) => Promise<boolean>;
  /** After everything that waited, and when the work is stopped. */
  rest?: () => Promise<void>;
  /** Before a round that nobody's news brought about. */
  beforeRegularRound?: () => void;
  /** What is logged when a round fails as a whole. */
  failure: string;
  /** Milliseconds after news, so that what comes together is done together. */
  pauseMs: number;
  /** Milliseconds that what nobody told of can wait. */
  netMs: number;
}

/**
 * Works through what waits in the database: at once, after any news, and every now and then in case news was missed. One round at a
 * time; nobody waits for it. Returns what stops it, which resolves when nothing of it runs any more.
 */
export const workWhenWoken = (work: Work): (() => Promise<void>) => {
  const { wakeUps, log, some, rest, beforeRegularRound, failure, pauseMs, netMs } = work;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const all = async () => {
    while (await some(() => stopped)) {
      // There may be more.
    }
    await rest?.();
  };
  const run = () => {
    timer = undefined;
    if (running || stopped) return;
    running = all()
      .catch((error: unknown) => log.error({ err: error }, failure))
      .finally(() => {
        running = null;
      });
  };
  const soon = () => {
    timer ??= setTimeout(run, pauseMs);
  };
  const stopHearing = wakeUps.onAny(soon);
  const net = setInterval(() => {
    beforeRegularRound?.();
    soon();
  }, netMs);
  net.unref();
  soon();

  return async () => {
    stopped = true;
    stopHearing();
    clearInterval(net);
    clearTimeout(timer);
    await rest?.();
    await running;
  };
};
