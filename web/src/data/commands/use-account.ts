import { type Connections, connect } from '../connections.ts';
import { type DeviceIdentity, identityOf, makeIdentity, updateDeviceIdentity } from '../device-identity.ts';
import { goOnAs } from '../go-on-as.ts';
import {
  type Account,
  type AccountLearner,
  askAccount,
  askProven,
  askToEnter,
  type NotDone,
  type Proven,
} from '../service/account.ts';
import { claimLearner } from '../service/claim.ts';
import { canUsePasskeys, makePasskey, showPasskey } from '../service/passkeys.ts';
import { wipeErased } from '../wipe-erased.ts';
import { makeCurrent, rememberFace } from './share-device.ts';

export type { Account, AccountLearner, NotDone } from '../service/account.ts';
export { canUsePasskeys };

type Options = Parameters<typeof makePasskey>[0];

/** The account of this learner, as the service knows it, and whether it sends letters. */
export const fetchAccount = async () => {
  const { device } = await connect();
  const ask = () => askAccount<{ sendsMail: boolean; account: Account | null; erasesAt: number | null }>('');
  const asked = await ask();
  if (asked.kind !== 'no-session' || device.signedOut) return asked;
  const claimed = await claimLearner(device);
  return claimed.kind === 'claimed' ? ask() : asked;
};

export const makeAccount = async (email: string, password: string, language: string) => {
  const { device } = await connect();
  return askProven<object>(device, 'make-account', '/auth/account/make', { email, password, language });
};

export const changePassword = (password: string, next: string) => askAccount<object>('/password', { password, next });
export const askForConfirmation = (language: string) => askAccount<object>('/confirm/ask', { language });
export const confirmEmail = (token: string) => askAccount<object>('/confirm', { token });
export const askForReset = (email: string, language: string) => askAccount<object>('/reset/ask', { email, language });
export const resetPassword = (token: string, password: string) => askAccount<object>('/reset', { token, password });

/** Makes a passkey on this device; for a learner without an account it is one. */
export const addPasskey = async (name: string): Promise<{ kind: 'done' } | { kind: 'cancelled' } | NotDone> => {
  const { device } = await connect();
  const offered = await askAccount<Options>('/passkeys/offer', { name });
  if (offered.kind !== 'done') return offered;
  const response = await makePasskey(offered.value);
  if (!response) return { kind: 'cancelled' };
  return askProven<object>(device, 'add-passkey', '/auth/account/passkeys/add', { response, name });
};

export const removePasskey = async (id: string) =>
  askProven<object>((await connect()).device, 'remove-passkey', '/auth/account/passkeys/remove', { id });

/** Somebody who has proven an account, and has not come in yet. */
export interface Arrival {
  ticket: string;
  learners: AccountLearner[];
  /** The identity that proved it: this learner's, or a new one where this learner stays what they are. */
  device: DeviceIdentity;
  /** This learner belongs to another account: both stay on the device, each for themselves. */
  apart: boolean;
}

/** By which identity to arrive. A learner of another account is not taken along into this one. */
const arrivingAs = async ({ device }: Connections): Promise<Pick<Arrival, 'device' | 'apart'>> => {
  const asked = await fetchAccount();
  const apart = asked.kind === 'done' && asked.value.account !== null;
  return { device: apart ? await makeIdentity() : device, apart };
};

type Arriving = { kind: 'arrived'; arrival: Arrival } | { kind: 'cancelled' } | NotDone;

export const proveByPassword = async (email: string, password: string): Promise<Arriving> => {
  const as = await arrivingAs(await connect());
  const proven = await askAccount<Proven>('/prove', { email, password, deviceId: as.device.deviceId });
  return proven.kind === 'done' ? { kind: 'arrived', arrival: { ...proven.value, ...as } } : proven;
};

export const proveByPasskey = async (): Promise<Arriving> => {
  const as = await arrivingAs(await connect());
  const asked = await askAccount<Options>('/passkeys/ask', {});
  if (asked.kind !== 'done') return asked;
  const response = await showPasskey(asked.value);
  if (!response) return { kind: 'cancelled' };
  const proven = await askAccount<Proven>('/passkeys/prove', { response, deviceId: as.device.deviceId });
  return proven.kind === 'done' ? { kind: 'arrived', arrival: { ...proven.value, ...as } } : proven;
};

/**
 * Comes in: as one of the account's learners, or (null) with the device's own, who becomes one of them. What was learnt
 * here without an account comes along and is merged; a learner of another account stays on the device as they were.
 */
export const enterAs = async (
  { ticket, device, apart }: Arrival,
  into: string | null,
): Promise<{ kind: 'entered' } | NotDone> => {
  const before = await connect();
  // The service must know whom it takes into the account.
  if (into === null && !(await isKnown(device))) return { kind: 'unreachable' };
  const entered = await askToEnter(device, ticket, into);
  if (entered.kind !== 'done') return entered;
  const { learnerId, joined } = entered.value;
  if (joined || learnerId === before.device.learnerId) await goOnAs(before, learnerId);
  else await goOnBeside(device, learnerId, apart);
  return { kind: 'entered' };
};

const isKnown = async (device: DeviceIdentity): Promise<boolean> =>
  device.claimed || (await claimLearner(device)).kind === 'claimed';

/** The account's learner becomes the one who uses the device; who used it before stays here, and what waits is sent. */
const goOnBeside = async (device: DeviceIdentity, learnerId: string, apart: boolean): Promise<void> => {
  const here = await identityOf(learnerId);
  if (here) await updateDeviceIdentity(learnerId, { signedOut: false });
  await rememberFace();
  const made = apart ? device : await makeIdentity();
  await makeCurrent(here ?? { ...made, learnerId, claimed: true, signedOut: false, refusal: null });
};

export interface AccountEvent {
  id: string;
  kind: string;
  deviceName: string | null;
  at: number;
}

/** What the service wrote down about this learner's account, the latest first. */
export const fetchAccountEvents = () => askAccount<{ events: AccountEvent[] }>('/events');

/** Asks for everything of this learner, or of the whole account, to be deleted after the days of grace. */
export const askForDeletion = async (what: 'learner' | 'account') =>
  askProven<{ erasesAt: number | null }>((await connect()).device, `delete-${what}`, '/auth/account/delete', { what });

export const takeDeletionBack = () => askAccount<object>('/keep', {});

/** Removes from this device what is left of a learner who was deleted, also what was never sent. */
export const removeErased = async (): Promise<void> => wipeErased((await connect()).device.learnerId);
