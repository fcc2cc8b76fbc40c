import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { type BlobStore, checkedName, checkedPrefix, proven } from './blob-store.ts';

/** Holds what is being written; its name is none that an object can have. */
const UNFINISHED = '.unfinished';

/** Bytes as files of a folder, which is made when the first is kept. For one process, or several on one shared disk. */
export const diskStore = (folder: string): BlobStore => {
  const pathOf = (name: string) => join(folder, ...checkedName(name).split('/'));

  return {
    async put(name, content) {
      const path = pathOf(name);
      const unfinished = join(folder, UNFINISHED, randomUUID());
      await mkdir(dirname(unfinished), { recursive: true });
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          for await (const chunk of proven(content)) await file.write(chunk);
          // On the disk before it has its name: a power cut leaves the whole of it, or nothing.
          await file.sync();
        } finally {
          await file.close();
        }
        await mkdir(dirname(path), { recursive: true });
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },

    async get(name, range) {
      const path = pathOf(name);
      const found = await stat(path).catch(nullIfMissing);
      if (!found?.isFile()) return null;
      const file = createReadStream(path, range && { start: range.first, end: range.last });
      return Readable.toWeb(file) as ReadableStream<Uint8Array>;
    },

    async head(name) {
      const found = await stat(pathOf(name)).catch(nullIfMissing);
      return found?.isFile() ? { sizeBytes: found.size } : null;
    },

    async delete(name) {
      await rm(pathOf(name), { force: true });
    },

    async *list(prefix) {
      const from = join(folder, ...checkedPrefix(prefix).split('/'));
      const entries = (await readdir(from, { recursive: true, withFileTypes: true }).catch(nullIfMissing)) ?? [];
      for (const entry of entries) {
        if (!entry.isFile() || entry.parentPath.split(sep).includes(UNFINISHED)) continue;
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(nullIfMissing);
        if (!found) continue;
        const name = relative(folder, path).split(sep).join('/');
        yield { name, sizeBytes: found.size, modifiedAt: found.mtimeMs };
      }
    },

    presign: async (name) => {
      checkedName(name);
      return null;
    },
  };
};

const nullIfMissing = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
};
