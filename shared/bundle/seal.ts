import { toBase64url } from '../identity/claim.ts';
import { fromBase64url } from '../identity/from-base64url.ts';
import type { PlatformKey, Subtle } from './tools.ts';
import { utf8 } from './utf8.ts';

/** The public half of the key a service opens bundles with, and the name heads call it by. */
export interface ServiceKey {
  id: string;
  /** The uncompressed point, as base64url. */
  key: string;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
// Each bundle has a key of its own, used once: then one number for all of them is as good as any.
const IV = new Uint8Array(12);

/** What is needed to seal for a service: half of a new key pair, to go into the head, and the sealing itself. [B2] */
export const openSeal = async (subtle: Subtle, service: ServiceKey) => {
  const pair = await subtle.generateKey(CURVE, false, ['deriveBits']);
  const own = toBase64url(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)));
  const theirs = await publicKey(subtle, service.key);
  const key = await sharedKey(subtle, pair.privateKey, theirs, `${own}\n${service.key}`, 'encrypt');
  return {
    key: own,
    seal: async (headText: string, bytes: Uint8Array<ArrayBuffer>) =>
      new Uint8Array(await subtle.encrypt(gcm(headText), key, bytes)),
  };
};

/** What was sealed, by the service's own key; null where it was not sealed for it, or is not as it was. */
export const breakSeal = async (
  subtle: Subtle,
  service: { key: string; privateKey: PlatformKey },
  half: string,
  headText: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    const theirs = await publicKey(subtle, half);
    const key = await sharedKey(subtle, service.privateKey, theirs, `${half}\n${service.key}`, 'decrypt');
    return new Uint8Array(await subtle.decrypt(gcm(headText), key, body));
  } catch {
    // No point of the curve, or not sealed by this key: nothing in it is for us.
    return null;
  }
};

const gcm = (headText: string) => ({ name: 'AES-GCM', iv: IV, additionalData: utf8(headText) });

const publicKey = (subtle: Subtle, key: string): Promise<PlatformKey> =>
  subtle.importKey('raw', fromBase64url(key) ?? new Uint8Array(0), CURVE, false, []);

const sharedKey = async (
  subtle: Subtle,
  privateKey: PlatformKey,
  theirs: PlatformKey,
  salt: string,
  use: string,
): Promise<PlatformKey> => {
  const secret = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256));
  const material = await subtle.importKey('raw', secret, { name: 'HKDF' }, false, ['deriveBits']);
  const info = utf8('hornbook-bundle-seal-v1');
  const bits = await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: utf8(salt), info }, material, 256);
  return subtle.importKey('raw', new Uint8Array(bits), { name: 'AES-GCM' }, false, [use]);
};
