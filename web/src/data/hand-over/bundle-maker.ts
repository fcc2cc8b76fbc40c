import type { BundleMaker } from '@hornbook/shared/bundle/make-bundle.ts';
import { publicKeyOf } from '@hornbook/shared/identity/claim.ts';
import type { DeviceIdentity } from '../device-identity.ts';

/** This device, as it signs bundles. */
export const bundleMaker = async ({ learnerId, deviceId, keyPair }: DeviceIdentity): Promise<BundleMaker> => ({
  learnerId,
  deviceId,
  publicKey: publicKeyOf(await crypto.subtle.exportKey('jwk', keyPair.publicKey)),
  sign: async (text) => {
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    return new Uint8Array(await crypto.subtle.sign(algorithm, keyPair.privateKey, new TextEncoder().encode(text)));
  },
});
