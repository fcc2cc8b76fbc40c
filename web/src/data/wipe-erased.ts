import type { Connections } from './connections.ts';
import { updateDeviceIdentity } from './device-identity.ts';

/**
 * The learner was deleted, as was asked for, and this device has heard of it: what is here goes as well. Not while there
 * is something that was never sent, or that the learner had still to decide on: that is theirs to take along first.
 */
export const wipeIfNothingIsLeft = async ({ learner, device }: Connections): Promise<boolean> => {
  const left = (await learner.outbox.count()) + (await learner.quarantine.count());
  if (left > 0) return false;
  await wipeErased(device.learnerId);
  return true;
};

/** Whatever is left here; the removal goes on by itself from here, however it is cut off. */
export const wipeErased = (learnerId: string): Promise<void> => updateDeviceIdentity(learnerId, { leaving: true });
