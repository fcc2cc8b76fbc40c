import { createPartialResponse } from 'workbox-range-requests';
import { whoIsHere } from '../device-identity.ts';
import { blobCacheName } from './blob-cache.ts';

/** In the service worker: a file of whoever uses the device now, and of nobody else who shares it. */
export const answerBlob = async (request: Request, path: string): Promise<Response> => {
  const learnerId = await whoIsHere().catch(() => null);
  const kept = learnerId ? await (await caches.open(blobCacheName(learnerId))).match(path) : undefined;
  if (!kept) return fetch(request);
  // Without this a player finds itself at the beginning wherever it wanted to be.
  return request.headers.has('range') ? createPartialResponse(request, kept) : kept;
};
