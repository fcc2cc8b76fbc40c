import { readBlob } from '../blobs/blob-cache.ts';
import type { ZipFile } from './zip.ts';

interface FileRow {
  id?: unknown;
  blobHash?: unknown;
  fileName?: unknown;
}

// Neither a folder of its own nor what a system takes for one.
// biome-ignore lint/suspicious/noControlCharactersInRegex: no file may be named so.
const UNFIT = /[\u0000-\u001f/\\:*?"<>|]+/g;

/**
 * The learner's files that lie on this device, under the names they came with, each told from others of its name; and for
 * every file whether it is among them.
 */
export const ownFiles = async (
  learnerId: string | null,
  materials: readonly FileRow[],
): Promise<{
  files: ZipFile[];
  table: { materialId: unknown; fileName: string; sha256: string; inArchiveAs: string }[];
}> => {
  const files: ZipFile[] = [];
  const table: { materialId: unknown; fileName: string; sha256: string; inArchiveAs: string }[] = [];
  const names = new Map<string, string>();
  for (const { id, blobHash, fileName } of materials) {
    if (typeof blobHash !== 'string') continue;
    const said = typeof fileName === 'string' ? fileName : 'file';
    const bytes = learnerId && !names.has(blobHash) ? await readBlob(learnerId, blobHash).catch(() => null) : null;
    if (bytes) {
      const name = `files/${files.length + 1} ${said.replaceAll(UNFIT, ' ')}`;
      names.set(blobHash, name);
      files.push({ name, content: bytes });
    }
    table.push({ materialId: id, fileName: said, sha256: blobHash, inArchiveAs: names.get(blobHash) ?? '' });
  }
  return { files, table };
};
