/** There is too much to do: ask again later. Nothing was done. */
export class Busy extends Error {
  override name = 'Busy';
  /** 429: this learner asks too much. 503: everybody together does. */
  readonly status: 429 | 503;
  readonly retryAfterSeconds: number;
  constructor(status: 429 | 503, retryAfterSeconds: number) {
    super(status === 429 ? 'Too many requests of this learner at once.' : 'The service is busy. Try again soon.');
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Waits its turn for the database. */
export interface Turns {
  /** Finds out who asks, without waiting, or throws Busy at once when what they ask for would come too late. */
  letIn<T>(who: () => Promise<T>): Promise<T>;
  /** Does the work when its turn comes, or throws Busy at once when that would be too late. */
  run<T>(work: () => Promise<T>, gone?: AbortSignal): Promise<T>;
  /** For a request that was let in: what was begun is ended before anything new is begun, and never refused. */
  goOn<T>(work: () => Promise<T>, gone?: AbortSignal): Promise<T>;
  /** How many wait, and how many are at work. */
  load(): { waiting: number; working: number };
}

interface TurnLimits {
  /** As many as the database works on side by side. */
  atOnce: number;
  mostWaitMs?: number;
  random?: () => number;
  now?: () => number;
}

/** Devices wait 15 s for an answer: one that would come after half of that had better not be begun. */
const MOST_WAIT_MS = 5_000;
/** Those who are sent away come back spread over this time, and not all at once again. */
const COME_BACK_S = { from: 2, to: 30 };
const SMOOTHING = 0.05;

/**
 * A queue in front of the database that knows how long it takes. A service that takes whatever comes answers nobody in
 * time once it is behind; one that refuses early what it cannot do in time serves all, a few at a time.
 */
export const makeTurns = ({
  atOnce,
  mostWaitMs = MOST_WAIT_MS,
  random = Math.random,
  now = () => performance.now(),
}: TurnLimits): Turns => {
  const begun: (() => void)[] = [];
  const fresh: (() => void)[] = [];
  let working = 0;
  /** Let in, and not in the queue yet: each of them will be in a moment. */
  let entering = 0;
  let usualMs = 5;

  const next = () => {
    while (working < atOnce) {
      const start = begun.shift() ?? fresh.shift();
      if (!start) return;
      working += 1;
      start();
    }
  };
  const enter = <T>(queue: (() => void)[], work: () => Promise<T>, gone?: AbortSignal): Promise<T> =>
    new Promise<void>((resolve) => {
      queue.push(resolve);
      next();
    }).then(async () => {
      const since = now();
      try {
        // Whoever asked has left: the others need not wait for an answer nobody reads.
        gone?.throwIfAborted();
        return await work();
      } finally {
        if (!gone?.aborted) usualMs += (now() - since - usualMs) * SMOOTHING;
        working -= 1;
        next();
      }
    });

  const busy = (): Busy | null => {
    const waitMs = ((entering + begun.length + fresh.length) * usualMs) / atOnce;
    if (waitMs <= mostWaitMs) return null;
    return new Busy(503, Math.round(COME_BACK_S.from + random() * (COME_BACK_S.to - COME_BACK_S.from)));
  };

  return {
    letIn: async (who) => {
      const refused = busy();
      if (refused) throw refused;
      entering += 1;
      try {
        return await who();
      } finally {
        entering -= 1;
      }
    },
    run: (work, gone) => {
      const refused = busy();
      return refused ? Promise.reject(refused) : enter(fresh, work, gone);
    },
    goOn: (work, gone) => enter(begun, work, gone),
    load: () => ({ waiting: begun.length + fresh.length, working }),
  };
};

const AT_ONCE = 2;
const MOST_WAITING = 20;

/**
 * A learner's pushes, two at a time: they wait for the same lock, each on a connection of its own, and one learner must
 * not hold them all. A device has two on their way at most.
 */
export const makeLearnerTurns = ({ atOnce = AT_ONCE, mostWaiting = MOST_WAITING } = {}) => {
  const learners = new Map<string, { working: number; waiting: (() => void)[] }>();
  const run = async <T>(learnerId: string, work: () => Promise<T>): Promise<T> => {
    const mine = learners.get(learnerId) ?? { working: 0, waiting: [] };
    learners.set(learnerId, mine);
    if (mine.working < atOnce) mine.working += 1;
    else {
      if (mine.waiting.length >= mostWaiting) throw new Busy(429, 1);
      // Whoever ends hands the turn over.
      await new Promise<void>((resolve) => mine.waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const following = mine.waiting.shift();
      if (following) following();
      else {
        mine.working -= 1;
        if (mine.working === 0) learners.delete(learnerId);
      }
    }
  };
  /** Whether something of the learner is at work or waits. */
  const has = (learnerId: string): boolean => learners.has(learnerId);
  return { run, has };
};
