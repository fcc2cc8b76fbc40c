import type { DevicePublicKey } from '../identity/claim.ts';
import type { Bundle, OwnHead, WaitingHead } from './bundle-text.ts';
import { OWN_LIMIT, type Payload, readPayload, WAITING_LIMIT } from './payload.ts';
import { breakSeal } from './seal.ts';
import { bundleText, type Maker, readOwnBody, readSealed, SIGNATURE_BYTES } from './signed-body.ts';
import type { BundleTools, PlatformKey, Subtle } from './tools.ts';
import { utf8 } from './utf8.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Whether the holder of this key signed the text. A key that is no point of the curve has signed nothing. */
export const isSigned = async (
  subtle: Subtle,
  publicKey: DevicePublicKey,
  text: string,
  signature: Uint8Array,
): Promise<boolean> => {
  try {
    const key = await subtle.importKey('jwk', publicKey, ALGORITHM, false, ['verify']);
    return await subtle.verify(ALGORITHM, key, new Uint8Array(signature), utf8(text));
  } catch {
    return false;
  }
};

/** The rows of own data, if whoever its head names made it just so; null otherwise. Whether they may is asked elsewhere. [B1] [B6] */
export const openOwn = async (
  tools: BundleTools,
  { head, headText, body }: Bundle & { head: OwnHead },
): Promise<Payload | null> => {
  if (body.length <= SIGNATURE_BYTES) return null;
  const { signature, packed } = readOwnBody(body);
  if (!(await isSigned(tools.subtle, head.publicKey, bundleText(headText, head, packed), signature))) return null;
  return unpacked(tools, packed, OWN_LIMIT, head.rows);
};

/** Nobody: what stands in for whoever a bundle does not name, so that finding them out takes the same steps. [B3] */
const NOBODY: Maker = {
  learnerId: '00000000-0000-0000-0000-000000000000',
  deviceId: '00000000-0000-0000-0000-000000000000',
  signature: new Uint8Array(SIGNATURE_BYTES),
};
/** The curve's own generator, so that there is something to reckon with: what it seems to sign counts for nothing. */
const NO_KEY: DevicePublicKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY',
  y: 'T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
};

/**
 * Waiting work, for the service: the rows and whose they are, if `keyOf` knows the device and it signed them. Whatever is
 * wrong, the same steps are taken and the answer is null. [B3]
 */
export const openWaiting = async (
  tools: BundleTools,
  service: { key: string; privateKey: PlatformKey },
  { head, headText, body }: Bundle & { head: WaitingHead },
  keyOf: (maker: Maker) => Promise<DevicePublicKey | null>,
): Promise<{ learnerId: string; payload: Payload } | null> => {
  const opened = await breakSeal(tools.subtle, service, head.key, headText, body);
  const { maker, packed } = (opened && readSealed(opened)) ?? { maker: NOBODY, packed: body };
  const known = await keyOf(maker);
  const text = bundleText(headText, maker, packed);
  const isTheirs = await isSigned(tools.subtle, known ?? NO_KEY, text, maker.signature);
  if (!known || !isTheirs) return null;
  const payload = await unpacked(tools, packed, WAITING_LIMIT, head.rows);
  return payload && { learnerId: maker.learnerId, payload };
};

const unpacked = async (
  { gunzip }: BundleTools,
  packed: Uint8Array<ArrayBuffer>,
  limit: typeof WAITING_LIMIT,
  rows: number,
): Promise<Payload | null> => {
  const text = await gunzip(packed, limit.characters);
  const payload = text === null ? null : readPayload(text, limit);
  // The head is what a carrier, or whoever imports, was told.
  return payload?.rows.length === rows ? payload : null;
};
