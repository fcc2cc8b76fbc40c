import { noticeCleared } from '../../../data/commands/keep-files.ts';
import { readFileBytes } from '../../../data/queries/files.ts';
import { decodeSound } from '../../../speech/record.ts';

/** A recording of this device as samples; null when the browser has cleared it, or can't decode what another one recorded. */
export const readSound = async (sha256: string): Promise<Float32Array | null> => {
  const file = await readFileBytes(sha256);
  if (!file) await noticeCleared(sha256);
  return file && decodeSound(await file.arrayBuffer()).catch(() => null);
};
