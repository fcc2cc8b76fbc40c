import { readBlob } from '../blobs/blob-cache.ts';
import type { Photo } from '../device-identity.ts';
import type { Connections } from '../open-databases.ts';
import { useLive } from './live.ts';

/** The learner's own photo; null where there is none, or none on this device yet. */
export const readPhoto = async ({ learner, device }: Connections): Promise<Photo | null> => {
  const sha256 = (await learner.rows('profile').get('me'))?.photoHash ?? null;
  if (!sha256 || !(await learner.blobs.get(sha256))?.isHere) return null;
  const bytes = await readBlob(device.learnerId, sha256);
  return bytes && { sha256, bytes };
};

export const usePhoto = (): Photo | null | undefined => useLive(readPhoto);
