import type { LearnerDatabase } from '../learner-database.ts';
import { readBlob, storeBlob } from './blob-cache.ts';

interface Whose {
  database: LearnerDatabase;
  learnerId: string;
}

/** The files of who this learner was before on this device come along; the service is told of them anew. */
export const bringFiles = async (from: Whose, into: Whose): Promise<void> => {
  for (const file of await from.database.blobs.toArray()) {
    const { sha256, mediaType } = file;
    const bytes = file.isHere ? await readBlob(from.learnerId, sha256) : null;
    if (bytes) await storeBlob(into.learnerId, sha256, bytes, mediaType);
    const known = await into.database.blobs.get(sha256);
    if (known?.isHere) continue;
    // What was never to be sent isn't sent for the change of learners either.
    const upload = bytes && file.upload !== 'none' ? 'waiting' : 'none';
    await into.database.blobs.put({
      ...file,
      ...{ isHere: bytes ? 1 : 0, upload, sentBytes: 0, receivedBytes: 0, parts: [] },
    });
  }
};
