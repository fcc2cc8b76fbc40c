import { cleanText } from '../clean-text.ts';
import { now, timeZone } from '../clock.ts';
import { connect } from '../connections.ts';
import {
  CURRENT,
  changeIdentities,
  currentIdentity,
  type DeviceIdentity,
  type Face,
  identityOf,
  makeIdentity,
  updateDeviceIdentity,
} from '../device-identity.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import { lock } from '../lock.ts';
import { openDatabasesOf } from '../open-databases.ts';
import { FORGOTTEN_MS, isPin, makePin, type PinOutcome, tryPin } from '../pin.ts';
import { readPhoto } from '../queries/photo.ts';

const NAME_LENGTH = 80;

/** Makes somebody the one who uses the device; who used it before keeps everything here, and what waits is sent. */
export const makeCurrent = (next: DeviceIdentity): Promise<void> =>
  changeIdentities(async (identity) => {
    const before = await identity.get(CURRENT);
    if (before?.learnerId === next.learnerId) {
      await identity.update(CURRENT, { locked: false, activeAt: now() });
      return;
    }
    await identity.delete(next.id);
    if (before) await identity.put({ ...before, id: before.learnerId, locked: false });
    await identity.put({ ...next, id: CURRENT, locked: false, activeAt: now() });
  });

/**
 * Somebody new learns on this device. Nothing of those who are here comes along: a key, an id and a database of their
 * own. All tabs become theirs.
 */
export const addLearner = async ({ name, picture }: Face): Promise<{ kind: 'added' } | NotStored> => {
  const made: DeviceIdentity = { ...(await makeIdentity()), face: { name: cleanText(name, NAME_LENGTH), picture } };
  const connections = await openDatabasesOf(made);
  try {
    const stored = await localWrite(connections, async (writer) => {
      await writer.put('profile', {
        id: 'me',
        timeZone: timeZone(),
        displayName: made.face?.name ?? '',
        avatar: picture,
      });
      return { kind: 'added' } as const;
    });
    if (stored.kind !== 'added') return stored;
  } finally {
    connections.learner.close();
    connections.catalogue.close();
  }
  await rememberFace();
  await makeCurrent(made);
  return { kind: 'added' };
};

export type Chosen = { kind: 'chosen' } | { kind: 'unknown' } | Exclude<PinOutcome, { kind: 'right' }>;

/** Says who is learning. All tabs become theirs. */
export const chooseLearner = async (learnerId: string, pin = ''): Promise<Chosen> => {
  const outcome = await tryPin(learnerId, pin);
  if (outcome.kind !== 'right') return outcome;
  const next = await identityOf(learnerId);
  if (!next) return { kind: 'unknown' };
  await makeCurrent(next);
  return { kind: 'chosen' };
};

/** Leaves the device to the next one: the databases are closed in all tabs, and who is learning is asked. */
export const leaveToNext = async (): Promise<void> => {
  await rememberFace();
  const current = await currentIdentity();
  if (current) await lock(current.learnerId);
};

/** What the others see of this learner, as the profile says it now. */
export const rememberFace = async (): Promise<void> => {
  const open = await connect().catch(() => undefined);
  if (!open) return;
  const { learner, device } = open;
  const profile = await learner.rows('profile').get('me');
  const photo = await readPhoto(open);
  const face: Face = { name: profile?.displayName ?? '', picture: profile?.avatar ?? null, photo };
  const known = (await identityOf(device.learnerId))?.face;
  const isKnown = known?.name === face.name && known.picture === face.picture;
  if (!isKnown || known.photo?.sha256 !== photo?.sha256) await updateDeviceIdentity(device.learnerId, { face });
};

/** Sets a PIN for this learner, or takes it off. False where it is none. */
export const setPin = async (text: string | null): Promise<boolean> => {
  if (text !== null && !isPin(text)) return false;
  const { device } = await connect();
  await updateDeviceIdentity(device.learnerId, { pin: text === null ? null : await makePin(text) });
  return true;
};

/** Whether the learner who is here has a PIN here. A store that can't be read asks for none: it would keep everything back. */
export const hasOwnPin = async (): Promise<boolean> => Boolean((await currentIdentity().catch(() => undefined))?.pin);

/** Tries the PIN of the learner who is here. */
export const proveOwnPin = async (text: string): Promise<PinOutcome> => {
  const current = await currentIdentity();
  return current ? tryPin(current.learnerId, text) : { kind: 'right' };
};

/** Somebody says they have forgotten their PIN: in a day it can be taken off, unless it is entered before. */
export const askToForgetPin = async (learnerId: string): Promise<void> => {
  const pin = (await identityOf(learnerId))?.pin;
  if (pin && pin.forgottenAt === null) await updateDeviceIdentity(learnerId, { pin: { ...pin, forgottenAt: now() } });
};

/** Takes off a PIN that was forgotten a day ago. False while it is too early. */
export const forgetPin = async (learnerId: string): Promise<boolean> => {
  const pin = (await identityOf(learnerId))?.pin;
  if (!pin?.forgottenAt || now() - pin.forgottenAt < FORGOTTEN_MS) return false;
  await updateDeviceIdentity(learnerId, { pin: null });
  return true;
};

/** Minutes without a touch until who is learning is asked; null for never. */
export const setLockAfter = async (lockAfterMinutes: number | null): Promise<void> => {
  const { device } = await connect();
  await updateDeviceIdentity(device.learnerId, { lockAfterMinutes });
};
