import { randomUUID } from 'node:crypto';
import { mediaTypeOf, SNIFFED_BYTES } from '@hornbook/shared/blobs/media-type.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { SYSTEM_ROLE } from '../db/derived/access.ts';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { inLearnerTransaction, readAsLearner, takeRole } from '../db/with-learner.ts';
import { type BlobStore, type Content, contentOf } from './blob-store.ts';

/** Where blobs and the parts of unfinished ones are, and how much one learner may keep. */
export interface BlobKeeping {
  database: Pick<Database, 'db'>;
  store: BlobStore;
  quotaBytes: number;
}

export interface LearnerBlob {
  sizeBytes: number;
  mediaType: string;
  /** Its name in the store. */
  storedAs: string;
}

/** Names in the store. Each time bytes come they get a name of their own: what is being given up is never taken again. */
export const BLOBS = 'blobs/';
export const PARTS = 'uploads/';

/**
 * Work on a learner's blobs under row-level security, in the role of the service: a device's own role sees no table of
 * blobs at all. Takes no lock; what must not happen twice is guarded by its statement.
 */
export const asKeeper = <T>(
  { database }: Pick<BlobKeeping, 'database'>,
  learnerId: string,
  work: (runner: SqlRunner) => Promise<T>,
): Promise<T> =>
  readAsLearner(database.db, learnerId, async (runner) => {
    await takeRole(runner, SYSTEM_ROLE);
    return work(runner);
  });

/** The same after the learner's clock was locked: for what counts all a learner has. Throws UnknownLearner. */
export const asLockingKeeper = <T>(
  { database }: Pick<BlobKeeping, 'database'>,
  learnerId: string,
  work: (runner: SqlRunner) => Promise<T>,
): Promise<T> =>
  inLearnerTransaction(database.db, learnerId, async ({ runner }) => {
    await takeRole(runner, SYSTEM_ROLE);
    return work(runner);
  });

/** A blob the learner has; null for one of others as for one that nobody has. */
export const findBlob = async (
  keeping: Pick<BlobKeeping, 'database'>,
  learnerId: string,
  sha256: string,
): Promise<LearnerBlob | null> => {
  const [found] = await asKeeper(keeping, learnerId, (runner) =>
    rowsOf<LearnerBlob>(
      runner,
      sql`select l.size_bytes::float8 as "sizeBytes", l.media_type as "mediaType", b.stored_as as "storedAs"
        from learner_blobs l join blobs b on b.sha256 = l.sha256
        where l.learner_id = ${learnerId} and l.sha256 = ${sha256}`,
    ),
  );
  return found ?? null;
};

/** Which of these blobs the learner has. */
export const havingOf = async (
  keeping: Pick<BlobKeeping, 'database'>,
  learnerId: string,
  hashes: readonly string[],
): Promise<Set<string>> => {
  const found = await asKeeper(keeping, learnerId, (runner) =>
    rowsOf<{ sha256: string }>(
      runner,
      sql`select sha256 from learner_blobs
        where learner_id = ${learnerId} and sha256 = any(${sql.param(hashes)}::text[])`,
    ),
  );
  return new Set(found.map(({ sha256 }) => sha256));
};

/** Bytes the learner keeps, less those that others gave, and those announced by uploads that are under way. */
export const usedBytes = async (runner: SqlRunner, learnerId: string): Promise<number> => {
  const [used] = await rowsOf<{ bytes: number }>(
    runner,
    sql`select coalesce(sum(size_bytes), 0)::float8 as bytes from (
        select size_bytes from learner_blobs where learner_id = ${learnerId} and not is_given
        union all select size_bytes from blob_uploads where learner_id = ${learnerId}) of_learner`,
  );
  return used?.bytes ?? 0;
};

/**
 * Keeps bytes for a learner who has shown all of them. Whether others have them already makes no difference that could be
 * noticed: they are stored in any case, and given up again if they were there. Throws WrongBytes and UnknownLearner.
 */
