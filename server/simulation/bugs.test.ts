import { describe, expect, test } from 'vitest';
import boundOnArrival from './bugs/bound-on-arrival.json' with { type: 'json' };
import { type BugName, bugs } from './bugs.ts';
import { directedPlan, type Setting, WORK } from './directed-plan.ts';
import { playHistory } from './history.ts';
import { createPlan, type OperationKind, type Plan } from './plan.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Where the search for each bug begins: at a seed that finds it, as long as plans are made the way they are. */
const FOUND_AT = {
  ackOnSend: 1,
  captiveTrusted: 14,
  tornCommit: 114,
  notStrict: 11,
  replicaOutlivesDatabase: 15,
  pageFromAnywhere: 43,
  refetchClears: 12,
  refusedIsLost: 1,
  neverWaits: 8,
  revisionsRestart: 1,
  readApart: 2131,
  replyMovesCursor: 1,
  waitIsDone: 14,
  keepsNotices: 58,
  pretendsStored: 1,
  digestsDoNothing: 164,
  offsetAhead: 1,
  lastPushWins: 1,
  serverTrims: 1,
  jobsGiveNoStamp: 45,
  wrongLearner: 10,
  stampsOnArrival: 1,
  writesAnyway: 1,
  noTombstones: 5,
  pageLosesLast: 1,
  sessionDecides: 40,
  forgetsSecondRow: 11,
} satisfies Partial<Record<BugName, number>>;

const by = (device: number, ...kinds: OperationKind[]) => kinds.map((kind): [OperationKind, number] => [kind, device]);

const slowRestore: Setting = {
  faults: { slowMs: 9_000, duplicate: 0.5 },
  spacingMs: 1_500,
  operations: [
    ...(['profile', 'study', 'backup', 'profile', 'study', 'profile', 'progress'] as const),
    ...(['restore', 'profile', 'progress', 'study'] as const),
  ],
};
/** What random histories rarely come by: each with what it takes, and the seed to begin at. */
const HUNTED = {
  sameEpochAfterRestore: {
    from: 1,
    setting: {
      spacingMs: 1_500,
      operations: [
        ...by(0, 'profile', 'enroll', 'backup'),
        ...by(1, 'study', 'attempt'),
        ['offline', 0],
        ['offline', 1],
        ...by(0, 'restore', 'progress', 'study', 'attempt', 'attempt', 'enroll', 'profile', 'online'),
        ['online', 1],
      ],
    },
  },
  lastTextWins: {
    from: 1,
    setting: {
      spacingMs: 400,
      faults: { slowMs: 600 },
      operations: ['write-note', 'write-note', 'write-note', 'cut-note', 'write-note', 'write-note', 'write-note'],
    },
  },
  noRepair: {
    from: 3,
    setting: { spacingMs: 1_500, operations: [...WORK, 'backup', ...WORK, ['restore', 0], ['open-tab', 0]] },
  },
  keepsCursor: { from: 1, setting: { faults: { slowMs: 3 }, operations: ['profile', 'rotate', 'profile'] } },
  clockInMemory: {
    from: 4,
    setting: {
      spacingMs: 5,
      skews: [90_000, 0],
      operations: by(0, 'open-tab', 'open-tab', ...Array.from({ length: 10 }, () => 'profile' as const)),
    },
  },
  cursorFirst: {
    from: 14,
    setting: {
      spacingMs: 20,
      faults: { slowMs: 10 },
      operations: (['profile', 'progress', 'study', 'enroll', 'attempt'] as const).flatMap(
        (kind): [OperationKind, number][] => [
          [kind, 0],
          ['crash', 1],
        ],
      ),
    },
  },
  // Seen only where the feed was quicker than the reply, and nothing was written after.
  anyRevision: {
    from: 7,
    setting: {
      faults: { slowMs: 600 },
      spacingMs: 200,
      operations: by(0, 'profile', 'profile', 'profile', 'profile', 'profile'),
    },
  },
  anyEpoch: { from: 4, setting: slowRestore },
  anyHistory: {
    from: 1,
    setting: {
      skews: [150_000, 0],
      spacingMs: 10_000,
      operations: [
        ...by(0, 'profile', 'backup', 'offline', 'clock-jump', 'profile', 'pack', 'online', 'profile', 'offline'),
        ...by(1, 'restore', 'profile', 'carry'),
        ['online', 0],
      ],
    },
  },
  oldRejections: {
    from: 105,
    setting: {
      strictNames: true,
      faults: { slowMs: 3_000 },
      spacingMs: 500,
      operations: [
        ...(['profile', 'profile', 'long-name', 'profile', 'long-name'] as const),
        ...(['profile', 'profile', 'long-name', 'profile'] as const),
      ],
    },
  },
  dropsUnknown: {
    from: 1,
    setting: {
      operations: [
        ...WORK,
        ['offline', 0],
        ...WORK,
        ...(['mark', 'mark'] as const),
        ...WORK,
        'mark',
        ...by(0, 'app-back', 'enroll', 'online'),
        ...by(1, 'enroll', 'mark', 'mark'),
        ['app-update', 0],
      ],
    },
  },
  oneSpeaksForAll: {
    from: 1,
    setting: {
      unpublished: true,
      spacingMs: 30,
      operations: [
        'attempt',
        ['profile', 0],
        ['progress', 0],
        ['enroll', 0],
        ['study', 0],
        ['progress', 0],
        ['publish', 1],
      ],
    },
  },
  readsUnlocked: {
    from: 11,
    setting: {
      faults: { slowDatabase: true, slowMs: 20 },
      spacingMs: 15,
      operations: ['profile', 'profile', 'profile', 'profile', 'enroll', 'enroll', 'profile', 'profile'],
    },
  },
  answersEarly: {
    from: 1,
    setting: {
      spacingMs: 500,
      operations: [
        ...(['profile', 'database-breaks', 'profile', 'progress', 'study'] as const),
        ...(['database-breaks', 'profile', 'progress', 'study'] as const),
      ],
    },
  },
  bringsOneRow: {
    from: 1,
    setting: {
      learners: 2,
      spacingMs: 20,
      faults: { dropRequest: 0.5, slowMs: 9_000 },
      operations: [['offline', 1], ...by(1, 'profile', 'progress', 'enroll', 'attempt', 'online', 'sign-in')],
    },
  },
  finishesUnsent: {
    from: 1,
    setting: { spacingMs: 20, operations: by(0, 'offline', 'profile', 'progress', 'finish-here', 'online') },
  },
  deliversByCookie: {
    from: 1,
    setting: { learners: 2, operations: by(0, 'offline', 'profile', 'leave', 'online') },
  },
  joinsOnce: {
    from: 1,
    setting: {
      learners: 2,
      skews: [0, 0, 0, 0],
      spacingMs: 30_000,
      operations: [...by(1, 'profile', 'sign-in'), ...by(3, 'progress', 'attempt', 'profile')],
    },
  },
} satisfies Partial<Record<BugName, { from: number; setting: Setting }>>;

