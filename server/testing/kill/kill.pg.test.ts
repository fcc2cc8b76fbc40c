import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMeasuredCourse } from '../../bench/measured-course.ts';
import { connectDatabase, type Database } from '../../db/connect.ts';
import { startPglite } from '../../db/pglite-backend.ts';
import { readEnv } from '../../env.ts';
import { buildService } from '../device/build-service.ts';
import { askForDatabase, type DatabaseKind, openTestDatabase } from '../test-database.ts';
import { beginKillRun, type KillRun } from './kill-run.ts';

const ROUNDS = process.env.HORNBOOK_DEEP === '1' ? 50 : 8;
const SEED = 20_260_301;

let program = '';
beforeAll(() => {
  program = buildService();
});

/** Settings of a service on a migrated, empty database of its own, and how to remove that. */
const newDatabase = async (
  kind: DatabaseKind,
): Promise<{ settings: Record<string, string>; remove: () => Promise<void> }> => {
  if (kind === 'postgres') {
    const database = await openTestDatabase('postgres');
    return { settings: { DATABASE_URL: database.url ?? '' }, remove: () => database.close() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'hornbook-kill-'));
  const filled = await startPglite(join(folder, 'pglite'), readFileSync(await askForDatabase('/pglite')));
  await filled.close();
  return { settings: { HORNBOOK_DATA: folder }, remove: async () => rmSync(folder, { recursive: true, force: true }) };
};

describe.each<DatabaseKind>(['postgres', 'pglite'])('a service on %s that is killed while devices push', (kind) => {
  let run: KillRun;
  let remove = async () => {};
  let inFlight = 0;

  beforeAll(async () => {
    const database = await newDatabase(kind);
    const { settings } = database;
    const open = (): Promise<Database> => connectDatabase(readEnv(settings), 'the kill test');
    remove = database.remove;
    const before = await open();
    const course = await addMeasuredCourse(before);
    await before.close();
    run = await beginKillRun({ program, settings, open, course, seed: SEED });
  });
  afterAll(async () => {
    await run?.end();
    await remove();
  });

  test.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
    'killed for the %ith time, it has kept all it acknowledged, once, and shows it to a new device',
    async () => {
      const report = await run.round();
      inFlight += report.inFlight;
      expect(report.problems).toEqual([]);
    },
  );

  test('in the end everything has arrived: database, both devices and a new one hold the same, and nothing twice', async () => {
    const end = await run.finish();
    expect(end.problems).toEqual([]);
    expect(end.refusals).toEqual([]);
    for (const held of end.others) expect(held).toEqual(end.stored);
    expect({ attempts: end.attempts, activeMs: end.activeMs }).toEqual(end.done);
    // Otherwise the kills fell into the silence between pushes and proved nothing.
    expect(inFlight).toBeGreaterThan(ROUNDS / 3);
  }, 150_000);
});
