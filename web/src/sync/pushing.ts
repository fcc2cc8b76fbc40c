import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import type { Report } from './report.ts';
import type { SessionOutcome } from './session.ts';

/** A refused session is asked for again after this long: a person may have put it right. */
const REFUSED_MS = 10 * 60_000;
const SESSION_MS = 5_000;

export interface Pushing {
  /** There is something new to send, or a sign that the network is back: `now` skips a pause after a failure. */
  wake: (options?: { now?: boolean }) => void;
  /** Sends all that can go, one batch after another; resolves when the rest has to wait. */
  drain: () => Promise<void>;
  stop: () => void;
}

/** Drives the engine's sending: one push at a time, again at once while it works, later when it doesn't. */
export const startPushing = (
  engine: Pick<Engine, 'push'>,
  mintSession: () => Promise<SessionOutcome>,
  report: Report,
  now: () => number,
): Pushing => {
  let stopped = false;
  let running: Promise<void> | undefined;
  let wokenWhileRunning = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Not before this instant after a failure, unless the network seems to be back. */
  let pausedUntil = 0;

  const later = (ms: number, failed: boolean) => {
    clearTimeout(timer);
    if (stopped) return;
    pausedUntil = failed ? now() + ms : 0;
    report({ phase: failed ? 'unreachable' : 'idle', nextTryAt: failed ? now() + ms : null });
    timer = setTimeout(() => void drain(), Math.min(ms, 2 ** 31 - 1));
  };

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    pausedUntil = 0;
    let unauthorised = 0;
    report({ nextTryAt: null });
    for (;;) {
      if (stopped) return;
      const next = await engine.push();
      if (stopped) return;
      switch (next.kind) {
        case 'again':
          report({ phase: 'sending', trouble: null });
          continue;
        case 'later':
          return later(next.ms, true);
        case 'idle':
          report({ phase: 'idle', nextTryAt: null });
          return next.ms === null ? undefined : later(next.ms, false);
        case 'unauthorised': {
          unauthorised += 1;
          // A session that is refused right after it was made will not get better by making more.
          const session = unauthorised > 2 ? ({ kind: 'refused' } as const) : await mintSession();
          if (session.kind === 'later') return later(session.ms ?? SESSION_MS, true);
          if (session.kind === 'refused') return later(REFUSED_MS, true);
        }
      }
    }
  };

  const drain = (): Promise<void> => {
    if (running) {
      wokenWhileRunning = true;
      return running;
    }
    running = run()
      .catch(() => {
        // The browser's storage failed under us; it may be back with the next connection.
        report({ trouble: 'storage' });
        later(SESSION_MS, true);
      })
      .finally(() => {
        running = undefined;
        if (wokenWhileRunning && !stopped && pausedUntil === 0) {
          wokenWhileRunning = false;
          void drain();
        }
        wokenWhileRunning = false;
      });
    return running;
  };

  return {
    wake: ({ now: atOnce = false } = {}) => {
      if (stopped || (!atOnce && now() < pausedUntil)) return;
      void drain();
    },
    drain,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
