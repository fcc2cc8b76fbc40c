import { wantFile } from '../commands/keep-files.ts';
import type { LearnerDatabase } from '../learner-database.ts';

/** The photo of the learner, where it was taken on another device. */
const photoOf = async (learner: LearnerDatabase): Promise<string | null> =>
  (await learner.rows('profile').get('me'))?.photoHash ?? null;

/**
 * What comes without being asked for, by hash, as far as this device has never heard of it: readable copies of pages, and
 * the learner's photo. Changes of notes don't concern it.
 */
export const unknownCopies = async (learner: LearnerDatabase): Promise<string[]> => {
  const photo = await photoOf(learner);
  const copies = (await learner.rows('materials').orderBy('snapshotHash').uniqueKeys()) as string[];
  const hashes = photo ? [photo, ...copies] : copies;
  const known = new Set(await learner.blobs.where('sha256').anyOf(hashes).primaryKeys());
  return hashes.filter((hash) => !known.has(hash));
};

/**
 * A copy of a page is small, and was asked for with its link; a photo is smaller, and says who is learning: both come by
 * themselves, to be there when the network is not.
 */
export const wantCopies = async (learner: LearnerDatabase): Promise<void> => {
  const photo = await photoOf(learner);
  for (const hash of await unknownCopies(learner)) {
    if (hash === photo) {
      await wantFile(hash, { sizeBytes: null, mediaType: 'image/jpeg', fileName: 'photo.jpg' });
      continue;
    }
    const link = await learner.rows('materials').where('snapshotHash').equals(hash).first();
    if (link?.deletedAt !== null) continue;
    await wantFile(hash, { sizeBytes: null, mediaType: 'text/plain', fileName: link.title || (link.url ?? '') });
  }
};
