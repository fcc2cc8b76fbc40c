import { randomUUID } from 'node:crypto';
import { MAX_BLOB_BYTES, MAX_CHUNK_BYTES, MIN_CHUNK_BYTES } from '@hornbook/shared/blobs/transfer.ts';
import { sql } from 'drizzle-orm';
import { rowsOf } from '../db/sql-database.ts';
import { contentOf, WrongBytes } from './blob-store.ts';
import { asKeeper, asLockingKeeper, type BlobKeeping, findBlob, keepFor, PARTS, usedBytes } from './learner-blobs.ts';

/** How far the service has a blob of the learner. */
export interface UploadState {
  offset: number;
  isComplete: boolean;
}

export type AppendOutcome =
  | { kind: 'taken'; offset: number }
  | { kind: 'complete'; offset: number; mediaType: string }
  /** The bytes do not begin where the last ones ended. */
  | { kind: 'moved'; offset: number }
  /** All of it came and is not what it was announced as: it begins anew. */
  | { kind: 'wrong-bytes' }
  | { kind: 'too-large' }
  | { kind: 'too-small' }
  | { kind: 'no-room'; usedBytes: number; quotaBytes: number };

interface Upload {
  id: string;
  sizeBytes: number;
  offset: number;
  parts: number[];
}

const findUpload = async (keeping: BlobKeeping, learnerId: string, sha256: string): Promise<Upload | null> => {
  const [found] = await asKeeper(keeping, learnerId, (runner) =>
    rowsOf<Upload>(
      runner,
      sql`select id, size_bytes::float8 as "sizeBytes", "offset"::float8 as "offset", parts from blob_uploads
        where learner_id = ${learnerId} and sha256 = ${sha256}`,
    ),
  );
  return found ?? null;
};

/** The blob as far as it has come. One the store has lost has not come. */
export const uploadState = async (keeping: BlobKeeping, learnerId: string, sha256: string): Promise<UploadState> => {
  const blob = await findBlob(keeping, learnerId, sha256);
  if (blob && (await keeping.store.head(blob.storedAs))) return { offset: blob.sizeBytes, isComplete: true };
  return { offset: (await findUpload(keeping, learnerId, sha256))?.offset ?? 0, isComplete: false };
};

/** Begins an upload, or finds the one there is; one that was announced with another size begins anew. */
const beginUpload = (
  keeping: BlobKeeping,
  learnerId: string,
  sha256: string,
  sizeBytes: number,
): Promise<Upload | Extract<AppendOutcome, { kind: 'no-room' }>> =>
  asLockingKeeper(keeping, learnerId, async (runner) => {
    await runner.execute(sql`delete from blob_uploads
      where learner_id = ${learnerId} and sha256 = ${sha256} and size_bytes <> ${sizeBytes}`);
    const begun = await rowsOf<{ has: boolean }>(
      runner,
      sql`select true as has from blob_uploads where learner_id = ${learnerId} and sha256 = ${sha256}
        union all select true from learner_blobs where learner_id = ${learnerId} and sha256 = ${sha256}`,
    );
    if (begun.length === 0) {
      const used = await usedBytes(runner, learnerId);
      if (used + sizeBytes > keeping.quotaBytes)
        return { kind: 'no-room', usedBytes: used, quotaBytes: keeping.quotaBytes };
    }
    const [upload] = await rowsOf<Upload>(
      runner,
      sql`insert into blob_uploads (learner_id, sha256, id, size_bytes)
        values (${learnerId}, ${sha256}, ${randomUUID()}, ${sizeBytes})
        on conflict (learner_id, sha256) do update set updated_at = now()
        returning id, size_bytes::float8 as "sizeBytes", "offset"::float8 as "offset", parts`,
    );
    return upload as Upload;
  });

const partName = (id: string, offset: number, sizeBytes: number) => `${PARTS}${id}/${offset}-${sizeBytes}`;

/**
 * Takes the bytes that follow on those that came before; with the last of them proves the whole. Any of it may be repeated,
 * by several devices at once and after any cut: a part counts only if it begins where the last one ended.
 */
