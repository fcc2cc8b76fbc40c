import { createDice, type Dice } from './dice.ts';

/** What learners do. */
const WRITES = ['profile', 'enroll', 'unenroll', 'progress', 'study', 'attempt', 'answer', 'finish'] as const;
/** What befalls a device, or is done with it. */
const DEVICE_EVENTS = [
  'long-name',
  'mark',
  'burst',
  'retry-refused',
  'discard-refused',
  'digest',
  'release',
  'crash',
  'power-loss',
  'wipe',
  'rot',
  'quota',
  'storage-breaks',
  'freeze',
  'app-update',
  'app-back',
  'lose-session',
  'other-session',
  'open-tab',
  'away',
  'close-tab',
  'offline',
  'online',
  'clock-jump',
] as const;
/** What befalls the server, or is done there. */
const SERVER_EVENTS = [
  'job',
  'erase',
  'publish',
  'server-down',
  'server-killed',
  'database-breaks',
  'server-clock',
  'backup',
  'restore',
  'rotate',
] as const;
/** Only where the service may have collections that no database has tables for. */
const MEMORY_EVENTS = ['notice', 'upgrade'] as const;

/** What travels by hand, and what is done about a device that was lost. */
const HAND_EVENTS = ['pack', 'carry', 'pack-own', 'put-back', 'sign-out', 'let-in'] as const;

/** What learners do who share a device, come into an account, or give a device back. */
const SHARING_EVENTS = ['leave', 'open-tab', 'finish-here', 'sign-in'] as const;

/** What waits is sent without a look at its stamps. */
const RASH_EVENTS = ['rash'] as const;

/** What learners type into a note that several devices write in, and the reviews they bring from another program. */
const NOTE_EVENTS = ['write-note', 'write-note', 'cut-note', 'bring-reviews'] as const;

