// `npm test`, `npm run test:deep`, `npm run check`, `npm run size`: every check in turn, going on past a failing one.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser, findFirefox } from './browser.mjs';
import { measureFirstVisit } from './size.mjs';
import { buildOne, capture, install, program, root } from './workspace.mjs';

const path = (name) => fileURLToPath(new URL(name, root));
const bin = (name) => path(`node_modules/.bin/${name}`);
const reports = path('.cache/test-reports/');

/** What a step has to say: how much passed and failed, and what to show when something did. */
const one = ({ code, output }) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output });

const check = (file, args, options) => async () => one(await capture(file, args, options));

/** A run of Vitest, counted test by test. A file that fails to load counts as one failure. */
const vitest = (name) => async () => {
  const report = `${reports}${name}.json`;
  const args = [
    'run',
    '--root',
    name,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { code, output } = await capture(bin('vitest'), args, { env: { ...process.env, NO_COLOR: '1' } });
  const counted = readJson(report);
  if (!counted) return one({ code: code || 1, output });
  const failed =
    counted.numFailedTests +
    counted.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const files = counted.testResults.map((file) => ({
    name: file.name,
    seconds: (file.endTime - file.startTime) / 1000,
  }));
  return { passed: counted.numPassedTests, failed: failed || (code === 0 ? 0 : 1), output, slowest: longest(files) };
};

/** What to look at first when a step takes too long: its files by their time. Only those worth the look. */
const longest = (files) =>
  files
    .filter(({ seconds }) => seconds >= 10)
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 8)
    .map(({ name, seconds }) => `${name.replace(path(''), '')} ${seconds.toFixed(0)} s`);

/** Said in the run's output, so that nobody believes it was looked at. */
const NO_FIREFOX = 'the main stories in Firefox: none on this machine (apt install firefox-esr, or FIREFOX_PATH=…)';
const NO_WEBKIT = 'the main stories in WebKit: Playwright can drive no WebKit of a distribution';

const playwright = async () => {
  const browser = findBrowser();
  if (browser.problem) return { passed: 0, failed: 1, output: browser.problem };
  const report = `${reports}playwright.json`;
  const firefox = findFirefox();
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...(browser.path ? { CHROMIUM_PATH: browser.path } : {}),
    ...(firefox ? { FIREFOX_PATH: firefox } : {}),
  };
  const { code, output } = await capture(bin('playwright'), ['test', '--reporter=list,json'], { env });
  const counted = readJson(report)?.stats;
  if (!counted) return one({ code: code || 1, output });
  const failed = counted.unexpected + (readJson(report).errors?.length ?? 0);
  const skipped = firefox ? [NO_WEBKIT] : [NO_FIREFOX, NO_WEBKIT];
  const files = readJson(report).suites.map((suite) => ({ name: suite.file, seconds: secondsOf(suite) }));
  const uncertain = output.split('\n').filter((line) => /^\s+✘/.test(line));
  return {
    passed: counted.expected + counted.flaky,
    failed: failed || (code === 0 ? 0 : 1),
    output,
    skipped,
    uncertain,
    slowest: longest(files),
  };
};

const secondsOf = ({ specs = [], suites = [] }) => {
  const results = specs.flatMap(({ tests }) => tests.flatMap((told) => told.results));
  return (
    results.reduce((sum, { duration }) => sum + duration / 1000, 0) +
    suites.reduce((sum, suite) => sum + secondsOf(suite), 0)
  );
};

const build = (name) => async () => one(await buildOne(name));

const size = async () => {
  const { fits, lines } = await measureFirstVisit(path('web/dist'));
  return { passed: fits ? 1 : 0, failed: fits ? 0 : 1, output: lines.join('\n'), show: true };
};

const typesOf = (project) => [`types of ${project}`, check(bin('tsc'), ['-p', project])];
const quick = [
  // Each of these uses one core; the runs of Vitest and Playwright use all there are.
  atOnce(typesOf('server'), typesOf('web')),
  atOnce(typesOf('shared'), typesOf('web/tsconfig.worker.json'), typesOf('web/tsconfig.e2e.json')),
  atOnce(
    ['lint and import walls', check(bin('biome'), ['check', '.', '--error-on-warnings'])],
    // Knip reads the Vite configuration from the root, where Lingui's would not be found.
    [
      'dead code',
      check(bin('knip'), ['--no-progress'], { env: { ...process.env, LINGUI_CONFIG: path('web/lingui.config.ts') } }),
    ],
  ),
  ['tests of shared', vitest('shared')],
  ['tests of web', vitest('web')],
  ['tests of server', vitest('server')],
];
const built = [
  ['build of web', build('web')],
  ['build of server', build('server')],
  ['size of the first visit', size],
];
const stories = ['browser stories', playwright];
const plans = {
  check: quick,
  size: [
    ['build of web', build('web')],
    ['size of the first visit', size],
  ],
  e2e: [...built.slice(0, 2), stories],
  test: [...quick, ...built, ...simulations({ memory: 2_000, pglite: 40 }), stories],
  // Properties, kill loops and the like run longer by themselves, told by HORNBOOK_DEEP.
  'test:deep': [...quick, ...built, ...simulations({ memory: 10_000, pglite: 100 }), stories],
};

/** Steps that run beside each other. */
function atOnce(...steps) {
  return { steps };
}

/** Whole histories of devices, network and server from fixed seeds; each run counts as one. */
function simulations({ memory, pglite }) {
  const run = (...args) => check(process.execPath, [fileURLToPath(program('simulation')), '--seed', '1', ...args]);
  return [
    [`${memory} histories in memory`, run('--histories', String(memory))],
    [`${pglite} histories on PGlite`, run('--histories', String(pglite), '--backend', 'pglite', '--processes', '2')],
  ];
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

export async function main(plan) {
  // Leaving by `exit` lets what is running be ended first.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
  install();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  if (plan === 'test:deep') process.env.HORNBOOK_DEEP = '1';
  if (plan === 'e2e') process.env.E2E_ALL = '1';
  let passed = 0;
  let failed = 0;
  const times = [];
  const begun = performance.now();
  const runStep = async ([name, step]) => {
    const began = performance.now();
    const result = await step().catch((error) => ({ passed: 0, failed: 1, output: error.stack }));
    const seconds = (performance.now() - began) / 1000;
    times.push({ name, seconds });
    passed += result.passed;
    failed += result.failed;
    if (result.failed > 0 || result.show) process.stdout.write(`${result.output.trimEnd()}\n`);
    const mark = result.failed > 0 ? '✗' : '✓';
    process.stdout.write(
      `${mark} ${name}: ${result.passed} passed, ${result.failed} failed (${seconds.toFixed(1)} s)\n`,
    );
    if (result.slowest?.length) process.stdout.write(`  longest: ${result.slowest.join(', ')}\n`);
    for (const skipped of result.skipped ?? []) process.stdout.write(`– skipped: ${skipped}\n`);
    for (const story of result.uncertain ?? []) process.stdout.write(`– failed at least once: ${story.trim()}\n`);
  };
  for (const next of plans[plan]) await Promise.all((next.steps ?? [next]).map(runStep));
  times.sort((a, b) => b.seconds - a.seconds);
  const total = (performance.now() - begun) / 1000;
  const slowest = times.slice(0, 4).map(({ name, seconds }) => `${name} ${seconds.toFixed(0)} s`);
  process.stdout.write(`\n${total.toFixed(0)} s in all; slowest: ${slowest.join(', ')}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}
