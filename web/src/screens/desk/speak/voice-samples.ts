import { childrenOf, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { assetPath } from '@hornbook/shared/authoring/draft-assets.ts';
import { readWav } from '@hornbook/shared/pronunciation/wav.ts';
import { blobUrl } from '../../../data/blobs/blob-cache.ts';
import { readFileBytes } from '../../../data/queries/files.ts';

/** The file of a course that a voice's path names; null where there is none any more. */
export const soundAt = (course: DraftNode, path: string): { sha256: string } | null => {
  const asset = childrenOf(course, 'asset').find((one) => assetPath(one) === path);
  return asset?.blobHash ? { sha256: asset.blobHash } : null;
};

/** A file of the author's: from this device, else from the service; null where neither has it now. */
export const bytesOf = async (sha256: string): Promise<ArrayBuffer | null> => {
  const here = await readFileBytes(sha256).catch(() => null);
  if (here) return here.arrayBuffer();
  try {
    const response = await fetch(blobUrl(sha256));
    return response.ok ? await response.arrayBuffer() : null;
  } catch {
    return null;
  }
};

export const samplesOf = async (sha256: string): Promise<Float32Array | null> => {
  const bytes = await bytesOf(sha256);
  return bytes && readWav(new Uint8Array(bytes));
};
