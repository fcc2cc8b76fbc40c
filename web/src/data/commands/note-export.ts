import { now } from '../clock.ts';
import { currentIdentity, identityOf, updateDeviceIdentity } from '../device-identity.ts';
import { tellExports } from '../service/exports.ts';

/** More at once the service does not take. */
const MOST_KEPT = 50;

/**
 * Writes down that a copy was made, for the learner's own list of such things. Without a connection it is kept here, and
 * told when there is one.
 */
export const noteExport = async (): Promise<void> => {
  try {
    const device = await currentIdentity();
    if (!device) return;
    await addExport(device.learnerId);
    await tellExports(device.learnerId);
  } catch {
    // A store that can't be written to: the copy is made all the same, and is what matters.
  }
};

const addExport = async (learnerId: string): Promise<void> => {
  const { exportedAt = [] } = (await identityOf(learnerId)) ?? {};
  await updateDeviceIdentity(learnerId, { exportedAt: [...exportedAt, now()].slice(-MOST_KEPT) });
};
