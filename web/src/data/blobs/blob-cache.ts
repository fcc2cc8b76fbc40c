/** Where a file is, for whatever shows it: answered by the service worker from this device, else by the service. */
export const blobUrl = (sha256: string): string => `/blobs/${sha256}`;

/** A learner's files lie apart from those of others who share the device, and go with the learner. */
export const blobCacheName = (learnerId: string): string => `hornbook-blobs-${learnerId}`;

/** This browser keeps no files: an insecure address, or a mode that stores nothing. */
export class NoFileStore extends Error {
  override name = 'NoFileStore';
}

const cacheOf = (learnerId: string): Promise<Cache> => {
  const { caches } = globalThis;
  if (!caches) throw new NoFileStore();
  return caches.open(blobCacheName(learnerId));
};

const partUrl = (sha256: string, offset: number): string => `${blobUrl(sha256)}/from/${offset}`;

/** The same headers as the service gives: opened by its address, it can do nothing either. */
const headersOf = (bytes: Blob, mediaType: string): HeadersInit => ({
  'content-type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
  'content-length': String(bytes.size),
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
});

export const storeBlob = async (learnerId: string, sha256: string, bytes: Blob, mediaType: string): Promise<void> => {
  const cache = await cacheOf(learnerId);
  await cache.put(blobUrl(sha256), new Response(bytes, { headers: headersOf(bytes, mediaType) }));
};

/** The bytes of a file that is here, read only as far as they are used; null when the browser has cleared them. */
export const readBlob = async (learnerId: string, sha256: string): Promise<Blob | null> => {
  const found = await (await cacheOf(learnerId)).match(blobUrl(sha256));
  return found ? found.blob() : null;
};

export const removeBlob = async (learnerId: string, sha256: string): Promise<void> => {
  await (await cacheOf(learnerId)).delete(blobUrl(sha256));
};

/** What has come of a file that is not whole yet, by where it begins. */
export const storePart = async (learnerId: string, sha256: string, offset: number, bytes: Blob): Promise<void> => {
  await (await cacheOf(learnerId)).put(partUrl(sha256, offset), new Response(bytes));
};

/** The parts that begin at these offsets, in order; null when the browser has cleared one. */
export const readParts = async (
  learnerId: string,
  sha256: string,
  offsets: readonly number[],
): Promise<Blob | null> => {
  const cache = await cacheOf(learnerId);
  const parts = await Promise.all(
    offsets.map(async (offset) => (await cache.match(partUrl(sha256, offset)))?.blob() ?? null),
  );
  return parts.every((part) => part !== null) ? new Blob(parts as Blob[]) : null;
};

export const removeParts = async (learnerId: string, sha256: string, offsets: readonly number[]): Promise<void> => {
  const cache = await cacheOf(learnerId);
  for (const offset of offsets) await cache.delete(partUrl(sha256, offset));
};

/** All files of a learner leave this device. */
export const removeBlobsOf = async (learnerId: string): Promise<void> => {
  await globalThis.caches?.delete(blobCacheName(learnerId)).catch(() => false);
};
