import { type DigestReply, type DigestRequest, digestReplySchema } from '@hornbook/shared/sync/digest.ts';
import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import { PROTOCOL } from '@hornbook/shared/sync/protocol.ts';
import { now } from '../data/clock.ts';
import { foldAnew, readDerivedDigest } from '../data/derived-digest.ts';
import { foldMonthsAnew } from '../data/month-totals.ts';
import type { Connections } from '../data/open-databases.ts';
import { askService } from '../data/service/ask-service.ts';

const DAY_MS = 24 * 3_600_000;
/** Not while the first screens load; then now and then, until a moment comes at which nothing waits. */
const FIRST_LOOK_MS = 60_000;
const LOOK_AGAIN_MS = 20 * 60_000;

export type DigestOutcome = 'not-due' | 'not-comparable' | 'equal' | 'rows' | 'derived';

interface DigestSurroundings {
  connections: Connections;
  engine: Pick<Engine, 'digest' | 'compareDigest'>;
  signal: AbortSignal;
  /** A pass has begun: the feed is read from its beginning. */
  onPass: () => void;
}

/**
 * [R2] Once a day, when nothing waits and everything was read, compares this database with the service's: rows that
 * differ are read and sent anew, and what follows from them is folded anew; months are added up anew in any case.
 */
export const compareOnceADay = async (surroundings: DigestSurroundings): Promise<DigestOutcome> => {
  const { connections, engine, signal, onPass } = surroundings;
  const { device, learner } = connections;
  if (!device.claimed) return 'not-due';
  const last = (await learner.foldVersions.get('digest'))?.version ?? 0;
  // A clock set back must not put it off for ever.
  if (Math.abs(now() - last) < DAY_MS) return 'not-due';
  const derived = await readDerivedDigest(connections);
  const ours = await engine.digest(derived);
  if (!ours) return 'not-comparable';
  const request: DigestRequest = { protocol: PROTOCOL, learnerId: device.learnerId, ...ours };
  const response = await askService('/sync/digest', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok) return 'not-comparable';
  const reply = digestReplySchema.safeParse(await response.json().catch(() => null));
  if (!reply.success) return 'not-comparable';
  const found = await engine.compareDigest(reply.data as DigestReply, derived);
  if (found === 'not-comparable') return found;
  await learner.foldVersions.put({ fold: 'digest', version: now() });
  await foldMonthsAnew(learner);
  if (found === 'rows') onPass();
  if (found === 'derived') await foldAnew(connections);
  return found;
};

/** Looks from time to time whether a day has passed; gives what stops it. */
export const startDailyDigest = (surroundings: DigestSurroundings): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    // Without a network, or with a store that fails, there is nothing to compare: the next look may do better.
    void compareOnceADay(surroundings)
      .catch(() => undefined)
      .finally(() => {
        if (!surroundings.signal.aborted) timer = setTimeout(look, LOOK_AGAIN_MS);
      });
  };
  timer = setTimeout(look, FIRST_LOOK_MS);
  return () => clearTimeout(timer);
};
