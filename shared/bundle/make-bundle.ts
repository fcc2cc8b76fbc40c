import type { DevicePublicKey } from '../identity/claim.ts';
import { MAX_BUNDLE_CHARACTERS, MAX_WAITING_CHARACTERS, writeBundle, writeHead } from './bundle-text.ts';
import { type Payload, writePayload } from './payload.ts';
import { openSeal, type ServiceKey } from './seal.ts';
import { bundleText, writeOwnBody, writeSealed } from './signed-body.ts';
import type { BundleTools } from './tools.ts';

/** The device that makes a bundle. */
export interface BundleMaker {
  learnerId: string;
  deviceId: string;
  publicKey: DevicePublicKey;
  /** Signs with the device's key: r and s side by side. */
  sign(text: string): Promise<Uint8Array>;
}

interface About {
  /** A name to show, or ''. */
  from: string;
  madeAt: number;
}

/** Waiting work, sealed for the service; null where it would be more than the service takes at once. */
export const makeWaitingBundle = async (
  tools: BundleTools,
  maker: BundleMaker,
  service: ServiceKey,
  payload: Payload,
  { from, madeAt }: About,
): Promise<string | null> => {
  const packed = await tools.gzip(writePayload(payload));
  const { key, seal } = await openSeal(tools.subtle, service);
  const headText = writeHead({ kind: 'waiting', for: service.id, key, from, rows: payload.rows.length, madeAt });
  const { learnerId, deviceId } = maker;
  const signature = await maker.sign(bundleText(headText, maker, packed));
  const text = writeBundle(headText, await seal(headText, writeSealed({ learnerId, deviceId, signature }, packed)));
  return text.length > MAX_WAITING_CHARACTERS ? null : text;
};

/** A learner's own data, for a device of theirs. Whoever has it can read it. */
export const makeOwnBundle = async (
  tools: BundleTools,
  maker: BundleMaker,
  payload: Payload,
  { from, madeAt }: About,
): Promise<string | null> => {
  const packed = await tools.gzip(writePayload(payload));
  const { learnerId, deviceId, publicKey } = maker;
  const headText = writeHead({ kind: 'own', learnerId, deviceId, publicKey, from, rows: payload.rows.length, madeAt });
  const signature = await maker.sign(bundleText(headText, maker, packed));
  const text = writeBundle(headText, writeOwnBody(signature, packed));
  return text.length > MAX_BUNDLE_CHARACTERS ? null : text;
};
