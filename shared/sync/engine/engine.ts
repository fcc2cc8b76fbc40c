import type { DerivedDigest } from '../../learning/derived-digest.ts';
import type { Digest, DigestFinding } from '../digest.ts';
import type { QuarantineEntry } from '../ports.ts';
import { type FeedPage, MAX_BATCH_ROWS, MAX_QUICK_BATCH_ROWS, type PushReply, type PushRequest } from '../protocol.ts';
import { applyPage, type FeedPosition, mustRefetch, type PageOutcome, readingPosition } from './apply-page.ts';
import { applyReply } from './apply-reply.ts';
import { type Batch, nameOf, readBatch } from './batch.ts';
import { type CommitOptions, commit, release, type Writer } from './commit.ts';
import { compareDigest, readDigest } from './compare-digest.ts';
import type { EngineContext } from './context.ts';
import { isDue, putBehind } from './outbox.ts';
import { discardQuarantined, retryQuarantined } from './quarantine.ts';

/** What whoever drives the engine does next about sending. */
export type NextPush =
  /** There may be more: push again at once. */
  | { kind: 'again' }
  /** It did not work: push again after so long, or as soon as the network seems to be back. */
  | { kind: 'later'; ms: number }
  /** Nothing may be sent before so long, or before the next write if null. */
  | { kind: 'idle'; ms: number | null }
  /** Mint a session, then push again. */
  | { kind: 'unauthorised' };

/** What a learner is shown of the state of things. */
export interface SyncStatus {
  /** Rows the server does not have yet. */
  waiting: number;
  /** Those of them that were put behind, and refused fields: someone should look. */
  attention: number;
  quarantine: QuarantineEntry[];
  lastContactAt: number | null;
}

interface Flight {
  batch: Batch;
  next: Promise<NextPush>;
}

/** The device's side of sync. It keeps nothing that matters outside its storage: it may die at any await. */
export interface Engine {
  commit<T>(work: (writer: Writer) => Promise<T>, options?: CommitOptions): Promise<T>;
  /** Lets what was held back go: an attempt paused or ended, or the page is being hidden. */
  release(): Promise<boolean>;
  /** Sends a batch, perhaps a second on its heels, and takes in the first reply. One call at a time. */
  push(): Promise<NextPush>;
  position(): Promise<FeedPosition>;
  applyPage(asked: FeedPosition, page: FeedPage): Promise<PageOutcome>;
  mustRefetch(asked: FeedPosition): Promise<FeedPosition>;
  retryQuarantined(id: string): Promise<boolean>;
  discardQuarantined(id: string): Promise<void>;
  /** This database in brief, or null while it can't be compared with the server's. [R2] */
  digest(derived?: DerivedDigest | null): Promise<Digest | null>;
  compareDigest(theirs: Digest, derived?: DerivedDigest | null): Promise<DigestFinding>;
  status(): Promise<SyncStatus>;
}

const FIRST_BACKOFF_MS = 300;
/** A link that has just broken is often back within a second: so many times it is asked before the pauses grow. */
const TRIES_BEFORE_PAUSES_GROW = 4;
const MOST_ON_THEIR_WAY = 2;
const QUICK_MS = 320;
/** A full batch that took no longer may be followed by a larger one: half of its time goes by whatever its size … */
const GROW_MS = 100;
/** … and one that took longer than this by one of the usual size: two large ones at once would make a quick link a slow one. */
const SHRINK_MS = 250;
const LEFT_AFTER_MS = 50;
const LONGEST_BACKOFF_MS = 60_000;
/** A batch that got no answer is made smaller, but not so small that a slow link pays more for the way than the load. */
const LEAST_UNANSWERED_ROWS = 10;
const FAILURES_ALONE = 3;

