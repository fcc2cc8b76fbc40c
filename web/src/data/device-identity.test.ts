import { beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceIdentity, resetDevice } from './device-identity.ts';
import { freshDevice, reload } from './testing/fresh-device.ts';

beforeEach(async () => {
  await freshDevice();
});

describe('the identity of a device', () => {
  test('is made at the first opening and is the same ever after', async () => {
    const first = await deviceIdentity();
    expect(first.learnerId).toMatch(/^[0-9a-f]{8}-/);
    expect(first.claimed).toBe(false);
    const { device } = await reload();
    expect(device).toMatchObject({ learnerId: first.learnerId, deviceId: first.deviceId });
  });

  test('is one, even if two tabs make it at the same time', async () => {
    const { Dexie } = await import('dexie');
    resetDevice();
    await Dexie.delete('hornbook-device');
    const otherTab = async () => {
      vi.resetModules();
      return (await import('./device-identity.ts')).deviceIdentity();
    };
    const [one, other] = await Promise.all([deviceIdentity(), otherTab()]);
    expect(other.learnerId).toBe(one.learnerId);
    expect(other.deviceId).toBe(one.deviceId);
  });

  test('signs with a key nobody can read out', async () => {
    const { keyPair } = await deviceIdentity();
    await expect(crypto.subtle.exportKey('jwk', keyPair.privateKey)).rejects.toThrow();
    const text = new TextEncoder().encode('claim');
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(algorithm, keyPair.privateKey, text);
    expect(await crypto.subtle.verify(algorithm, keyPair.publicKey, signature, text)).toBe(true);
  });
});
