import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CampaignResult, playCampaign, playPlan } from './campaign.ts';
import { addCoverage, type Coverage, coverageTable, joinCoverage, missingPairs } from './coverage.ts';
import { HELP, parseOptions, type SimulationOptions } from './options.ts';
import { createPlan, type Plan } from './plan.ts';

/** One process's share of the seeds: every `of`-th, from `index` on. */
interface Share {
  options: SimulationOptions;
  index: number;
  of: number;
  /** When to stop, by the system's clock, if not by number. */
  end: number;
}

const REPORTS = '.cache/simulation';
const SHARE = '--share';

const systemTime = (): number => performance.timeOrigin + performance.now();

const seedsOf = ({ options, index, of, end }: Share): (() => number | null) => {
  let next = index;
  return () => {
    if (options.histories === null ? systemTime() > end : next >= options.histories) return null;
    next += of;
    return options.seed + next - of;
  };
};

// Processes, not threads: a loader that lets Node read TypeScript is passed on to processes only.
const runProcess = (share: Share): Promise<CampaignResult> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [SHARE, JSON.stringify(share)]);
    child.on('message', (result) => resolve(result as CampaignResult));
    child.on('error', reject);
    child.on('exit', () => reject(new Error('A process of the simulator ended without a result.')));
  });

const main = async (argv: string[]): Promise<void> => {
  const options = parseOptions(argv, Math.floor(systemTime() / 1000) * 1000);
  const begun = performance.now();
  if (options.isFresh) process.stdout.write(`First seed ${options.seed}\n`);
  const single = options.plan !== null || (options.trace && options.histories !== null && options.histories <= 1);
  const result = single ? await playOne(options) : await playMany(options);
  for (const { seed, reason, plan } of result.failures) {
    const file = join(REPORTS, `seed-${seed}.json`);
    mkdirSync(REPORTS, { recursive: true });
    writeFileSync(file, JSON.stringify(plan));
    const backend = options.backend === 'memory' ? '' : ` --backend ${options.backend}`;
    const bug = options.bug ? ` --bug ${options.bug}` : '';
    process.stdout.write(
      `\nseed ${seed} failed ${reason}\n  replay: npm run sim -- --seed ${seed} --histories 1 --trace${backend}${bug}\n` +
        `  as small as it gets (${plan.operations.length} operations): npm run sim -- --plan ${file} --trace${backend}${bug}\n` +
        '  once it is mended, keep that file in server/simulation/regressions\n',
    );
  }
  if (!single) {
    const missing = missingPairs(result.coverage);
    const some = missing.length > 12 ? `${missing.length} pairs` : missing.join(', ') || 'none';
    process.stdout.write(`${coverageTable(result.coverage)}\nNever met: ${some}\n`);
  }
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  process.stdout.write(
    `${JSON.stringify({ histories: result.histories, failures: result.failures.length, seconds })}\n`,
  );
  process.exitCode = result.failures.length > 0 ? 1 : 0;
};

const playOne = async (options: SimulationOptions): Promise<CampaignResult> => {
  const plan = options.plan
    ? (JSON.parse(readFileSync(options.plan, 'utf8')) as Plan)
    : createPlan(options.seed, { memory: options.backend === 'memory' });
  const { failure, traceHash, operations, faults } = await playPlan(plan, options);
  process.stdout.write(`trace ${traceHash}\n`);
  const coverage: Coverage = {};
  addCoverage(coverage, operations, faults);
  return { histories: 1, failures: failure ? [{ seed: plan.seed, reason: failure, plan }] : [], coverage };
};

const playMany = async (options: SimulationOptions): Promise<CampaignResult> => {
  const end = systemTime() + options.seconds * 1_000;
  const of = options.processes;
  const results = await Promise.all(Array.from({ length: of }, (_, index) => runProcess({ options, index, of, end })));
  return {
    histories: results.reduce((sum, { histories }) => sum + histories, 0),
    failures: results.flatMap(({ failures }) => failures),
    coverage: joinCoverage(results.map(({ coverage }) => coverage)),
  };
};

const playShare = async (share: Share): Promise<void> => {
  // Nobody waits for the result any more.
  process.on('disconnect', () => process.exit());
  const result = await playCampaign(share.options, seedsOf(share));
  process.send?.(result, undefined, undefined, () => process.disconnect());
};

const [first, second] = process.argv.slice(2);
const run = first === SHARE && second ? playShare(JSON.parse(second) as Share) : main(process.argv.slice(2));
run.catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}\n`);
  process.exitCode = 2;
  if (process.connected) process.disconnect();
});
