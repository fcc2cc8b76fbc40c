import { createDice, type Dice } from './dice.ts';

/** What learners do. */
const WRITES = ['profile', 'enroll', 'unenroll', 'progress', 'study', 'attempt', 'answer', 'finish'] as const;
/** What befalls a device, or is done with it. */
const DEVICE_EVENTS = [
  'long-name',
  'mark',
  'retry-refused',
  'discard-refused',
  'digest',
  'release',
  'crash',
  'power-loss',
  'wipe',
  'open-tab',
  'close-tab',
  'offline',
  'online',
  'clock-jump',
] as const;
/** What befalls the server, or is done there. */
const SERVER_EVENTS = ['job', 'erase', 'publish', 'server-down', 'server-clock'] as const;
/** Only possible where the server's whole data can be copied and put back. */
const MEMORY_EVENTS = ['notice', 'backup', 'restore', 'rotate', 'upgrade'] as const;

export type OperationKind =
  | (typeof WRITES)[number]
  | (typeof DEVICE_EVENTS)[number]
  | (typeof SERVER_EVENTS)[number]
  | (typeof MEMORY_EVENTS)[number];

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
  /** Messages are really written out as text and read again. */
  asText: boolean;
}

/** Everything that makes a history what it is. The same plan always gives the same history. */
export interface Plan {
  seed: number;
  learners: number;
  devices: { learner: number; skewMs: number }[];
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
  asText: false,
};

const RATES = [0, 0, 0.01, 0.05, 0.35];
const SKEWS = [0, 0, 0, 30_000, -30_000, 55_000, 90_000, -600_000, 3_600_000, 10 * 86_400_000];

/** A random plan; each seed leaves out some kinds of events altogether, so that rare meetings of the rest get room. */
export const createPlan = (seed: number, { memory = true, longest = 80 } = {}): Plan => {
  const dice = createDice(seed, 'plan');
  const learners = dice.chance(0.25) ? 2 : 1;
  const count = learners + dice.int(3) + (learners === 1 && dice.chance(0.85) ? 1 : 0);
  const devices = Array.from({ length: Math.min(4, count) }, (_, index) => ({
    learner: index % learners,
    skewMs: dice.pick(SKEWS),
  }));
  const some = (kinds: readonly OperationKind[], share: number) => kinds.filter(() => dice.chance(share));
  const writes = ['profile', 'progress', ...some(WRITES, 0.35)] as OperationKind[];
  const events = [
    ...some(DEVICE_EVENTS, 0.4),
    ...some(SERVER_EVENTS, 0.4),
    ...(memory ? some(MEMORY_EVENTS, 0.5) : []),
  ];
  // Restoring wants something to restore.
  if (events.includes('restore') && !events.includes('backup')) events.push('backup');
  const share = dice.pick([0.2, 0.4, 0.6]);
  const length = 8 + dice.int(longest);
  const spacing = dice.pick([200, 3_000, 20_000, 90_000]);
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
    faults: createFaults(dice, memory),
    strictNames: dice.chance(0.5),
    olderServer: memory && dice.chance(0.3),
    unpublished: dice.chance(0.3),
    pageRows: dice.pick([1, 2, 5, 1000]),
    subjects: dice.pick([1, 1, 2, 3]),
    operations,
  };
};

const createFaults = (dice: Dice, memory: boolean): Faults => ({
  dropRequest: dice.pick(RATES),
  dropReply: dice.pick(RATES),
  duplicate: dice.pick(RATES),
  truncate: dice.pick(RATES),
  portal: dice.pick(RATES),
  serverError: dice.pick([0, 0, 0, 0.05]),
  slowMs: dice.pick([20, 200, 3_000, 45_000, 100_000]),
  lagMs: memory ? dice.pick([0, 0, 500, 30_000]) : 0,
  asText: dice.chance(0.2),
});
