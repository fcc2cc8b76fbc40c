import type { DeviceIdentity } from '../device-identity.ts';
import { askProven, type NotDone } from './account.ts';
import { askService, Unreachable } from './ask-service.ts';
import { claimLearner, post } from './claim.ts';

/** A device of the learner that the service lets in. */
export interface DeviceEntry {
  deviceId: string;
  name: string;
  addedAt: number;
  lastSeenAt: number;
  /** The one that asks. */
  current: boolean;
}

/** Null without a connection or a session: the list is the service's, not this device's. */
export const fetchDevices = async (): Promise<DeviceEntry[] | null> => {
  try {
    const response = await askService('/auth/devices', { cache: 'no-store' });
    return response.ok ? ((await response.json()) as { devices: DeviceEntry[] }).devices : null;
  } catch (error) {
    if (error instanceof Unreachable) return null;
    throw error;
  }
};

/** Whether the service did it; also when it had been done before, and the answer was lost. */
export const nameDevice = async (body: { deviceId: string; name: string }): Promise<boolean> => {
  try {
    return (await post('/auth/devices/rename', body)).ok;
  } catch (error) {
    if (error instanceof Unreachable) return false;
    throw error;
  }
};

/**
 * Ends the right of one of the learner's devices, perhaps this one, to send and read. Asks for this device's key, not for a
 * session alone; done again after a lost answer, it is done.
 */
export const revokeDevice = async (
  device: DeviceIdentity,
  deviceId: string,
): Promise<{ kind: 'done'; value: object } | NotDone> => {
  const ask = () => askProven<object>(device, `revoke-device ${deviceId}`, '/auth/devices/revoke', { deviceId });
  const asked = await ask();
  if (asked.kind !== 'no-session' || device.signedOut) return asked;
  const claimed = await claimLearner(device);
  if (claimed.kind === 'claimed') return ask();
  const isOut = claimed.kind === 'refused' && claimed.code === 'revoked' && deviceId === device.deviceId;
  return isOut ? { kind: 'done', value: {} } : asked;
};
