import type { Database } from '../db/connect.ts';
import { eraseOnceMore } from './erasure.ts';
import { addLines, listBeside, readLines } from './list-beside.ts';

/** Somebody who was erased: the bare id, and nothing else of them. */
export interface Erased {
  id: string;
  /** When, in milliseconds since 1970. */
  at: number;
  /** The account went with them. */
  withAccount: boolean;
}

export const readErased = (dataDir: string): Map<string, Erased> =>
  new Map(readLines<Erased>(listBeside(dataDir, 'erased')).map((one) => [one.id, one]));

/** Adds to the list whom the database knows as erased. */
export async function noteErased(database: Pick<Database, 'query'>, dataDir: string): Promise<void> {
  const known = readErased(dataDir);
  const gone = await database.query<Erased>(
    `select l.id, (extract(epoch from l.gone_at) * 1000)::float8 as at, exists (select from account_events e
         where e.learner_id = l.id and e.kind = 'account-erased') as "withAccount"
       from learners l where l.gone_at is not null order by l.gone_at`,
  );
  addLines(
    listBeside(dataDir, 'erased'),
    gone.filter(({ id }) => !known.has(id)),
  );
}

/**
 * Erases again who came back by a backup: whoever is on the list and here, made before they were erased.
 */
export async function eraseReturned(database: Database, dataDir: string): Promise<number> {
  const listed = [...readErased(dataDir).values()];
  if (listed.length === 0) return 0;
  const returned = await database.query<{ id: string }>(
    `select l.id from learners l join jsonb_to_recordset($1::jsonb) as e(id uuid, at float8) on e.id = l.id
       where l.gone_at is null and extract(epoch from l.created_at) * 1000 < e.at`,
    [JSON.stringify(listed)],
  );
  const accounts = new Set(listed.flatMap(({ id, withAccount }) => (withAccount ? [id] : [])));
  for (const { id } of returned) await database.transaction((tx) => eraseOnceMore(tx, id, accounts.has(id)));
  return returned.length;
}
