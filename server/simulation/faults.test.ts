import { describe, expect, test } from 'vitest';
import type { Fault } from './coverage.ts';
import { directedPlan, type Setting, twice, WORK } from './directed-plan.ts';
import { playHistory } from './history.ts';
import type { OperationKind } from './plan.ts';

// Each fault of shared/sync/FAULTS.md that the simulator can make, on purpose and by itself.

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

/** Plays a few histories of a setting; every one must end well, and the fault must have struck. */
const endsWell = async (setting: Setting, struck?: Fault): Promise<void> => {
  const faults = new Set<Fault>();
  for (let seed = 1; seed <= 5; seed++) {
    const result = await playHistory(directedPlan(seed, setting));
    expect(result.failure).toBe(null);
    for (const fault of result.faults) faults.add(fault);
  }
  if (struck) expect([...faults]).toContain(struck);
};

describe('of the network', () => {
  test('a request that is lost is sent again', () =>
    endsWell({ faults: { dropRequest: 0.5 }, operations: twice(WORK) }, 'request lost'));

  test('an answer that is lost leaves one row, and its repetition changes nothing', () =>
    endsWell({ faults: { dropReply: 0.5, duplicate: 0.5 }, operations: twice(WORK) }, 'reply lost'));

  test('an answer that breaks off is as good as none', () =>
    endsWell({ faults: { truncate: 0.5 }, operations: twice(WORK) }, 'cut off'));

  test('a device whose clock is years off, or jumps, loses nothing and wins nothing for ever', () =>
    endsWell({
      skews: [10 * YEAR_MS, -10 * YEAR_MS],
      operations: [...WORK, 'clock-jump', ...WORK, ['clock-jump', 1], ...WORK],
    }));

  test('a read path that lags behind takes nothing back and loses nothing', () =>
    endsWell({ faults: { lagMs: 5_000 }, operations: twice([...WORK, 'job']) }, 'stale page'));

  test('a device that was away for 400 days brings everything, and loses nothing', () =>
    endsWell({
      operations: [
        ...WORK.map((kind): [OperationKind, number] => [kind, 0]),
        ['offline', 1],
        ['profile', 1],
        ...WORK,
        ['online', 1],
      ],
      gapMs: 400 * DAY_MS,
    }));
});

describe('of the device', () => {
  test('a power failure takes nothing that was stored strictly', () =>
    endsWell(
      { operations: [...WORK, 'power-loss', ...WORK, 'power-loss', 'power-loss', ...WORK], spacingMs: 40 },
      'died writing',
    ));

  test('a device without room refuses the write, keeps what it has, and goes on when there is room', () =>
    endsWell(
      { operations: [...WORK, ['quota', 0], ['quota', 1], ...WORK, ['quota', 0], ...WORK], spacingMs: 300 },
      'no room',
    ));

  test('an evicted database comes back from the service as another replica', () =>
    endsWell({ operations: [...WORK, 'wipe', ...WORK, ['wipe', 1], ...WORK] }));

  test('two tabs that both send store nothing twice', () =>
    endsWell({ operations: [['open-tab', 0], ['open-tab', 0], ...twice(WORK)], spacingMs: 60 }));

  test('an app that is older than the service harms nothing it does not know', () =>
    endsWell({ oldApps: [true, false], operations: twice([...WORK, 'mark', 'mark', 'job', 'notice']) }));

  test('an app that is updated or taken back with a full outbox sends all of it', () =>
    endsWell({
      operations: [
        ...WORK,
        ['offline', 0],
        ...twice([...WORK, 'mark']),
        ['app-back', 0],
        ['enroll', 0],
        ['app-update', 0],
        ['mark', 0],
      ],
    }));

  test('a device that loses its session claims it again, and what waits is sent', () =>
    endsWell({ operations: [...WORK, ['lose-session', 0], ...WORK, ['lose-session', 1], ...WORK] }, 'no session'));

  test('a session of another learner brings and takes nothing', () =>
    endsWell(
      { learners: 2, operations: [...WORK, ['other-session', 0], ...WORK, ['other-session', 1], ...WORK] },
      'no session',
    ));
});

describe('of the service', () => {
  test('a database that fails now and then loses nothing', () =>
    endsWell({ operations: [...WORK, 'database-breaks', ...WORK, 'database-breaks', ...WORK] }, 'error 500'));

  test('a service whose clock jumps loses nothing', () =>
    endsWell({ operations: [...WORK, 'server-clock', ...WORK, 'server-clock', ...WORK, 'server-clock'] }));

  test('a row that goes missing on a device is found by the digests, and comes back', () =>
    endsWell({ operations: [...WORK, 'rot', 'rot', 'digest', ...WORK, 'rot'], spacingMs: 2_000 }));

  test('a service that is restored from a backup gets back what devices hold', () =>
    endsWell({ operations: [...WORK, 'backup', ...WORK, 'restore', ...WORK, 'restore'] }, 'refetch 409'));
});

describe('of what travels by hand', () => {
  test('[B4] [B5] work that others carry arrives once, however often it is brought, and whatever its maker does meanwhile', () =>
    endsWell({
      skews: [0, 3_600_000, -600_000],
      faults: { dropReply: 0.3 },
      operations: [
        ...WORK,
        ['offline', 0],
        ...WORK,
        ['pack', 0],
        ['carry', 1],
        ...WORK,
        ['carry', 1],
        ['pack', 1],
        ['online', 0],
        ...WORK,
        ['carry', 0],
        ['carry', 1],
      ],
    }));

  test('[B6] what was packed before a wipe is put back after it, and on other devices, and nothing counts twice', () =>
    endsWell({
      operations: [
        ...twice(WORK),
        ['pack-own', 0],
        ...WORK,
        ['wipe', 0],
        ['put-back', 0],
        ['put-back', 1],
        ...WORK,
        ['pack-own', 1],
        ['put-back', 0],
        ...WORK,
      ],
    }));

  test('[B3] a device that is signed out sends and reads nothing, and brings all of it once it is let in again', () =>
    endsWell(
      {
        operations: [...WORK, ['sign-out', 0], ...twice(WORK), ['pack', 0], ['carry', 1], ['let-in', 0], ...WORK],
      },
      'no session',
    ));
});
