import { connect } from '../connections.ts';
import { updateDeviceIdentity } from '../device-identity.ts';
import { type DeviceEntry, nameDevice, revokeDevice } from '../service/devices.ts';

export { type DeviceEntry, fetchDevices } from '../service/devices.ts';

/** Gives a device another name, for all of them to show. False without a connection: nothing was changed. */
export const renameDevice = async ({ deviceId, current }: DeviceEntry, name: string): Promise<boolean> => {
  const done = await nameDevice({ deviceId, name: name.trim() });
  if (done && current) await updateDeviceIdentity((await connect()).device.learnerId, { deviceName: name.trim() });
  return done;
};

/** Ends another device's right to send and read. What it holds it keeps. */
export const signOutDevice = async ({ deviceId }: DeviceEntry) => revokeDevice((await connect()).device, deviceId);
