import type { NextPush } from '@hornbook/shared/sync/engine/engine.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SyncActivity } from '../ui-state/sync-status.ts';
import { type Pushing, startPushing } from './pushing.ts';
import type { SessionOutcome } from './session.ts';

let answers: NextPush[];
let pushes: number;
let shown: Partial<SyncActivity>;
let pushing: Pushing;
let session: SessionOutcome;

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  pushes = 0;
  shown = {};
  session = { kind: 'ready' };
  pushing = startPushing(
    {
      push: async () => {
        pushes += 1;
        return answers.shift() ?? { kind: 'idle', ms: null };
      },
    },
    async () => session,
    (activity) => Object.assign(shown, activity),
    Date.now,
  );
});
afterEach(() => {
  pushing.stop();
  vi.useRealTimers();
});

describe('sending', () => {
  test('goes on at once while it works, one push at a time', async () => {
    answers = [{ kind: 'again' }, { kind: 'again' }];
    pushing.wake();
    pushing.wake();
    await pushing.drain();
    // Woken while it ran, so it looks once more.
    await vi.advanceTimersByTimeAsync(0);
    expect(pushes).toBeLessThanOrEqual(4);
    expect(pushes).toBeGreaterThanOrEqual(3);
    expect(shown.phase).toBe('idle');
  });

  test('waits after a failure, whatever is written meanwhile, unless the network seems to be back', async () => {
    answers = [{ kind: 'later', ms: 10_000 }];
    await pushing.drain();
    expect(shown).toMatchObject({ phase: 'unreachable', nextTryAt: Date.now() + 10_000 });
    pushing.wake();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(pushes).toBe(1);
    pushing.wake({ now: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(pushes).toBe(2);
  });

  test('tries again by itself when the pause is over', async () => {
    answers = [{ kind: 'later', ms: 10_000 }];
    await pushing.drain();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(pushes).toBe(2);
  });

  test('comes back for what is held until later', async () => {
    answers = [{ kind: 'idle', ms: 60_000 }];
    await pushing.drain();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(pushes).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(pushes).toBe(2);
  });

  test('gets a session and sends again, but does not hammer a service that refuses', async () => {
    answers = [{ kind: 'unauthorised' }, { kind: 'again' }];
    await pushing.drain();
    expect(pushes).toBe(3);
    session = { kind: 'refused' };
    answers = [{ kind: 'unauthorised' }];
    await pushing.drain();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pushes).toBe(4);
    answers = Array.from({ length: 20 }, () => ({ kind: 'unauthorised' as const }));
    session = { kind: 'ready' };
    pushing.wake({ now: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pushes).toBe(7);
  });

  test('stops when told to, even with a push under way', async () => {
    answers = [{ kind: 'again' }, { kind: 'again' }, { kind: 'again' }];
    pushing.wake();
    pushing.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pushes).toBe(1);
  });
});
