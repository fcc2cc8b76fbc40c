import { Dexie } from 'dexie';
import { sendWaiting } from '../data/blobs/send-waiting.ts';
import { now } from '../data/clock.ts';
import { type DeviceIdentity, identitiesHere, whoIsHere } from '../data/device-identity.ts';
import { LearnerDatabase } from '../data/learner-database.ts';
import { openDatabasesOf } from '../data/open-databases.ts';
import { claimDelivery } from '../data/service/claim.ts';
import { leadIfFree } from './lead-if-free.ts';
import { makeEngine } from './make-engine.ts';
import { startPushing } from './pushing.ts';
import type { SessionOutcome } from './session.ts';

/** What came of it: how much still waits that could go. */
export type Delivered = { left: number };

/**
 * Sends what waits for a learner of this device without their being here, rows and then files: by a ticket for their key,
 * without any cookie, from their own database and no other. Nothing is read from the service but verdicts on what was sent.
 */
export const deliverWaiting = async (device: DeviceIdentity, signal: AbortSignal): Promise<Delivered> => {
  if (device.signedOut || device.leaving || !(await Dexie.exists(new LearnerDatabase(device.learnerId).name)))
    return { left: 0 };
  let left = 0;
  await leadIfFree(device.learnerId, async () => {
    const connections = await openDatabasesOf({ ...device });
    const { learner, catalogue } = connections;
    try {
      const files = () => learner.blobs.where('upload').equals('waiting').count();
      if ((await learner.outbox.count()) === 0 && (await files()) === 0) return;
      let ticket: string | null = null;
      const engine = makeEngine(connections, {
        leaving: () => false,
        signal,
        onContact: () => {},
        ticket: () => ticket,
      });
      await engine.release();
      const letIn = async (): Promise<SessionOutcome> => {
        const outcome = await claimDelivery(connections.device, { signal });
        if (outcome.kind === 'unreachable') return { kind: 'later', ms: outcome.retryAfterMs };
        // Where it went on it hears once the learner is here again.
        if (outcome.kind !== 'let-in') return { kind: 'refused' };
        ticket = outcome.ticket;
        return { kind: 'ready' };
      };
      const pushing = startPushing(engine, letIn, () => {}, now);
      await pushing.drain();
      pushing.stop();
      // A ticket may end before a long file does: then there is another one, as long as the file gets on.
      const sentBytes = async () => (await learner.blobs.toArray()).reduce((sum, blob) => sum + blob.sentBytes, 0);
      for (let before = -1; (await files()) > 0; ) {
        if (ticket === null && (await letIn()).kind !== 'ready') break;
        const outcome = await sendWaiting(connections, signal, ticket ?? undefined);
        const sent = await sentBytes();
        if (outcome.kind !== 'unauthorised' || sent <= before) break;
        before = sent;
        ticket = null;
      }
      left = (await learner.outbox.filter(({ waiting }) => waiting === null).count()) + (await files());
    } finally {
      learner.close();
      catalogue.close();
    }
  });
  return { left };
};

/** For all who learn on this device but the one who uses it now, whose page sends by itself. */
export const deliverForOthers = async (signal: AbortSignal): Promise<Delivered> => {
  const here = await whoIsHere();
  let left = 0;
  for (const device of await identitiesHere()) {
    if (signal.aborted || device.learnerId === here) continue;
    // One whose database fails, or who is refused, holds up nobody else.
    left += (await deliverWaiting(device, signal).catch(() => ({ left: 1 }))).left;
  }
  return { left };
};
