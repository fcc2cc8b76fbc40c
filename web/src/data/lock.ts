import { now } from './clock.ts';
import { CURRENT, changeIdentities, type DeviceIdentity, updateDeviceIdentity } from './device-identity.ts';

/** Where nothing else was chosen: a tablet that goes from hand to hand. */
export const LOCK_AFTER_MINUTES = 10;

const MINUTE_MS = 60_000;

export const lockAfterMs = ({ lockAfterMinutes = LOCK_AFTER_MINUTES }: DeviceIdentity): number =>
  lockAfterMinutes === null ? Number.POSITIVE_INFINITY : lockAfterMinutes * MINUTE_MS;

/**
 * Whether the learner was away for too long. A clock that was moved, forwards or backwards, counts as away: asking once
 * too often shows nobody anything.
 */
const isAway = (device: DeviceIdentity): boolean =>
  Math.abs(now() - (device.activeAt ?? device.createdAt)) >= lockAfterMs(device);

/** Whether who is learning must be asked before anything is opened; remembers it, so that a reload asks too. */
export const isLockedNow = async (device: DeviceIdentity): Promise<boolean> => {
  if (device.locked) return true;
  if (!isAway(device)) return false;
  await lock(device.learnerId);
  return true;
};

/** Closes the learner's databases in every tab and asks who is learning. */
export const lock = (learnerId: string): Promise<void> =>
  changeIdentities(async (identity) => {
    const current = await identity.get(CURRENT);
    // Somebody else may have come already.
    if (current?.learnerId === learnerId) await identity.update(CURRENT, { locked: true });
  });

export const noteActivity = (learnerId: string): Promise<void> => updateDeviceIdentity(learnerId, { activeAt: now() });
