import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from '../db/connect.ts';
import { eraseOnceMore } from './erasure.ts';

/** Somebody who was erased: the bare id, and nothing else of them. */
export interface Erased {
  id: string;
  /** When, in milliseconds since 1970. */
  at: number;
  /** The account went with them. */
  withAccount: boolean;
}

/**
 * Beside the backups, and no part of any: a backup put back brings back who was erased after it was made, and the database
 * it replaces may be gone. Whoever takes the backups elsewhere takes it along.
 */
export const erasedListOf = (dataDir: string): string => join(dataDir, 'backups', 'erased.jsonl');

/** Of lines that a crash cut off only the last can be lost, and that one is in the database still. */
export const readErased = (dataDir: string): Map<string, Erased> => {
  const erased = new Map<string, Erased>();
  let text: string;
  try {
    text = readFileSync(erasedListOf(dataDir), 'utf8');
  } catch {
    return erased;
  }
  for (const line of text.split('\n')) {
    try {
      const one = JSON.parse(line) as Erased;
      erased.set(one.id, one);
    } catch {
      // The last one, or empty.
    }
  }
  return erased;
};

/** Adds to the list whom the database knows as erased. Each service process keeps its own; they come to be the same. */
export async function noteErased(database: Pick<Database, 'query'>, dataDir: string): Promise<void> {
  const known = readErased(dataDir);
  const gone = await database.query<Erased>(
    `select l.id, (extract(epoch from l.gone_at) * 1000)::float8 as at, exists (select from account_events e
         where e.learner_id = l.id and e.kind = 'account-erased') as "withAccount"
       from learners l where l.gone_at is not null order by l.gone_at`,
  );
  const added = gone.filter(({ id }) => !known.has(id));
  if (added.length === 0) return;
  const file = erasedListOf(dataDir);
  mkdirSync(dirname(file), { recursive: true });
  const open = openSync(file, 'a', 0o600);
  try {
    // Begun on a line of its own, whatever a crash left of the last one.
    appendFileSync(open, `\n${added.map((one) => JSON.stringify(one)).join('\n')}\n`);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

/**
 * Erases again who came back by a backup: whoever is on the list and here, made before they were erased. Safe to run at any
 * time, twice and at once.
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