/** What takes so many things at once that its history is kept. */
const KEPT = { boundOnArrival: boundOnArrival as Plan } satisfies Partial<Record<BugName, Plan>>;

const ENOUGH = 300;

const search = async (bug: PlantedBug, from: number, planOf: (seed: number) => Plan): Promise<string | null> => {
  for (let seed = from; seed < from + ENOUGH; seed++) {
    const { failure } = await playHistory(planOf(seed), { bug });
    if (failure) return failure;
  }
  return null;
};

describe('a planted bug is caught', () => {
  test.each(Object.entries(FOUND_AT))(
    '%s by random histories',
    async (name, from) => {
      expect(await search(bugs[name as BugName], from, createPlan)).not.toBe(null);
    },
    120_000,
  );

  test.each(Object.entries(HUNTED))(
    '%s by histories made for it',
    async (name, { from, setting }) => {
      expect(await search(bugs[name as BugName], from, (seed) => directedPlan(seed, setting))).not.toBe(null);
    },
    120_000,
  );

  test.each(Object.entries(KEPT))('%s by the history kept for it', async (name, plan) => {
    expect((await playHistory(plan, { bug: bugs[name as BugName] })).failure).not.toBe(null);
    expect((await playHistory(plan)).failure).toBe(null);
  });

  test('and there are enough of them, none left out', () => {
    expect([...Object.keys(FOUND_AT), ...Object.keys(HUNTED), ...Object.keys(KEPT)].sort()).toEqual(
      Object.keys(bugs).sort(),
    );
    expect(Object.keys(bugs).length).toBeGreaterThanOrEqual(25);
  });
});