export const createEngine = (context: EngineContext): Engine => {
  const { storage, transport, clock, random } = context;
  let maxRows = MAX_BATCH_ROWS;
  let mostRows = MAX_QUICK_BATCH_ROWS;
  let failures = 0;
  let epochsInARow = 0;
  let refusedEpoch: string | null | undefined;

  // Full jitter, so that a thousand devices do not come back in step; what the server asks for is a floor.
  const backoff = (retryAfterMs: number | null, quickTries = 0): NextPush => {
    const doublings = Math.min(Math.max(0, failures - quickTries), 16);
    const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** doublings);
    failures += 1;
    return { kind: 'later', ms: Math.max(retryAfterMs ?? 0, Math.ceil(random.next() * ceiling)) };
  };

  /** Batches on their way, the oldest first. [P1] */
  let flights: Flight[] = [];
  let lastTookMs = 0;

  // While the server works on a full batch the next is read, packed and sent; but only on a link that is quick and works:
  // on a slow one it would only share the way, and what is on its way when a link breaks has to be sent again.
  const mayLeave = (): boolean => {
    const [before] = flights;
    if (!before) return true;
    const full = before.batch.request.rows.length >= MAX_BATCH_ROWS;
    return flights.length < MOST_ON_THEIR_WAY && full && failures === 0 && lastTookMs < QUICK_MS;
  };

  const launch = async (): Promise<void> => {
    while (mayLeave()) {
      const onTheirWay = new Set(flights.flatMap(({ batch }) => batch.entries.map(nameOf)));
      const batch = await readBatch(context, maxRows, onTheirWay);
      const asksTime = batch.tooEarly && flights.length === 0;
      if (batch.request.rows.length === 0 && !asksTime) return;
      const next = send(batch, failures);
      // Looked at when it is this one's turn.
      next.catch(() => {});
      flights.push({ batch, next });
    }
  };

  const push = async (): Promise<NextPush> => {
    await launch();
    const oldest = flights.shift();
    if (!oldest) return idle();
    const next = await oldest.next;
    if (next.kind === 'again') return next;
    const others = flights;
    flights = [];
    const all = [next, ...(await Promise.all(others.map((flight) => flight.next)))];
    return all.find(({ kind }) => kind === 'unauthorised') ?? next;
  };

  const send = async (batch: Batch, failuresBefore: number): Promise<NextPush> => {
    const { request } = batch;
    const sentAt = clock.now();
    const outcome = await transport.push(request);
    const tookMs = clock.now() - sentAt;
    switch (outcome.kind) {
      case 'reply': {
        const { progress } = await applyReply(context, request, sentAt, outcome.reply);
        if (!progress) return refused(batch);
        countEpochs(request, outcome.reply);
        if (request.rows.length > 0) lastTookMs = tookMs;
        // One new epoch is news; one after another, with nothing accepted in between, would go on for ever.
        if (epochsInARow > 1) return backoff(null);
        if (epochsInARow === 0) failures = 0;
        if (request.rows.length >= maxRows)
          maxRows = Math.min(tookMs < GROW_MS ? mostRows : Math.max(maxRows, MAX_BATCH_ROWS), maxRows * 2);
        if (tookMs >= SHRINK_MS) maxRows = Math.min(maxRows, MAX_BATCH_ROWS);
        return { kind: 'again' };
      }
      case 'unreachable':
        // It broke under the one before as well, which has said so.
        if (failures > failuresBefore) return { kind: 'again' };
        // One that could not even leave was not too large.
        if (tookMs >= LEFT_AFTER_MS || tookMs < 0)
          maxRows = Math.max(Math.min(maxRows, LEAST_UNANSWERED_ROWS), Math.ceil(maxRows / 2));
        return backoff(outcome.retryAfterMs, TRIES_BEFORE_PAUSES_GROW);
      case 'unauthorised':
        return { kind: 'unauthorised' };
      case 'failed':
        await shrink(batch, 'failed', 'The service could not take this. It will be sent again.');
        return backoff(outcome.retryAfterMs);
      case 'too-large':
        // Rows as large as these are will be too many again.
        if (request.rows.length > MAX_BATCH_ROWS) mostRows = MAX_BATCH_ROWS;
        await shrink(batch, 'too-large', 'This is too large to be sent.');
        return { kind: 'again' };
    }
  };

  const countEpochs = (request: PushRequest, reply: PushReply): void => {
    const refused = 'retry' in reply && reply.retry === 'epoch';
    // Two that left together are refused for the same epoch, which counts once.
    if (refused && !(epochsInARow === 1 && request.epoch === refusedEpoch)) epochsInARow += 1;
    if (refused) refusedEpoch = request.epoch;
    else epochsInARow = 0;
  };

  // The server answered but took nothing, and told nothing new: do not ask it again at once.
  const refused = async (batch: Batch): Promise<NextPush> => {
    if (batch.entries.length > 0) await shrink(batch, 'refused', 'The service took none of it. It will be sent again.');
    return backoff(null);
  };

  // [P6] Halve down to a single row; one that fails three times alone goes behind the others.
  const shrink = async ({ entries, request }: Batch, code: string, message: string): Promise<void> => {
    maxRows = Math.max(1, Math.floor(Math.min(maxRows, request.rows.length) / 2));
    const [only] = entries;
    if (entries.length !== 1 || !only) return;
    await storage.write(async (tx) => {
      const [entry] = await tx.outboxEntries([only]);
      if (entry?.rev !== only.rev) return;
      const goesBehind = entry.tries + 1 >= FAILURES_ALONE || code === 'too-large';
      const again = { ...entry, tries: entry.tries + 1 };
      await tx.putOutbox([goesBehind ? putBehind(entry, clock.now(), code, message) : again]);
    });
  };

  const idle = (): Promise<NextPush> =>
    storage.read(async (tx) => {
      const now = clock.now();
      let ms: number | null = null;
      for (const entry of await tx.allOutbox()) {
        if (!isDue(entry, now)) ms = Math.min(ms ?? Number.POSITIVE_INFINITY, entry.notBefore - now);
      }
      return { kind: 'idle', ms };
    });

  return {
    commit: (work, options) => commit(context, work, options),
    release: () => release(context),
    push,
    position: () => readingPosition(context),
    applyPage: (asked, page) => applyPage(context, asked, page),
    mustRefetch: (asked) => mustRefetch(storage, asked),
    retryQuarantined: (id) => retryQuarantined(context, id),
    discardQuarantined: (id) => discardQuarantined(context, id),
    digest: (derived = null) => readDigest(context, derived),
    compareDigest: (theirs, derived = null) => compareDigest(context, theirs, derived),
    status: () =>
      storage.read(async (tx) => {
        const entries = await tx.allOutbox();
        const quarantine = await tx.quarantine();
        const behind = entries.filter(({ waiting }) => waiting !== null).length;
        const { lastContactAt } = await tx.state();
        return { waiting: entries.length, attention: behind + quarantine.length, quarantine, lastContactAt };
      }),
  };
};
