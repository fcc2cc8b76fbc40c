import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { attempts } from '@hornbook/shared/collections/attempts.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import pg from 'pg';
import { startPostgres } from '../testing/postgres-cluster.ts';
import { attemptValues, type PlainAttempt, plainAttempts } from './attempt-rows.ts';
import type { Contestant } from './contestant.ts';
import { measureEdits } from './edits.ts';
import { startFloor } from './floor.ts';
import { startHornbook } from './hornbook.ts';
import { type Link, startLink } from './link-proxy.ts';
import { startPouch } from './peer-pouchdb.ts';
import { startRxdb } from './peer-rxdb.ts';
import { startTinybase } from './peer-tinybase.ts';
import { startYjs } from './peer-yjs.ts';
import { report } from './report.ts';
import { counterOf, type Measured, measureClear, measureFlaky, type Workload } from './workloads.ts';

const WORKLOADS: readonly Workload[] = ['W1', 'W2', 'W3', 'W5', 'W6'];

/** Sync of 10,000 attempts, on Postgres and on the embedded database, beside the least that could do it. */
export const benchSync = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      on: { type: 'string' },
      rows: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '2' },
      profile: { type: 'string' },
      before: { type: 'string' },
    },
  });
  const named = values.only?.split(',') ?? WORKLOADS;
  const wanted = new Set(WORKLOADS.filter((name) => named.includes(name)));
  const chosen = values.on?.split(',') ?? ['floor', 'postgres', 'pglite'];
  if (values.before && !chosen.includes('before')) chosen.push('before');
  const rows = plainAttempts(Number(values.rows));
  const nodeArguments = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
  const folder = mkdtempSync(join(tmpdir(), 'hornbook-bench-'));
  // fsync stays on: what is acknowledged is on the disk.
  const postgres = await startPostgres({ durable: true });
  const newDatabase = async (name: string): Promise<string> => {
    const client = new pg.Client({ connectionString: postgres.url() });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return postgres.url(name);
  };
  const starts: Record<string, () => Promise<Contestant>> = {
    floor: async () => startFloor(await newDatabase('floor')),
    postgres: async () =>
      startHornbook('Hornbook on Postgres', { DATABASE_URL: await newDatabase('hornbook') }, nodeArguments),
    // The service of another build in the same run, by the path of its program: what a change of it comes to.
    before: async () =>
      startHornbook('the other build', { DATABASE_URL: await newDatabase('other') }, nodeArguments, values.before),
    yjs: startYjs,
    rxdb: startRxdb,
    pouchdb: startPouch,
    tinybase: startTinybase,
    pglite: () => startHornbook('Hornbook on PGlite', { HORNBOOK_DATA: join(folder, 'data') }, nodeArguments),
  };

  process.stdout.write(weights(rows));
  const running: Running[] = [];
  try {
    for (const name of chosen) {
      const start = starts[name];
      if (!start) throw new Error(`There is no "${name}" to measure. There are: ${Object.keys(starts).join(', ')}.`);
      const contestant = await start();
      running.push({ contestant, link: await startLink(contestant.port), results: [] });
    }
    await measure(running, rows, wanted, Number(values.rounds), postgres.pid);
  } finally {
    for (const { link, contestant } of running) {
      await link.stop();
      await contestant.stop();
    }
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(report(running.map(({ results }) => results)));
};

/** What is carried, in the two forms it is carried in. */
const weights = (rows: readonly PlainAttempt[]): string => {
  const plain = JSON.stringify(rows);
  const course = { courseId: randomUUID(), version: '0'.repeat(64), activityIds: [], lessonIds: [] };
  const stamp = formatHlc(Date.now(), 0, 'replica001');
  const ours = rows.map((row, index) => newRow(attempts, attemptValues(row, index, course), stamp));
  const each = (bytes: number) => (bytes / rows.length).toFixed(0);
  return (
    `${rows.length} attempts: ${each(plain.length)} bytes each as the floor's plain JSON (gzip ` +
    `${each(gzipSync(plain, { level: 6 }).length)}), ${each(JSON.stringify(ours).length)} as rows of the collection\n`
  );
};

interface Running {
  contestant: Contestant;
  link: Link;
  results: Measured[];
}

/** In turns, round by round: what else the machine does then weighs on all alike. */
const measure = async (
  running: readonly Running[],
  rows: readonly PlainAttempt[],
  wanted: ReadonlySet<Workload>,
  rounds: number,
  databasePid: number,
): Promise<void> => {
  const clear = wanted.has('W1') || wanted.has('W2') || wanted.has('W3');
  const inRounds = clear || wanted.has('W5');
  for (let round = 1; inRounds && round <= rounds; round += 1) {
    for (const { contestant, link, results } of running) {
      process.stderr.write(`${contestant.name}, round ${round} of ${rounds}\n`);
      const measured: Measured = clear
        ? await measureClear(contestant, link, rows, wanted, databasePid)
        : { contestant: contestant.name, rows: rows.length };
      if (wanted.has('W5'))
        measured.edits = await measureEdits(contestant.newEditors, link, counterOf(contestant, databasePid));
      results.push(measured);
    }
  }
  for (const { contestant, link, results } of running) {
    const last = results.at(-1) ?? { contestant: contestant.name, rows: rows.length };
    if (results.length === 0) results.push(last);
    if (wanted.has('W6')) last.flaky = await measureFlaky(contestant, link, rows);
  }
};
