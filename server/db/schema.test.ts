import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import * as syncTables from './sync-tables.ts';
import { syncedTables } from './synced-tables.ts';

const migrations = new URL('../../migrations/meta/', import.meta.url);

/** Modules other parts own; absent only in a checkout that has not got them yet. */
const written = (path: string): Promise<Record<string, unknown>> =>
  existsSync(new URL(path, import.meta.url))
    ? import(/* @vite-ignore */ new URL(path, import.meta.url).href)
    : Promise.resolve({});

test('the latest migration leaves nothing of the declared tables to be made', async () => {
  const snapshots = readdirSync(migrations).filter((file) => file.endsWith('_snapshot.json'));
  const latest = JSON.parse(readFileSync(new URL(snapshots.sort().at(-1) as string, migrations), 'utf8'));
  const declared = {
    ...syncedTables,
    ...syncTables,
    ...(await written('./catalogue-tables.ts')),
    ...(await written('../auth/auth-tables.ts')),
  };
  const now = generateDrizzleJson(declared, latest.id, undefined, 'snake_case');
  expect(await generateMigration(latest, now), 'run: npm run db:generate -- --name <what_changed>').toEqual([]);
});
