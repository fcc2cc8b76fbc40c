import type { Connections } from '../open-databases.ts';
import { forgetPieces } from './fetch-in-pieces.ts';
import { PACK_CACHE, packUrl } from './pack-url.ts';

/** Puts a proven file of a course where the service worker answers from, and lists it. */
export const storeAsset = async (
  { catalogue }: Pick<Connections, 'catalogue'>,
  sha256: string,
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
): Promise<void> => {
  if (!globalThis.caches) return;
  const cache = await caches.open(PACK_CACHE);
  const headers = { 'content-type': mediaType, 'content-length': String(bytes.length) };
  await cache.put(packUrl(sha256), new Response(bytes, { headers }));
  // Listed only when it lies there: the list is what screens count.
  await catalogue.assets.put({ sha256, sizeBytes: bytes.length });
  await forgetPieces(catalogue, [sha256]);
};
