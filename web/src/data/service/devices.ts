import { askService, Unreachable } from './ask-service.ts';
import { post } from './claim.ts';

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
export const changeDevice = async (what: 'rename' | 'revoke', body: object): Promise<boolean> => {
  try {
    return (await post(`/auth/devices/${what}`, body)).ok;
  } catch (error) {
    if (error instanceof Unreachable) return false;
    throw error;
  }
};
