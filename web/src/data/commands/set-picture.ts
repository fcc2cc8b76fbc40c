import { removeBlob } from '../blobs/blob-cache.ts';
import { cleanTextOrNull } from '../clean-text.ts';
import { timeZone } from '../clock.ts';
import { connect } from '../connections.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import { keepFile, type NotKept } from './keep-files.ts';
import type { Stored } from './set-profile.ts';

/** A photo of the learner: kept on this device and sent like any file, and shown in place of the drawn picture. */
export const setPhoto = async (photo: Blob, fileName: string): Promise<Stored | NotStored | NotKept> => {
  const kept = await keepFile(photo, fileName);
  return kept.kind === 'kept' ? change({ photoHash: kept.sha256 }) : kept;
};

/** One of the drawn pictures; it takes the place of a photo. */
export const setPicture = (avatar: string): Promise<Stored | NotStored> =>
  change({ avatar: cleanTextOrNull(avatar, 40), photoHash: null });

const change = async (looks: { avatar?: string | null; photoHash: string | null }): Promise<Stored | NotStored> => {
  const connections = await connect();
  const before = (await connections.learner.rows('profile').get('me'))?.photoHash ?? null;
  const stored = await localWrite(connections, async ({ put }) => {
    await put('profile', { id: 'me', timeZone: timeZone(), ...looks });
    return { kind: 'stored' } as const;
  });
  if (stored.kind === 'stored' && before !== null && before !== looks.photoHash) await forget(before);
  return stored;
};

/** Nothing shows a photo that was replaced: it needs no room here, and what of it waited is not sent any more. */
const forget = async (sha256: string): Promise<void> => {
  const { learner, device } = await connect();
  const ofMaterials = learner.rows('materials').filter(({ blobHash }) => blobHash === sha256);
  if ((await ofMaterials.count()) > 0) return;
  await learner.blobs.delete(sha256);
  await removeBlob(device.learnerId, sha256);
};
