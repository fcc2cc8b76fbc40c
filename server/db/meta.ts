import type { Database } from './connect.ts';

type Reader = Pick<Database, 'query'>;

/** A value the service keeps about itself, or null. */
export async function readMeta(database: Reader, key: string): Promise<string | null> {
  const [row] = await database.query<{ value: string }>('select value from hornbook_meta where key = $1', [key]);
  return row?.value ?? null;
}

export async function writeMeta(database: Reader, key: string, value: string): Promise<void> {
  await database.query(
    `insert into hornbook_meta (key, value) values ($1, $2)
     on conflict (key) do update set value = excluded.value, updated_at = now()`,
    [key, JSON.stringify(value)],
  );
}

/** The value under `key`, made once: several servers that start together all get the same. */
export async function onceInMeta(database: Reader, key: string, make: () => string): Promise<string> {
  await database.query('insert into hornbook_meta (key, value) values ($1, $2) on conflict (key) do nothing', [
    key,
    JSON.stringify(make()),
  ]);
  const value = await readMeta(database, key);
  if (value === null) throw new Error(`hornbook_meta lost "${key}" while it was being made.`);
  return value;
}

export async function forgetMeta(database: Reader, key: string): Promise<void> {
  await database.query('delete from hornbook_meta where key = $1', [key]);
}
