import { mediaTypeOf, SNIFFED_BYTES } from '@hornbook/shared/blobs/media-type.ts';
import { MAX_BLOB_BYTES } from '@hornbook/shared/blobs/transfer.ts';
import { NoFileStore, removeBlob, storeBlob } from '../blobs/blob-cache.ts';
import { cleanText } from '../clean-text.ts';
import { now } from '../clock.ts';
import { connect } from '../connections.ts';
import { sha256Of } from '../downloads/fetch-file.ts';
import { roomFor } from '../downloads/room.ts';
import { SIZE_UNKNOWN, type StoredBlob } from '../learner-database.ts';
import { isQuotaError } from '../live-handle.ts';

/** A file as rows name it: put these into the row that is about it. */
export interface KeptFile {
  kind: 'kept';
  sha256: string;
  sizeBytes: number;
  /** By its bytes, whatever it is called. */
  mediaType: string;
  fileName: string;
}

export type NotKept =
  | { kind: 'too-large'; sizeBytes: number; mostBytes: number }
  | { kind: 'empty' }
  /** A folder, or a file that was moved or taken away meanwhile. */
  | { kind: 'unreadable' }
  /** `roomBytes`: what the browser still has for it, if it says. */
  | { kind: 'no-room'; sizeBytes: number; roomBytes: number | null }
  /** This browser keeps no files. */
  | { kind: 'no-store' };

const NEW: Omit<StoredBlob, 'sha256' | 'sizeBytes' | 'mediaType' | 'name' | 'at'> = {
  isHere: 0,
  upload: 'none',
  sentBytes: 0,
  refusal: null,
  sentEpoch: null,
  download: 'none',
  receivedBytes: 0,
  parts: [],
  failure: null,
};

/**
 * Keeps a file on this device and puts it in the queue to be sent, after all rows. Call it first, then write the row that
 * names it (its collection lists the field under `blobs`): a file no row names is removed from the service after thirty
 * days. Keeping the same bytes again changes nothing. With `send: false` it stays on this device until it is told otherwise.
 */
export const keepFile = async (file: Blob, name: string, { send = true } = {}): Promise<KeptFile | NotKept> => {
  const connections = await connect();
  const { learner, device } = connections;
  if (file.size === 0) return { kind: 'empty' };
  if (file.size > MAX_BLOB_BYTES) return { kind: 'too-large', sizeBytes: file.size, mostBytes: MAX_BLOB_BYTES };
  const roomBytes = await roomFor();
  if (roomBytes !== null && roomBytes < file.size) return { kind: 'no-room', sizeBytes: file.size, roomBytes };
  const read = await file.arrayBuffer().catch(() => null);
  if (!read) return { kind: 'unreadable' };
  const bytes = new Uint8Array(read);
  const sha256 = await sha256Of(bytes);
  const mediaType = mediaTypeOf(bytes.subarray(0, SNIFFED_BYTES));
  const fileName = cleanText(name, 255) || 'file';
  try {
    await storeBlob(device.learnerId, sha256, new Blob([bytes]), mediaType);
    await learner.transaction('rw', learner.blobs, async () => {
      const known = await learner.blobs.get(sha256);
      const isSent = known?.upload === 'done';
      await learner.blobs.put({
        ...NEW,
        ...{ at: now(), ...known, sha256, sizeBytes: bytes.length, mediaType, name: fileName, isHere: 1 },
        ...{ upload: isSent ? 'done' : send ? 'waiting' : (known?.upload ?? 'none') },
        ...{ refusal: null, download: 'none', failure: null },
      });
    });
  } catch (error) {
    if (error instanceof NoFileStore) return { kind: 'no-store' };
    if (isQuotaError(error)) return { kind: 'no-room', sizeBytes: file.size, roomBytes };
    throw error;
  }
  return { kind: 'kept', sha256, sizeBytes: bytes.length, mediaType, fileName };
};

/**
 * Asks for a file that a row names and that is not here: it comes when it can, goes on after any cut, and stays. Where the
 * row doesn't say how large it is (null), the service will.
 */
export const wantFile = async (
  sha256: string,
  about: { sizeBytes: number | null; mediaType: string; fileName: string },
): Promise<void> => {
  const { learner } = await connect();
  await learner.transaction('rw', learner.blobs, async () => {
    const known = await learner.blobs.get(sha256);
    if (known?.isHere) return;
    const { mediaType, fileName: name } = about;
    const sizeBytes = about.sizeBytes ?? (known?.receivedBytes ? known.sizeBytes : SIZE_UNKNOWN);
    // It was sent from another device.
    await learner.blobs.put({
      ...{ ...NEW, upload: 'done', at: now(), ...known, sha256, sizeBytes, mediaType, name },
      ...{ download: 'wanted', failure: null },
    });
  });
};

/** Does not wait for it any longer; what has come of it stays for the next time. */
export const unwantFile = async (sha256: string): Promise<void> => {
  const { learner } = await connect();
  await learner.blobs.update(sha256, { download: 'none', failure: null });
};

/** Tries again what the service refused: there may be room by now. */
export const sendFileAgain = async (sha256: string): Promise<void> => {
  const { learner } = await connect();
  await learner.blobs.update(sha256, { upload: 'waiting', refusal: null });
};

/** Frees the room a file takes here. Only one the service has: `not-sent` says that this device has the only copy. */
export const removeFileFromDevice = async (sha256: string): Promise<{ kind: 'removed' | 'not-sent' }> => {
  const { learner, device } = await connect();
  const known = await learner.blobs.get(sha256);
  if (known?.isHere && known.upload !== 'done') return { kind: 'not-sent' };
  await learner.blobs.update(sha256, { isHere: 0, download: 'none' });
  await removeBlob(device.learnerId, sha256);
  return { kind: 'removed' };
};

/** The browser has cleared the bytes of a file that was here: it is to be had again, if the service has it. */
export const noticeCleared = async (sha256: string): Promise<void> => {
  const { learner } = await connect();
  await learner.transaction('rw', learner.blobs, async () => {
    const known = await learner.blobs.get(sha256);
    if (!known?.isHere) return;
    const isLost = known.upload !== 'done';
    await learner.blobs.update(sha256, { isHere: 0, ...(isLost && { upload: 'refused', refusal: 'lost' }) });
  });
};
