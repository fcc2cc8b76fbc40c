import type { RecordingRow } from '@hornbook/shared/collections/recordings.ts';
import type { LearnerDatabase, RowRecord, StoredBlob } from '../learner-database.ts';
import { localWrite } from '../local-write.ts';
import type { Connections } from '../open-databases.ts';
import { readSettings } from '../queries/learner-settings.ts';
import { removeBlob } from './blob-cache.ts';

type Stored = RowRecord<RecordingRow>;

/** What is to be done so that a recording is where the learner agreed it may be. */
interface Unsettled {
  id: string;
  sha256: string;
  change: 'send' | 'take-back' | 'remove';
}

const changeFor = (row: Stored, blob: StoredBlob | undefined, mayBeSent: boolean): Unsettled['change'] | null => {
  const isHere = blob?.isHere === 1;
  if (row.deletedAt !== null) return isHere ? 'remove' : null;
  if (!mayBeSent) return row.blobHash !== null || (isHere && blob.upload !== 'none') ? 'take-back' : null;
  return isHere && (row.blobHash === null || blob.upload === 'none') ? 'send' : null;
};

/** Recordings that are not yet where the learner's word has them: said here or on another device, or made before it. */
export const unsettledRecordings = async (learner: LearnerDatabase): Promise<Unsettled[]> => {
  const rows = await learner.rows('recordings').toArray();
  if (rows.length === 0) return [];
  const [blobs, { sendRecordings }] = await Promise.all([
    learner.blobs
      .where('sha256')
      .anyOf(rows.map(({ sha256 }) => sha256))
      .toArray(),
    readSettings({ learner }),
  ]);
  const known = new Map(blobs.map((blob) => [blob.sha256, blob]));
  return rows.flatMap((row) => {
    const { id, sha256 } = row;
    const change = changeFor(row, known.get(sha256), sendRecordings);
    return change ? [{ id, sha256, change }] : [];
  });
};

/**
 * Sends recordings while the learner agrees, takes back what was sent when not (the service then removes it, see
 * `withdrawn` in shared/collections), and frees the room of those that were deleted. Cut off anywhere, it goes on the next time.
 */
export const followConsent = async (connections: Connections): Promise<void> => {
  const { learner, device } = connections;
  const unsettled = await unsettledRecordings(learner);
  if (unsettled.length === 0) return;
  const written = await localWrite(connections, async ({ get, put }) => {
    for (const { id, sha256, change } of unsettled) {
      const row = await get('recordings', id);
      const blobHash = change === 'send' ? sha256 : null;
      if (row && change !== 'remove' && row.blobHash !== blobHash)
        await put('recordings', { id, blobHash, deletedAt: row.deletedAt });
    }
  });
  // Told by the store itself; it is tried again with the next change.
  if (written) return;
  for (const { sha256, change } of unsettled) {
    if (change === 'remove') {
      await learner.blobs.delete(sha256);
      await removeBlob(device.learnerId, sha256);
    } else if (change === 'send')
      await learner.blobs
        .where('sha256')
        .equals(sha256)
        .and(({ upload }) => upload === 'none')
        .modify({ upload: 'waiting' });
    else
      await learner.blobs
        .where('sha256')
        .equals(sha256)
        .modify({ upload: 'none', sentBytes: 0, sentEpoch: null, refusal: null });
  }
};
