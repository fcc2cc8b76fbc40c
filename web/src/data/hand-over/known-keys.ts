import { now } from '../clock.ts';
import type { DeviceIdentity } from '../device-identity.ts';
import { askService, Unreachable } from '../service/ask-service.ts';
import { handOverDatabase, type KnownKeys } from './hand-over-database.ts';

const DAY_MS = 24 * 3_600_000;

/** The keys as this device last heard of them; undefined before the first contact. */
export const knownKeys = (learnerId: string): Promise<KnownKeys | undefined> => handOverDatabase().keys.get(learnerId);

/** Asks the service for them, if it can be reached; another device may have joined, or been signed out. */
export const refreshKeys = async ({ learnerId, claimed }: Pick<DeviceIdentity, 'learnerId' | 'claimed'>) => {
  if (!claimed) return;
  try {
    const response = await askService('/sync/bundles/keys', { cache: 'no-store' });
    if (!response.ok) return;
    const { service, devices } = (await response.json()) as Pick<KnownKeys, 'service' | 'devices'>;
    await handOverDatabase().keys.put({ learnerId, service, devices, at: now() });
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
  }
};

/** Keeps them fresh enough for whoever is without a network tomorrow. */
export const refreshKeysDaily = async (device: Pick<DeviceIdentity, 'learnerId' | 'claimed'>): Promise<void> => {
  const known = await knownKeys(device.learnerId);
  // A clock set back must not put it off for ever.
  if (!known || Math.abs(now() - known.at) > DAY_MS) await refreshKeys(device);
};