export const OPERATION_KINDS = [
  ...WRITES,
  ...DEVICE_EVENTS,
  ...SERVER_EVENTS,
  ...MEMORY_EVENTS,
  ...HAND_EVENTS,
  'leave',
  'finish-here',
  'sign-in',
  ...RASH_EVENTS,
  'write-note',
  'cut-note',
  'bring-reviews',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

export interface Operation {
  /** Names the operation's chance, so that it does the same whatever else is in the plan. */
  n: number;
  /** Milliseconds from the beginning. */
  t: number;
  device: number;
  kind: OperationKind;
}

/** How unkind the network and the server are; probabilities of one message each. */
export interface Faults {
  dropRequest: number;
  dropReply: number;
  duplicate: number;
  truncate: number;
  portal: number;
  serverError: number;
  /** Longest way of a message, ms; longer than a device waits makes late arrivals. */
  slowMs: number;
  /** How far the read path may lag behind, ms. */
  lagMs: number;
  /** The database takes its time between two statements, in which others come and the service may die. */
  slowDatabase: boolean;
  /** Pages are really written out as text and read again; pushes always are. */
  asText: boolean;
}

/** Everything that makes a history what it is. The same plan always gives the same history. */
export interface Plan {
  seed: number;
  learners: number;
  devices: { learner: number; skewMs: number; oldApp: boolean }[];
  faults: Faults;
  /** The server takes shorter names than devices let pass: what is longer is refused. */
  strictNames: boolean;
  /** The server does not know the collection "marks" yet. */
  olderServer: boolean;
  /** Some lessons are not published yet: rows that name them wait. */
  unpublished: boolean;
  pageRows: number;
  /** How many different lessons, courses and days there are: the fewer, the more devices meet in the same rows. */
  subjects: number;
  operations: Operation[];
}

export const NO_FAULTS: Faults = {
  dropRequest: 0,
  dropReply: 0,
  duplicate: 0,
  truncate: 0,
  portal: 0,
  serverError: 0,
  slowMs: 50,
  lagMs: 0,
  slowDatabase: false,
  asText: false,
};

const RATES = [0, 0, 0.01, 0.05, 0.35];
const YEAR = 365 * 86_400_000;
const SKEWS = [0, 0, 0, 30_000, -30_000, 55_000, 90_000, -600_000, 3_600_000, 10 * 86_400_000, 10 * YEAR, -10 * YEAR];
const AWAY_MS = 400 * 86_400_000;
const DAY_MS = 86_400_000;

/** A random plan; each seed leaves out some kinds of events altogether, so that rare meetings of the rest get room. */
export const createPlan = (seed: number, { memory = true, longest = 60 } = {}): Plan => {
  const dice = createDice(seed, 'plan');
  // Short and hot: a few things at once, and then nothing more that would put them right.
  const hot = dice.chance(0.4);
  const learners = hot ? 1 : dice.pick([1, 1, 1, 1, 1, 1, 2, 2, 3]);
  const count = hot ? 1 + dice.int(2) : Math.min(5, learners + dice.pick([0, 1, 1, 1, 2, 2, 3, 4]));
  const devices = Array.from({ length: count }, (_, index) => ({
    learner: index % learners,
    skewMs: dice.pick(SKEWS),
    oldApp: dice.chance(0.15),
  }));
  const some = (kinds: readonly OperationKind[], share: number) => kinds.filter(() => dice.chance(share));
  const writes = ['profile', 'progress', ...some(WRITES, 0.35)] as OperationKind[];
  const events = [
    ...some(DEVICE_EVENTS, 0.3).filter((kind) => kind !== 'burst' || dice.chance(0.2)),
    ...some(SERVER_EVENTS, 0.35),
    ...(memory ? some(MEMORY_EVENTS, 0.5) : []),
  ];
  // Restoring wants something to restore.
  if (events.includes('restore') && !events.includes('backup')) events.push('backup');
  const share = dice.pick([0.2, 0.4, 0.6]);
  const length = hot ? 4 + dice.int(16) : 8 + dice.int(longest);
  const spacing = hot ? dice.pick([20, 200, 2_000]) : dice.pick([200, 3_000, 3_000, 20_000, 20_000, 90_000, DAY_MS]);
  let t = 0;
  const operations = Array.from({ length }, (_, n): Operation => {
    t += dice.int(2 * spacing);
    const kind = events.length > 0 && dice.chance(share) ? dice.pick(events) : dice.pick(writes);
    return { n, t, device: dice.int(devices.length), kind };
  });
  return {
    seed,
    learners,
    devices,
    faults: createFaults(dice),
    strictNames: dice.chance(0.5),
    olderServer: memory && dice.chance(0.3),
    unpublished: dice.chance(0.3),
    pageRows: dice.pick([1, 2, 5, 1000]),
    subjects: hot ? 1 : dice.pick([1, 1, 2, 3]),
    operations: withNotes(
      seed,
      count,
      rashly(
        seed,
        byAccounts(
          { seed, learners, devices: count },
          byHand(
            seed,
            count,
            dice.chance(0.05) ? withAbsence(operations, dice.int(count), count, dice.int(length)) : operations,
          ),
        ),
      ),
    ),
  };
};

/**
 * In some histories learners share devices, sign in to an account, and finish on a device. Not where the service goes back
 * to an older state or a device loses rows for no reason: what was given up for good may then be gone, rightly.
 */
const byAccounts = (
  { seed, learners, devices }: { seed: number; learners: number; devices: number },
  operations: Operation[],
): Operation[] => {
  const dice = createDice(seed, 'accounts');
  const excluded = operations.some(({ kind }) => kind === 'restore' || kind === 'rot');
  if (!dice.chance(0.3) || excluded) return operations;
  const events = SHARING_EVENTS.filter((kind) => kind !== 'sign-in' || learners > 1);
  const last = operations.at(-1)?.t ?? 0;
  const more = Array.from(
    { length: 1 + dice.int(6) },
    (_, n): Operation => ({
      // Beyond all others, which keep their own.
      n: 10_000 + n,
      t: dice.int(last + 1),
      device: dice.int(devices),
      kind: dice.pick(events),
    }),
  );
  return [...operations, ...more].sort((a, b) => a.t - b.t);
};

/** In some histories work travels by hand beside everything else. Its chance is its own: the rest stays as it was. */
const byHand = (seed: number, devices: number, operations: Operation[]): Operation[] => {
  const dice = createDice(seed, 'by hand');
  if (!dice.chance(0.3)) return operations;
  const events = HAND_EVENTS.filter((kind) => kind === 'pack' || kind === 'carry' || dice.chance(0.5));
  const last = operations.at(-1)?.t ?? 0;
  const more = Array.from(
    { length: 2 + dice.int(10) },
    (_, n): Operation => ({
      n: operations.length + n,
      t: dice.int(last + 1),
      device: dice.int(devices),
      kind: dice.pick(events),
    }),
  );
  return [...operations, ...more].sort((a, b) => a.t - b.t);
};

/** In some histories devices are rash with a name, and change it a little later. Its chance is its own as well. */
const rashly = (seed: number, operations: Operation[]): Operation[] => {
  const dice = createDice(seed, 'rash');
  if (!dice.chance(0.15)) return operations;
  const more = Array.from({ length: 1 + dice.int(3) }, () => {
    const { t, device } = dice.pick(operations);
    const rash = t + 50 + dice.int(100);
    return [
      { t, device, kind: 'profile' as const },
      { t: rash, device, kind: 'rash' as const },
      { t: rash + 500 + dice.int(20_000), device, kind: 'profile' as const },
    ];
  });
  const numbered = more.flat().map((operation, n) => ({ ...operation, n: operations.length + n }));
  return [...operations, ...numbered].sort((a, b) => a.t - b.t);
};

/** In some histories learners write notes besides. Its chance is its own, too. */
const withNotes = (seed: number, devices: number, operations: Operation[]): Operation[] => {
  const dice = createDice(seed, 'notes');
  if (!dice.chance(0.3)) return operations;
  const more = Array.from(
    { length: 2 + dice.int(10) },
    (_, n): Operation => ({
      // Beyond all others, which keep their own.
      n: 20_000 + n,
      t: dice.pick(operations).t + dice.int(500),
      device: dice.int(devices),
      kind: dice.pick(NOTE_EVENTS),
    }),
  );
  return [...operations, ...more].sort((a, b) => a.t - b.t);
};

/** Nobody learns anything for more than a year from the `first`-th operation on, and one device comes back last. */
const withAbsence = (operations: readonly Operation[], away: number, devices: number, first: number): Operation[] =>
  operations.map((operation, index) => {
    if (index < first) return operation;
    const other = operation.device === away ? (away + 1) % devices : operation.device;
    return { ...operation, t: operation.t + AWAY_MS, device: index === operations.length - 1 ? away : other };
  });

/** Whether apps are opened, used for a while and closed, as over days they are. */
export const isLong = ({ operations }: Plan): boolean => (operations.at(-1)?.t ?? 0) > 2 * DAY_MS;

const createFaults = (dice: Dice): Faults => ({
  dropRequest: dice.pick(RATES),
  dropReply: dice.pick(RATES),
  duplicate: dice.pick(RATES),
  truncate: dice.pick(RATES),
  portal: dice.pick(RATES),
  serverError: dice.pick([0, 0, 0, 0.05]),
  slowMs: dice.pick([20, 200, 3_000, 45_000, 100_000]),
  lagMs: dice.pick([0, 0, 500, 30_000]),
  slowDatabase: dice.chance(0.25),
  asText: dice.chance(0.2),
});