export async function appendToUpload(
  keeping: BlobKeeping,
  learnerId: string,
  { sha256, sizeBytes, offset, bytes }: { sha256: string; sizeBytes: number; offset: number; bytes: Uint8Array },
): Promise<AppendOutcome> {
  if (sizeBytes > MAX_BLOB_BYTES || bytes.length > MAX_CHUNK_BYTES) return { kind: 'too-large' };
  let upload = await findUpload(keeping, learnerId, sha256);
  if (upload?.sizeBytes !== sizeBytes) {
    const blob = await findBlob(keeping, learnerId, sha256);
    if (blob && (await keeping.store.head(blob.storedAs)))
      return { kind: 'complete', offset: blob.sizeBytes, mediaType: blob.mediaType };
    const begun = await beginUpload(keeping, learnerId, sha256, sizeBytes);
    if ('kind' in begun) return begun;
    upload = begun;
  }
  const end = offset + bytes.length;
  if (offset !== upload.offset || end > sizeBytes) return { kind: 'moved', offset: upload.offset };
  if (bytes.length < MIN_CHUNK_BYTES && end < sizeBytes) return { kind: 'too-small' };
  if (bytes.length > 0) {
    await keeping.store.put(partName(upload.id, offset, bytes.length), contentOf(bytes));
    const taken = await asKeeper(keeping, learnerId, (runner) =>
      rowsOf(
        runner,
        sql`update blob_uploads set "offset" = ${end}, parts = parts || to_jsonb(${bytes.length}::int), updated_at = now()
          where learner_id = ${learnerId} and id = ${upload.id} and "offset" = ${offset} returning id`,
      ),
    );
    // Another request was faster; whatever it was, where the bytes end by now is known.
    if (taken.length === 0) return { kind: 'moved', ...(await uploadState(keeping, learnerId, sha256)) };
  }
  return end < sizeBytes ? { kind: 'taken', offset: end } : finishUpload(keeping, learnerId, sha256);
}

const finishUpload = async (keeping: BlobKeeping, learnerId: string, sha256: string): Promise<AppendOutcome> => {
  const upload = await findUpload(keeping, learnerId, sha256);
  // Finished by another request meanwhile.
  if (upload?.offset !== upload?.sizeBytes || !upload)
    return { kind: 'moved', ...(await uploadState(keeping, learnerId, sha256)) };
  const { sizeBytes } = upload;
  try {
    const { mediaType } = await keepFor(keeping, learnerId, { sha256, sizeBytes, bytes: partsOf(keeping, upload) });
    return { kind: 'complete', offset: sizeBytes, mediaType };
  } catch (error) {
    if (!(error instanceof WrongBytes)) throw error;
    // Finished by another request, which took the parts away under this one.
    const blob = await findBlob(keeping, learnerId, sha256);
    if (blob) return { kind: 'complete', offset: sizeBytes, mediaType: blob.mediaType };
    await asKeeper(keeping, learnerId, (runner) =>
      rowsOf(runner, sql`delete from blob_uploads where learner_id = ${learnerId} and id = ${upload.id}`),
    );
    return { kind: 'wrong-bytes' };
  } finally {
    // Failed for a reason that may pass, it keeps them: the next request finishes it.
    if (!(await findUpload(keeping, learnerId, sha256).catch(() => upload))) await dropParts(keeping, upload.id);
  }
};

async function* partsOf({ store }: BlobKeeping, { id, parts }: Upload): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (const sizeBytes of parts) {
    const part = await store.get(partName(id, offset, sizeBytes));
    // Lost by the store, or dropped by a request that finished first: there is nothing to go on with.
    if (!part) throw new WrongBytes(`The part at ${offset} of upload ${id} is gone.`);
    yield* part as unknown as AsyncIterable<Uint8Array>;
    offset += sizeBytes;
  }
}

/** All parts of an upload that is no more, those that lost a race among them. */
export const dropParts = async ({ store }: Pick<BlobKeeping, 'store'>, id: string): Promise<void> => {
  for await (const { name } of store.list(`${PARTS}${id}/`)) await store.delete(name);
};
