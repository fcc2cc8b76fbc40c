import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startService } from '../testing/device/service-process.ts';
import { startPostgres } from '../testing/postgres-cluster.ts';
import { crowd, newTally, percentile, type Tally } from './crowd.ts';
import { seedLearners } from './seed-learners.ts';

// `npm run load`: how much one service process carries, on loopback, on a database of its own that is thrown away.
const { values } = parseArgs({
  options: {
    on: { type: 'string', default: 'postgres,pglite' },
    idle: { type: 'string', default: '5000' },
    herd: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '30' },
    knee: { type: 'string', default: '400' },
    port: { type: 'string', default: '0' },
  },
});
/** So that what is measured is what is held, and not what is not yet collected. */
const COLLECT_ON_SIGNAL = `data:text/javascript,process.on('SIGUSR2',()=>gc())`;
const TOKEN = 'a-token-for-the-load-only';
const EVERY_MS = 30_000;
/** Learners who send every 30 s, by database: the promise that is measured. */
const SENDERS: Record<string, number> = { postgres: 1_800, pglite: 450 };
const KNEE_SECONDS = 10;
const TOO_SLOW_MS = 1_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const shown = ({ statuses, latencies }: Tally) =>
  `${JSON.stringify(statuses)} p50 ${percentile(latencies, 0.5).toFixed(0)} ms, p95 ${percentile(latencies, 0.95).toFixed(0)} ms`;

/** Connections this machine lets a process have; both ends of each are here, in two processes. */
const openFiles = (): number => {
  try {
    return Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 1_024);
  } catch {
    return 1_024;
  }
};

const wanted = Math.max(Number(values.idle), Number(values.herd));
const most = Math.max(0, openFiles() - 500);
if (wanted > most)
  say(`⚠ Only ${openFiles()} open files are allowed (ulimit -n): ${most} learners instead of ${wanted} connect.`);
const [idle, herd] = [Math.min(Number(values.idle), most), Math.min(Number(values.herd), most)];

const measure = async (kind: string, settings: Record<string, string>) => {
  const senders = SENDERS[kind] ?? 0;
  say(`\n${kind}: seeding`);
  const seeded = await seedLearners(settings, Math.max(idle, herd) + senders);
  const main = fileURLToPath(new URL('./main.js', import.meta.url));
  if (!existsSync(main)) throw new Error('The service is not built: start this by "npm run load".');
  const service = await startService(['--expose-gc', '--import', COLLECT_ON_SIGNAL, main], {
    ...settings,
    PORT: values.port ?? '0',
    METRICS_TOKEN: TOKEN,
    LOG_LEVEL: 'info',
  });
  const figures = async () => {
    const response = await fetch(`http://127.0.0.1:${service.port}/metrics`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const text = await response.text();
    return (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
  };
  const memory = async () => {
    for (let times = 0; times < 2; times += 1) {
      service.child.kill('SIGUSR2');
      await sleep(500);
    }
    const figure = await figures();
    return {
      rss: figure('process_resident_memory_bytes'),
      heap: figure('nodejs_heap_size_used_bytes') + figure('nodejs_external_memory_bytes'),
    };
  };
  const people = crowd(service.port, seeded);
  const problems = new Set<string>();
  const take = (tally: Tally) => {
    for (const problem of tally.problems) problems.add(problem);
  };

  const alone = await people.send(0, senders, EVERY_MS, 5_000);
  take(alone);
  say(`alone, ${senders} learners every ${EVERY_MS / 1000} s: ${shown(alone)}`);

  const before = await memory();
  const idleTally = newTally();
  let waiting = 0;
  for (let who = 0; who < idle; who += 1) {
    void people.idle(who, idleTally, () => {
      waiting += 1;
    });
    if (who % 50 === 49) await sleep(25);
  }
  const patience = Date.now() + 120_000;
  while (waiting < idle && Date.now() < patience) await sleep(100);
  await sleep(5_000);
  const after = await memory();
  take(idleTally);
  say(
    `${waiting} of ${idle} wait; ${JSON.stringify(idleTally.statuses)}; each ${((after.rss - before.rss) / idle / 1024).toFixed(1)} KB of RSS, ` +
      `${((after.heap - before.heap) / idle / 1024).toFixed(1)} KB of heap and buffers; RSS ${(after.rss / 2 ** 20).toFixed(0)} MB`,
  );

  const sent = await people.send(idle > senders ? 0 : idle, senders, EVERY_MS, Number(values.seconds) * 1000);
  take(sent);
  const figure = await figures();
  say(
    `beside them ${senders} learners every ${EVERY_MS / 1000} s for ${values.seconds} s: ${shown(sent)}; ` +
      `event loop p99 ${(figure('nodejs_eventloop_lag_p99_seconds') * 1000).toFixed(0)} ms, mean ${(figure('nodejs_eventloop_lag_mean_seconds') * 1000).toFixed(1)} ms`,
  );

  for (let rate = (senders / EVERY_MS) * 1000 * 1.5; rate <= Number(values.knee); rate *= 1.5) {
    const tally = await people.send(0, Math.round(rate * 30), EVERY_MS, KNEE_SECONDS * 1000);
    take(tally);
    say(`${rate.toFixed(0)} pushes a second: ${shown(tally)}`);
    const refused = (tally.statuses[503] ?? 0) / Object.values(tally.statuses).reduce((a, b) => a + b, 0);
    if (percentile(tally.latencies, 0.95) > TOO_SLOW_MS || refused > 0.01) break;
  }
  people.end();
  await sleep(1_000);

  const again = crowd(service.port, seeded);
  const herdTally = newTally();
  const done = await again.herd(herd, herdTally);
  take(herdTally);
  const last = await figures();
  say(
    `${herd} come back within a second: all done after ${(Math.max(...done) / 1000).toFixed(1)} s, half after ${(percentile(done, 0.5) / 1000).toFixed(1)} s; ` +
      `${shown(herdTally)}; RSS ${(last('process_resident_memory_bytes') / 2 ** 20).toFixed(0)} MB`,
  );
  again.end();
  for (const problem of problems) say(`✗ ${problem}`);
  if (problems.size > 0 || Math.max(...done) > 60_000) process.exitCode = 1;
  await service.stop();
};

for (const kind of (values.on ?? '').split(',')) {
  if (kind === 'postgres') {
    const cluster = await startPostgres({ durable: true });
    await measure(kind, { DATABASE_URL: cluster.url(), DATABASE_POOL_SIZE: '20' }).finally(cluster.stop);
  } else {
    const folder = mkdtempSync(join(tmpdir(), 'hornbook-load-'));
    await measure(kind, { HORNBOOK_DATA: folder }).finally(() => rmSync(folder, { recursive: true, force: true }));
  }
}
process.exit();
