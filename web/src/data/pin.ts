import { now } from './clock.ts';
import { identityOf, type Pin, updateDeviceIdentity } from './device-identity.ts';

/*
 * A PIN keeps a learner's work from the eyes of those who share the device. It is privacy, not cryptography: what is kept
 * here is not encrypted, and whoever may look into the browser's storage can read it. The screen that sets it says so.
 */

/** As slow as a phone can bear: about half a second each. */
const ROUNDS = 600_000;
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Whoever forgot a PIN waits a day, in which the one whose it is may enter it. */
export const FORGOTTEN_MS = 24 * 3_600_000;

export const isPin = (text: string): boolean => /^\d{4,8}$/.test(text);

const derive = async (
  text: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(text), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
};

export const makePin = async (text: string): Promise<Pin> => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, hash: await derive(text, salt, ROUNDS), rounds: ROUNDS, failures: 0, failedAt: 0, forgottenAt: null };
};

/** How long until it may be tried again. A clock set back makes nobody wait longer than the wait itself. */
export const waitMs = ({ failures, failedAt }: Pick<Pin, 'failures' | 'failedAt'>): number => {
  if (failures < FREE_TRIES) return 0;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES));
  return Math.min(wait, Math.max(0, failedAt + wait - now()));
};

export type PinOutcome = { kind: 'right' } | { kind: 'wrong'; waitMs: number } | { kind: 'too-soon'; waitMs: number };

/** Tries a PIN. The try is written down before it is judged, so that closing the page wins no further one. */
export const tryPin = async (learnerId: string, text: string): Promise<PinOutcome> => {
  const pin = (await identityOf(learnerId))?.pin;
  if (!pin) return { kind: 'right' };
  const wait = waitMs(pin);
  if (wait > 0) return { kind: 'too-soon', waitMs: wait };
  const tried = { ...pin, failures: pin.failures + 1, failedAt: now() };
  await updateDeviceIdentity(learnerId, { pin: tried });
  const given = await derive(text, pin.salt, pin.rounds);
  let differs = 0;
  for (const [at, byte] of pin.hash.entries()) differs |= byte ^ (given[at] ?? 256);
  if (differs !== 0) return { kind: 'wrong', waitMs: waitMs(tried) };
  await updateDeviceIdentity(learnerId, { pin: { ...pin, failures: 0, failedAt: 0, forgottenAt: null } });
  return { kind: 'right' };
};
