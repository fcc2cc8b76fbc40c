import { randomUUID } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForDatabase } from '../testing/test-database.ts';
import { backUp, restore } from './backup.ts';
import { connectDatabase, DatabaseUnavailable } from './connect.ts';
import { setAside } from './embedded-folder.ts';
import { beginRun } from './epoch.ts';
import { startPglite } from './pglite-backend.ts';

const base = mkdtempSync(join(tmpdir(), 'hornbook-damaged-'));
const learnerId = randomUUID();
let whole: string;
let backup: string;
const settings = (dataDir: string) => ({
  ...{ databaseUrl: undefined, dataDir, databasePoolSize: 2, databaseTimeoutMs: 20_000 },
});

beforeAll(async () => {
  whole = join(base, 'whole');
  mkdirSync(whole);
  const filled = await startPglite(join(whole, 'pglite'), readFileSync(await askForDatabase('/pglite')));
  await filled.close();
  const database = await connectDatabase(settings(whole));
  await beginRun(database);
  await database.query('insert into learners (id) values ($1)', [learnerId]);
  backup = (await backUp(database, whole)) ?? '';
  await database.close();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const wal = (folder: string) => {
  const [name = ''] = readdirSync(join(folder, 'pglite/pg_wal')).filter((file) => /^[0-9A-F]{24}$/.test(file));
  return join(folder, 'pglite/pg_wal', name);
};
const damages: Record<string, (folder: string) => void> = {
  'its first file is missing': (folder) => rmSync(join(folder, 'pglite/PG_VERSION')),
  'all of it is missing': (folder) => rmSync(join(folder, 'pglite'), { recursive: true }),
  'its log is cut off': (folder) => truncateSync(wal(folder), 1_000),
  'its control file is empty': (folder) => truncateSync(join(folder, 'pglite/global/pg_control'), 0),
  'it names an owner that cannot be': (folder) => writeFileSync(join(folder, 'pglite/postmaster.pid'), '-42\n'),
};

test.each(Object.keys(damages))(
  'an embedded database of which %s opens with all it had or not at all, never empty',
  async (kind) => {
    const folder = join(base, kind.replaceAll(' ', '-'));
    cpSync(whole, folder, { recursive: true });
    damages[kind]?.(folder);
    const opened = await connectDatabase(settings(folder)).catch((error: unknown) => error);
    if (opened instanceof Error) {
      expect(opened).toBeInstanceOf(DatabaseUnavailable);
      expect(opened.message).toContain('db:restore');
      if (kind !== 'its first file is missing') return;
      // Which works: what does not open is moved aside, and the backup takes its place.
      setAside(folder);
      const fresh = await connectDatabase(settings(folder));
      await restore(fresh, backup);
      expect(await fresh.query('select id from learners')).toEqual([{ id: learnerId }]);
      await fresh.close();
    } else {
      const database = opened as Awaited<ReturnType<typeof connectDatabase>>;
      expect(await database.query('select id from learners')).toEqual([{ id: learnerId }]);
      await database.close();
    }
  },
  180_000,
);
