import { readCode } from '@hornbook/shared/identity/pairing-code.ts';
import { connect, disconnect } from '../connections.ts';
import { deviceIdentity, updateDeviceIdentity } from '../device-identity.ts';
import { goOnAs } from '../go-on-as.ts';
import { claimLearner, endSession } from '../service/claim.ts';
import { askToJoin, joinByPairing, lookAtPairing, requestOffer } from '../service/pairing.ts';

export { answerOffer, type Offer, type OfferState, type Whose, watchOffer } from '../service/pairing.ts';

/** A code by which another device becomes one of this learner's, if this one then says yes. */
export const offerPairing = async () => {
  const { device } = await connect();
  const asked = await requestOffer();
  if (asked.kind !== 'no-session') return asked;
  const claimed = await claimLearner(device);
  return claimed.kind === 'claimed' ? requestOffer() : claimed;
};

/** Shows a code, typed or scanned, of another device. */
export const askByCode = async (written: string) => {
  const code = readCode(written);
  if (!code) return { kind: 'no-code' } as const;
  return askToJoin((await connect()).device, code);
};

export type Joined =
  /** `name`: what the learner whose device this is now is called; '' when they never said. */
  | { kind: 'joined'; learnerId: string; name: string }
  /** The other device has not said yet. */
  | { kind: 'waiting' }
  | { kind: 'unreachable' }
  | { kind: 'refused'; code: string; message: string };

/** Whose device this would become, once that one said yes; to be asked again while it is waiting. */
export const lookWhenAccepted = async (pairing: string) => lookAtPairing((await connect()).device, pairing);

/**
 * Makes this a device of the learner who said yes. What was learnt here before comes along: it is merged into that
 * learner's rows, and the database it came from stays where it is. To be called again while it is waiting.
 */
export const joinWhenAccepted = async (pairing: string): Promise<Joined> => {
  const before = await connect();
  const outcome = await joinByPairing(before.device, pairing);
  if (outcome.kind === 'unreachable') return { kind: 'unreachable' };
  if (outcome.kind !== 'claimed' && outcome.kind !== 'moved') return outcome;
  const { learnerId } = outcome;
  await goOnAs(before, learnerId);
  return { kind: 'joined', learnerId, name: outcome.kind === 'claimed' ? (outcome.name ?? '') : '' };
};

export type SignedOut =
  | { kind: 'signed-out'; unsent: number }
  /** Nothing was done: this much was never sent. Call again with `evenIfUnsent`, or send it first. */
  | { kind: 'unsent'; unsent: number };

/**
 * Ends the session of this device. Nothing is deleted: what was learnt stays on the device and can be read, and what was
 * not sent waits until the learner signs in again.
 */
export const signOut = async ({ evenIfUnsent = false } = {}): Promise<SignedOut> => {
  const { learner, device } = await connect();
  const unsent = await learner.outbox.count();
  if (unsent > 0 && !evenIfUnsent) return { kind: 'unsent', unsent };
  // First here, so that nothing signs in again behind the learner's back.
  await updateDeviceIdentity(device.learnerId, { signedOut: true });
  await endSession();
  await disconnect();
  await connect();
  return { kind: 'signed-out', unsent };
};

/** Signs in again by the device's key. */
export const signIn = async (): Promise<{ kind: 'signed-in' }> => {
  const { learnerId } = await deviceIdentity();
  await updateDeviceIdentity(learnerId, { signedOut: false });
  await disconnect();
  await connect();
  return { kind: 'signed-in' };
};
