import { webcrypto } from 'node:crypto';
import type { DevicePublicKey } from '@hornbook/shared/identity/claim.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Whether the holder of `publicKey` signed `text`. A key that is no point of the curve has signed nothing. */
export async function isSignedBy(publicKey: DevicePublicKey, text: string, signature: string): Promise<boolean> {
  try {
    const key = await webcrypto.subtle.importKey('jwk', publicKey, ALGORITHM, false, ['verify']);
    return await webcrypto.subtle.verify(
      ALGORITHM,
      key,
      Buffer.from(signature, 'base64url'),
      new TextEncoder().encode(text),
    );
  } catch {
    return false;
  }
}

export const isSameKey = (a: DevicePublicKey, b: DevicePublicKey): boolean => a.x === b.x && a.y === b.y;
