import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { sql } from 'drizzle-orm';
import { columnName, ident, tableName } from '../db/derived/expressions.ts';
import { rowsOf } from '../db/sql-database.ts';
import type { Log } from '../log.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { workWhenWoken } from '../sync/work-when-woken.ts';
import { isNamed, removeGivenUp, type Surroundings } from './collect-blobs.ts';
import { asKeeper, PARTS } from './learner-blobs.ts';

/** Whether a row of the learner says that the blob `b` was taken back, as a condition of SQL. */
const isTakenBack = (list: readonly Collection[]): string =>
  list
    .flatMap((collection) =>
      Object.entries(collection.withdrawn).flatMap(([field, hash]) => {
        if (!hash) return [];
        const named = ident(columnName(field));
        return `exists (select from ${ident(tableName(collection))} r where r.learner_id = b.learner_id
          and r.${ident(columnName(hash))} = b.sha256 and (r.${named} is null or r.deleted_at is not null))`;
      }),
    )
    .join(' or ') || 'false';

/**
 * Takes away what learners took back and no row of theirs names any more, uploads that are under way included. Gives how
 * many files that were. Safe to run twice, on several servers at once, and to be killed anywhere.
 */
export async function forgetWithdrawn(
  { database, store }: Surroundings,
  list: readonly Collection[] = Object.values(collections),
): Promise<number> {
  const taken = `(${isTakenBack(list)})`;
  const learners = await database.query<{ id: string }>(
    `select distinct learner_id as id from (
       select learner_id from learner_blobs b where ${taken} union all select learner_id from blob_uploads b where ${taken}
     ) of_learners`,
  );
  let forgotten = 0;
  for (const { id } of learners)
    forgotten += await asKeeper({ database }, id, async (runner) => {
      const unneeded = sql`b.learner_id = ${id} and ${sql.raw(taken)} and not (${isNamed(list)})`;
      const gone = await rowsOf(runner, sql`delete from learner_blobs b where ${unneeded} returning sha256`);
      const stopped = await rowsOf<{ id: string }>(
        runner,
        sql`delete from blob_uploads b where ${unneeded} returning id`,
      );
      for (const upload of stopped)
        for await (const { name } of store.list(`${PARTS}${upload.id}/`)) await store.delete(name);
      return gone.length + stopped.length;
    });
  if (forgotten > 0) await removeGivenUp({ database, store });
  return forgotten;
}

interface Needs extends Surroundings {
  wakeUps: Pick<WakeUps, 'onAny'>;
  log: Pick<Log, 'info' | 'error'>;
}

const PAUSE_MS = 1_000;
const NET_MS = 60 * 60_000;

/** Looks soon after something of a learner has changed, and now and then for what came the other way round. Returns what stops it. */
export const startForgetting = ({ wakeUps, log, ...surroundings }: Needs): (() => Promise<void>) =>
  workWhenWoken({
    wakeUps,
    log,
    some: async () => {
      const forgotten = await forgetWithdrawn(surroundings);
      if (forgotten > 0) log.info({ forgotten }, 'Files their learners took back were removed');
      return forgotten > 0;
    },
    failure: 'Files taken back could not be removed; it is tried again',
    pauseMs: PAUSE_MS,
    netMs: NET_MS,
  });
