import { makeWaitingBundle } from '@hornbook/shared/bundle/make-bundle.ts';
import type { Payload } from '@hornbook/shared/bundle/payload.ts';
import type { ServiceKey } from '@hornbook/shared/bundle/seal.ts';
import { fromBase64url } from '@hornbook/shared/identity/from-base64url.ts';
import { bundleTools } from '../sync/bundle-tools.ts';
import type { TestDevice } from './test-device.ts';

/** Waiting work as this device would seal it; `as` says whose it claims to be. */
export const bundleOf = async (
  device: Pick<TestDevice, 'learnerId' | 'deviceId' | 'publicKey' | 'sign'>,
  service: ServiceKey,
  payload: Payload,
  { from = '', ...as }: { from?: string; learnerId?: string; deviceId?: string } = {},
): Promise<string> => {
  const { learnerId, deviceId, publicKey } = { ...device, ...as };
  const sign = async (text: string) => fromBase64url(await device.sign(text)) ?? new Uint8Array(0);
  const maker = { learnerId, deviceId, publicKey, sign };
  const text = await makeWaitingBundle(bundleTools, maker, service, payload, { from, madeAt: 1_700_000_000_000 });
  if (text === null) throw new Error('Too large.');
  return text;
};

export const serviceKeyFor = async (device: Pick<TestDevice, 'get'>): Promise<ServiceKey> =>
  ((await (await device.get('/sync/bundles/keys')).json()) as { service: ServiceKey }).service;