export const keepFor = async (
  keeping: Pick<BlobKeeping, 'database' | 'store'>,
  learnerId: string,
  content: Content,
): Promise<{ mediaType: string }> => {
  const { store } = keeping;
  const { sha256, sizeBytes } = content;
  const ownName = `${BLOBS}${sha256}/${randomUUID()}`;
  const first: Uint8Array[] = [];
  await store.put(ownName, { ...content, bytes: watching(content.bytes, first) });
  const mediaType = mediaTypeOf(Buffer.concat(first).subarray(0, SNIFFED_BYTES));
  const known = await asKeeper(keeping, learnerId, (runner) =>
    rowsOf<{ storedAs: string }>(runner, sql`select stored_as as "storedAs" from blobs where sha256 = ${sha256}`),
  );
  // Bytes that the store has lost come back this way.
  const lost = known[0] && !(await store.head(known[0].storedAs)) ? known[0].storedAs : null;
  const storedAs = await asLockingKeeper(keeping, learnerId, async (runner) => {
    const [kept] = await rowsOf<{ storedAs: string }>(
      runner,
      sql`insert into blobs (sha256, size_bytes, media_type, stored_as)
        values (${sha256}, ${sizeBytes}, ${mediaType}, ${ownName})
        on conflict (sha256) do update set updated_at = now(),
          stored_as = case when blobs.stored_as = ${lost} then excluded.stored_as else blobs.stored_as end
        returning stored_as as "storedAs"`,
    );
    await runner.execute(sql`insert into learner_blobs (learner_id, sha256, size_bytes, media_type)
      values (${learnerId}, ${sha256}, ${sizeBytes}, ${mediaType})
      on conflict (learner_id, sha256) do update set released_at = null, updated_at = now()`);
    await runner.execute(sql`delete from blob_uploads where learner_id = ${learnerId} and sha256 = ${sha256}`);
    return kept?.storedAs;
  });
  if (storedAs !== ownName) await store.delete(ownName);
  return { mediaType };
};

/** For what the service itself made for a learner: kept like what the learner sent. Gives its name. */
export const keepBytesFor = async (
  keeping: Pick<BlobKeeping, 'database' | 'store'>,
  learnerId: string,
  bytes: Uint8Array,
): Promise<{ sha256: string; sizeBytes: number; mediaType: string }> => {
  const content = contentOf(bytes);
  const { mediaType } = await keepFor(keeping, learnerId, content);
  return { sha256: content.sha256, sizeBytes: content.sizeBytes, mediaType };
};

async function* watching(bytes: AsyncIterable<Uint8Array>, first: Uint8Array[]): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of bytes) {
    if (seen < SNIFFED_BYTES) first.push(chunk.subarray(0, SNIFFED_BYTES));
    seen += chunk.length;
    yield chunk;
  }
}

/**
 * Lets another learner have a file of this one, as if they had shown all of it. It goes on counting for this one: for the
 * other it counts only among what was given, which has a room of its own, as large. The reference from the list to the
 * bytes keeps these from being given up meanwhile. `gone` where this one does not have it. Throws UnknownLearner.
 */
export const giveTo = async (
  keeping: Pick<BlobKeeping, 'database' | 'quotaBytes'>,
  learnerId: string,
  otherId: string,
  sha256: string,
): Promise<'given' | 'no-room' | 'gone'> => {
  const found = await findBlob(keeping, learnerId, sha256);
  if (!found) return 'gone';
  return asLockingKeeper(keeping, otherId, async (runner) => {
    const given = await rowsOf(
      runner,
      sql`insert into learner_blobs (learner_id, sha256, size_bytes, media_type, is_given)
        select ${otherId}, ${sha256}, ${found.sizeBytes}::bigint, ${found.mediaType}, true
        where ${found.sizeBytes}::bigint + (select coalesce(sum(size_bytes), 0) from learner_blobs
          where learner_id = ${otherId} and is_given and sha256 <> ${sha256}) <= ${keeping.quotaBytes}::bigint
        on conflict (learner_id, sha256) do update set released_at = null, updated_at = now() returning 1`,
    );
    return given.length > 0 ? 'given' : 'no-room';
  });
};
