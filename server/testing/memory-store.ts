import { type BlobStore, checkedName, checkedPrefix, proven } from '../blobs/blob-store.ts';

/** Bytes in this process's memory, for tests that are about something else. */
export const memoryStore = (now: () => number = Date.now): BlobStore & { names(): string[] } => {
  const objects = new Map<string, { bytes: Uint8Array; at: number }>();
  return {
    names: () => [...objects.keys()].sort(),
    async put(name, content) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of proven(content)) chunks.push(chunk);
      objects.set(checkedName(name), { bytes: Buffer.concat(chunks), at: now() });
    },
    async get(name, range) {
      const found = objects.get(checkedName(name));
      if (!found) return null;
      const bytes = range ? found.bytes.subarray(range.first, range.last + 1) : found.bytes;
      return new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
    },
    async head(name) {
      const found = objects.get(checkedName(name));
      return found ? { sizeBytes: found.bytes.length } : null;
    },
    delete: async (name) => void objects.delete(checkedName(name)),
    async *list(prefix) {
      checkedPrefix(prefix);
      for (const [name, { bytes, at }] of [...objects])
        if (name.startsWith(prefix)) yield { name, sizeBytes: bytes.length, modifiedAt: at };
    },
    presign: async () => null,
  };
};
