import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { columnName, ident, tableName } from '../db/derived/expressions.ts';
import { rowsOf } from '../db/sql-database.ts';
import type { Log } from '../log.ts';
import type { BlobStore } from './blob-store.ts';
import { asKeeper, BLOBS, PARTS } from './learner-blobs.ts';

/** So long bytes are kept after the last row that named them was deleted. */
export const KEPT_DAYS = 30;
/** So long an upload may rest before it has to begin anew. */
const UPLOAD_DAYS = 7;
/** Bytes are stored before any table names them: so young, they may be on their way. */
const ON_THE_WAY_MS = 24 * 60 * 60_000;
const EVERY_MS = 12 * 60 * 60_000;
const FIRST_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export interface Surroundings {
  database: Pick<Database, 'db' | 'query'>;
  store: BlobStore;
}

/** Whether some row of the learner that is not deleted names the blob `b`, as a condition of SQL. */
export const isNamed = (list: readonly Collection[]) => {
  const naming = list
    .filter(({ blobs }) => blobs.length > 0)
    .map((collection) => {
      const fields = collection.blobs.map((field) => `r.${ident(columnName(field))} = b.sha256`).join(' or ');
      return `exists (select from ${ident(tableName(collection))} r
        where r.learner_id = b.learner_id and r.deleted_at is null and (${fields}))`;
    });
  return sql.raw(naming.join(' or ') || 'false');
};

/**
 * Takes away what no row of its learner has named for thirty days, uploads nobody went on with, and bytes that are nobody's
 * any more. `now` is in milliseconds since 1970. Safe to run twice, on several servers at once, and to be killed anywhere.
 */
export async function collectBlobs(
  { database, store }: Surroundings,
  now: number,
  list: readonly Collection[] = Object.values(collections),
): Promise<{ givenUp: number; removed: number }> {
  const at = new Date(now).toISOString();
  const until = (days: number) => new Date(now - days * DAY_MS).toISOString();
  const named = isNamed(list);
  let givenUp = 0;
  const learners = await database.query<{ id: string }>('select distinct learner_id as id from learner_blobs');
  for (const { id } of learners)
    givenUp += await asKeeper({ database }, id, async (runner) => {
      await runner.execute(sql`update learner_blobs b
        set released_at = case when ${named} then null else ${at}::timestamptz end, updated_at = now()
        where b.learner_id = ${id} and (b.released_at is null) <> (${named})`);
      const gone = await rowsOf(
        runner,
        sql`delete from learner_blobs where learner_id = ${id} and released_at <= ${until(KEPT_DAYS)}::timestamptz
          returning sha256`,
      );
      return gone.length;
    });
  await database.query('delete from blob_uploads where updated_at <= $1', [until(UPLOAD_DAYS)]);
  return { givenUp, removed: await removeUnowned({ database, store }, now) };
}

/** Removes bytes that are nobody's: given up by the last who had them, of an erased learner, or left by a crash. */
export async function removeUnowned({ database, store }: Surroundings, now: number): Promise<number> {
  let removed = await removeGivenUp({ database, store });
  for await (const { name } of store.list(PARTS)) {
    const id = name.slice(PARTS.length).split('/')[0];
    const [known] = await database.query('select 1 from blob_uploads where id = $1', [id]);
    if (!known) await store.delete(name);
  }
  for await (const { name, modifiedAt } of store.list(BLOBS)) {
    if (now - modifiedAt < ON_THE_WAY_MS) continue;
    const [known] = await database.query('select 1 from blobs where sha256 = $1 and stored_as = $2', [
      name.slice(BLOBS.length).split('/')[0],
      name,
    ]);
    if (known) continue;
    await store.delete(name);
    removed += 1;
  }
  return removed;
}

/** Removes the bytes of blobs no learner has any more. */
export async function removeGivenUp({ database, store }: Surroundings): Promise<number> {
  let removed = 0;
  const unowned = await database.query<{ sha256: string }>(
    'select sha256 from blobs b where not exists (select from learner_blobs l where l.sha256 = b.sha256)',
  );
  for (const { sha256 } of unowned) {
    // Somebody may be getting it just now: then the reference refuses, and it stays.
    const [gone] = await database
      .query<{ storedAs: string }>(
        `delete from blobs b where sha256 = $1 and not exists (select from learner_blobs l where l.sha256 = b.sha256)
         returning stored_as as "storedAs"`,
        [sha256],
      )
      .catch(() => []);
    if (!gone) continue;
    await store.delete(gone.storedAs);
    removed += 1;
  }
  return removed;
}

/** Looks twice a day. Returns what stops it. */
export function startCollecting(surroundings: Surroundings, log: Pick<Log, 'info' | 'error'>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const look = () => {
    running ??= collectBlobs(surroundings, Date.now())
      .then(({ givenUp, removed }) => {
        if (givenUp + removed > 0) log.info({ givenUp, removed }, 'Files nobody needs any more were removed');
      })
      .catch((error: unknown) => log.error({ err: error }, 'Files could not be removed; it is tried again'))
      .finally(() => {
        running = null;
      });
  };
  const first = setTimeout(look, FIRST_MS);
  const again = setInterval(look, EVERY_MS);
  first.unref();
  again.unref();
  return async () => {
    clearTimeout(first);
    clearInterval(again);
    await running;
  };
}
