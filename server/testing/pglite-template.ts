import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { overPglite } from '../db/connect.ts';
import { findMigrationsFolder, migrateDatabase } from '../db/migrate.ts';
import { startPglite } from '../db/pglite-backend.ts';

const DAY_MS = 86_400_000;

/**
 * A file with a migrated, empty PGlite in it: opening a copy takes a second, making one from nothing five. Kept between
 * runs under a name that changes with everything that shapes the tables.
 */
export async function makePgliteTemplate(): Promise<string> {
  const folder = join(tmpdir(), `hornbook-pglite-${process.getuid?.() ?? 'user'}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${fingerprint()}.tar`);
  if (existsSync(file)) utimesSync(file, new Date(), new Date());
  else {
    const backend = await startPglite('memory://');
    const database = overPglite(backend, { timeoutMs: 60_000 });
    await migrateDatabase(database);
    // Half of all files, and no test opens them.
    for (const unused of ['template0', 'template1']) {
      await database.query('update pg_database set datistemplate = false where datname = $1', [unused]);
      await database.query(`drop database ${unused}`);
    }
    const whole = await backend.dump();
    await database.close();
    // Unpacked once: sixty databases are opened from it in a run, and unpacking was a third of what each took.
    writeFileSync(`${file}.${process.pid}`, gunzipSync(whole));
    renameSync(`${file}.${process.pid}`, file);
    removeUnused(folder);
  }
  return file;
}

/** Those of other states of the tables that no run has asked for in a day. */
function removeUnused(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > DAY_MS) rmSync(file, { force: true });
  }
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const server = new URL('../', import.meta.url).pathname;
  const folders = [
    findMigrationsFolder(),
    join(server, 'db'),
    join(server, 'db/derived'),
    join(server, 'folds'),
    join(server, 'auth'),
    join(server, '../shared/collections'),
  ];
  for (const folder of folders.filter(existsSync))
    for (const name of readdirSync(folder).sort())
      if (/\.(ts|sql|cjs|js)$/.test(name) && !name.includes('.test.'))
        hash.update(name).update(readFileSync(join(folder, name)));
  hash.update(readFileSync(join(server, 'package.json')));
  return hash.digest('hex').slice(0, 16);
}
