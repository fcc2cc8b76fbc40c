import { toBase64url } from '../identity/claim.ts';

/** The very text a bundle's signature is over: form, head, whose and by which device, and everything in it. */
export const bundleText = (
  headText: string,
  { learnerId, deviceId }: { learnerId: string; deviceId: string },
  packed: Uint8Array,
): string => `hornbook-bundle-v1\n${headText}\n${learnerId}\n${deviceId}\n${toBase64url(packed)}`;

export const SIGNATURE_BYTES = 64;
const ID_BYTES = 16;

/** Who made a bundle, and that they did. */
export interface Maker {
  learnerId: string;
  deviceId: string;
  /** ECDSA with SHA-256 over `bundleText`, r and s side by side. */
  signature: Uint8Array;
}

/** [B2] What is sealed: learner, device, signature, and then the rows. */
export const writeSealed = ({ learnerId, deviceId, signature }: Maker, packed: Uint8Array): Uint8Array<ArrayBuffer> => {
  const sealed = new Uint8Array(2 * ID_BYTES + SIGNATURE_BYTES + packed.length);
  sealed.set(idBytes(learnerId));
  sealed.set(idBytes(deviceId), ID_BYTES);
  sealed.set(signature, 2 * ID_BYTES);
  sealed.set(packed, 2 * ID_BYTES + SIGNATURE_BYTES);
  return sealed;
};

/** Null where it is too short to be one. */
export const readSealed = (
  sealed: Uint8Array<ArrayBuffer>,
): { maker: Maker; packed: Uint8Array<ArrayBuffer> } | null => {
  if (sealed.length <= 2 * ID_BYTES + SIGNATURE_BYTES) return null;
  const learnerId = idOf(sealed.subarray(0, ID_BYTES));
  const deviceId = idOf(sealed.subarray(ID_BYTES, 2 * ID_BYTES));
  const signature = sealed.subarray(2 * ID_BYTES, 2 * ID_BYTES + SIGNATURE_BYTES);
  return { maker: { learnerId, deviceId, signature }, packed: sealed.subarray(2 * ID_BYTES + SIGNATURE_BYTES) };
};

/** The body of own data: the signature, and then the rows; who made it is in the head. */
export const writeOwnBody = (signature: Uint8Array, packed: Uint8Array): Uint8Array<ArrayBuffer> => {
  const body = new Uint8Array(SIGNATURE_BYTES + packed.length);
  body.set(signature);
  body.set(packed, SIGNATURE_BYTES);
  return body;
};

export const readOwnBody = (body: Uint8Array<ArrayBuffer>) => ({
  signature: body.subarray(0, SIGNATURE_BYTES),
  packed: body.subarray(SIGNATURE_BYTES),
});

const idBytes = (id: string): Uint8Array =>
  Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const idOf = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
