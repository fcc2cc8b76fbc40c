import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import { readBlob } from '../blobs/blob-cache.ts';
import type { ZipFile } from './zip.ts';

type Rows = Readonly<Record<string, unknown>>[];

/** A file a row names: whether it is in the archive, and as what. */
type FileLine = {
  collection: string;
  key: unknown;
  fileName: string;
  sha256: string;
  /** Empty for a file that is not on this device, or can't be read here. */
  inArchiveAs: string;
};

// Neither a folder of its own nor what a system takes for one.
// biome-ignore lint/suspicious/noControlCharactersInRegex: no file may be named so.
const UNFIT = /[\u0000-\u001f/\\:*?"<>|]+/g;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The file that is a row's own. Copies of pages are the service's work; a recording names its sound also while it is not sent. */
const named = (name: CollectionName, row: Rows[number]): { sha256: string; fileName: string } | null => {
  const [first] = collections[name].blobs;
  const sha256 = text(row.sha256) ?? (first ? text(row[first]) : null);
  if (!first || !sha256 || row.deletedAt !== null) return null;
  const [, ending] = (text(row.mediaType) ?? 'image/jpeg').split('/');
  return { sha256, fileName: text(row.fileName) ?? `${name}.${ending}` };
};

/**
 * The learner's files that lie on this device, under the names they came with, each told from others of its name; and for
 * every file whether it is among them. `rowsOf` gives the rows of a collection.
 */
export const ownFiles = async (
  learnerId: string | null,
  rowsOf: (name: CollectionName) => Rows,
): Promise<{ files: ZipFile[]; table: FileLine[] }> => {
  const files: ZipFile[] = [];
  const table: FileLine[] = [];
  const inArchive = new Map<string, string>();
  for (const name of Object.keys(collections) as CollectionName[])
    for (const row of rowsOf(name)) {
      const file = named(name, row);
      if (!file) continue;
      const { sha256, fileName } = file;
      const bytes = learnerId && !inArchive.has(sha256) ? await readable(learnerId, sha256) : null;
      if (bytes) {
        const path = `files/${files.length + 1} ${fileName.replaceAll(UNFIT, ' ')}`;
        inArchive.set(sha256, path);
        files.push({ name: path, content: bytes });
      }
      table.push({ collection: name, key: row.id, fileName, sha256, inArchiveAs: inArchive.get(sha256) ?? '' });
    }
  return { files, table };
};

/** Its bytes, if every one of them can be read: one that breaks off must not take the whole archive with it. */
const readable = async (learnerId: string, sha256: string): Promise<Blob | null> => {
  try {
    const bytes = await readBlob(learnerId, sha256);
    await bytes?.arrayBuffer();
    return bytes;
  } catch {
    return null;
  }
};
