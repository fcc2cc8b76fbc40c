import { createHash } from 'node:crypto';

/** One range of bytes, both ends included. */
export interface ByteRange {
  first: number;
  last: number;
}

export interface StoredObject {
  name: string;
  sizeBytes: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
}

export interface Content {
  bytes: AsyncIterable<Uint8Array>;
  sizeBytes: number;
  /** SHA-256 of all of it, 64 hex digits. */
  sha256: string;
}

/**
 * Where bytes are kept: a folder, or storage that speaks S3. Names are made by the service alone, of small letters, digits,
 * hyphens and single slashes. What went wrong in between (a disk that is full, storage that is away) is thrown.
 */
export interface BlobStore {
  /** Keeps all of it under the name, or none: whoever reads meanwhile finds what was there before. Throws WrongBytes. */
  put(name: string, content: Content): Promise<void>;
  /** The bytes, or those of the range; null where there is nothing of that name. The range must lie within. */
  get(name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  head(name: string): Promise<{ sizeBytes: number } | null>;
  /** Nothing of that name is as good as deleted. */
  delete(name: string): Promise<void>;
  /** Everything whose name begins with `prefix`, which ends with a slash or is empty, in no order in particular. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** An address that gives the bytes to whoever has it, for so long; null where only the service itself can. */
  presign(name: string, seconds: number): Promise<string | null>;
}

/** What came has not the size or the hash it was announced with: nothing was kept. */
export class WrongBytes extends Error {
  override name = 'WrongBytes';
}

const NAME = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/;

/** Names are ours; one that is not like them is a bug, and never a path out of the folder or bucket. */
export const checkedName = (name: string): string => {
  if (name.length > 300 || !NAME.test(name)) throw new Error(`${JSON.stringify(name)} is no name of a stored object.`);
  return name;
};

export const checkedPrefix = (prefix: string): string => {
  if (prefix !== '') checkedName(prefix.replace(/\/$/, ''));
  return prefix;
};

/** The same bytes; throws at their end, or as soon as they are too many, unless they are what was announced. */
export async function* proven({ bytes, sizeBytes, sha256 }: Content): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > sizeBytes) break;
    hash.update(chunk);
    yield chunk;
  }
  if (size !== sizeBytes || hash.digest('hex') !== sha256)
    throw new WrongBytes(`These are not the ${sizeBytes} bytes of ${sha256}.`);
}

/** Bytes that are in memory, as content. */
export const contentOf = (bytes: Uint8Array): Content => ({
  bytes: (async function* () {
    yield bytes;
  })(),
  sizeBytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
