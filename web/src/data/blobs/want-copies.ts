import { wantFile } from '../commands/keep-files.ts';
import type { LearnerDatabase } from '../learner-database.ts';

/** Readable copies of pages that this device has never heard of, by their hash. Changes of notes don't concern it. */
export const unknownCopies = async (learner: LearnerDatabase): Promise<string[]> => {
  const hashes = (await learner.rows('materials').orderBy('snapshotHash').uniqueKeys()) as string[];
  const known = new Set(await learner.blobs.where('sha256').anyOf(hashes).primaryKeys());
  return hashes.filter((hash) => !known.has(hash));
};

/** A copy of a page is small, and was asked for with its link: it comes by itself, to be there when the network is not. */
export const wantCopies = async (learner: LearnerDatabase): Promise<void> => {
  for (const hash of await unknownCopies(learner)) {
    const link = await learner.rows('materials').where('snapshotHash').equals(hash).first();
    if (link?.deletedAt !== null) continue;
    await wantFile(hash, { sizeBytes: null, mediaType: 'text/plain', fileName: link.title || (link.url ?? '') });
  }
};
