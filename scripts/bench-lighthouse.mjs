// `npm run bench -- lighthouse`: Lighthouse's scores for first visits by a link, on the slow phone and link it simulates.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { startService } from './bench-service.mjs';
import { findBrowser } from './browser.mjs';
import { capture, root } from './workspace.mjs';

/** What is promised of every page. */
const LEAST = 0.95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
/** Lighthouse's own way of loading a page gives up sooner; this is for one that hangs altogether. */
const PATIENCE_MS = 180_000;

const say = (line) => process.stdout.write(`${line}\n`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** Pages learners come to by a link, as the service has them: a lesson with recordings and one without, and so on. */
const pagesOf = async (url) => {
  const ask = async (name) => (await fetch(`${url}/packs/${name}`)).json();
  const { courses } = await ask('catalogue');
  const manifests = await Promise.all(courses.map(async ({ slug, version }) => ({ slug, ...(await ask(version)) })));
  const lessons = manifests.flatMap(({ slug, units }) =>
    units.slice(0, 1).flatMap((unit) => unit.lessons.map((lesson) => ({ slug, lesson }))),
  );
  const isHeard = ({ lesson }) => lesson.assets.some(({ optional }) => optional);
  const heard = lessons.find(isHeard);
  const read = lessons.find((one) => !isHeard(one));
  const played = lessons.find((one) => !isHeard(one) && one.lesson.activities.some(({ kind }) => kind === 'practice'));
  if (!heard || !read || !played) throw new Error('The service lacks a course to measure.');
  const practice = played.lesson.activities.find(({ kind }) => kind === 'practice');
  return {
    today: '/',
    course: `/learn/${heard.slug}`,
    lesson: `/learn/${read.slug}/lessons/${read.lesson.id}`,
    'lesson-with-video': `/learn/${heard.slug}/lessons/${heard.lesson.id}`,
    player: `/play/${played.slug}/${practice.id}`,
    studio: '/practice/speak',
    downloads: '/me/downloads',
  };
};

/** One first visit, in a browser that has never been here; another one where Lighthouse got no figures of it. */
const visit = async (address, folder, browserPath, triesLeft = 2) => {
  const report = join(folder, 'report.json');
  const profile = mkdtempSync(join(folder, 'browser-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`];
  const { code, output } = await capture(
    fileURLToPath(new URL('node_modules/.bin/lighthouse', root)),
    [
      ...[address, '--quiet', '--output=json', `--output-path=${report}`],
      ...[`--only-categories=${CATEGORIES.join()}`, `--chrome-flags=${flags.join(' ')}`],
    ],
    { env: { ...process.env, CHROME_PATH: browserPath }, timeout: PATIENCE_MS },
  );
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  if (code !== 0 && triesLeft > 0) return visit(address, folder, browserPath, triesLeft - 1);
  if (code !== 0) throw new Error(`Lighthouse could not measure ${address}:\n${output}`);
  const { audits, categories } = JSON.parse(readFileSync(report, 'utf8'));
  const value = (audit) => audits[audit].numericValue;
  return {
    ...Object.fromEntries(CATEGORIES.map((name) => [name, categories[name].score])),
    firstPaintMs: Math.round(value('first-contentful-paint')),
    largestPaintMs: Math.round(value('largest-contentful-paint')),
    blockedMs: Math.round(value('total-blocking-time')),
    shift: Number(value('cumulative-layout-shift').toFixed(3)),
    speedIndexMs: Math.round(value('speed-index')),
  };
};

const row = (name, figures, load) =>
  [
    name.padEnd(18),
    ...CATEGORIES.map((category) => figures[category].toFixed(2).padStart(5)),
    `FCP ${figures.firstPaintMs}`.padStart(9),
    `LCP ${figures.largestPaintMs}`.padStart(9),
    `TBT ${figures.blockedMs}`.padStart(8),
    `CLS ${figures.shift}`.padStart(10),
    `SI ${figures.speedIndexMs}`.padStart(8),
    ...(load ? [` load ${load}`] : []),
  ].join('  ');

/**
 * `--runs N` visits of each page, `--pages course,lesson` for some of them, `--url` for a service that runs already (an
 * older build beside this one: figures of one moment are comparable, those of two machines are not).
 */
export async function benchLighthouse(args) {
  const { values } = parseArgs({
    args,
    options: { runs: { type: 'string', default: '3' }, pages: { type: 'string' }, url: { type: 'string' } },
  });
  const browser = findBrowser();
  if (browser.problem) throw new Error(browser.problem);
  const folder = mkdtempSync(join(tmpdir(), 'hornbook-bench-lighthouse-'));
  const service = values.url ? null : await startService(join(folder, 'data'));
  const url = values.url ?? service.url;
  try {
    const all = await pagesOf(url);
    const names = values.pages?.split(',') ?? Object.keys(all);
    const unknown = names.find((name) => !(name in all));
    if (unknown) throw new Error(`There is no page "${unknown}". There are: ${Object.keys(all).join(', ')}.`);
    const visits = Object.fromEntries(names.map((name) => [name, []]));
    // Round by round, so that a busy moment of the machine is not all one page's.
    for (let round = 0; round < Number(values.runs); round += 1) {
      for (const name of names) {
        const figures = await visit(`${url}${all[name]}`, folder, browser.path ?? chromium.executablePath());
        visits[name].push(figures);
        say(row(name, figures, loadavg()[0].toFixed(1)));
      }
    }
    const medians = Object.fromEntries(
      Object.entries(visits).map(([name, some]) => [
        name,
        Object.fromEntries(Object.keys(some[0]).map((key) => [key, median(some.map((figures) => figures[key]))])),
      ]),
    );
    say('\nMedians:');
    for (const [name, figures] of Object.entries(medians)) say(row(name, figures));
    const holds = Object.values(medians).every((figures) => CATEGORIES.every((name) => figures[name] >= LEAST));
    say(`Promised: at least ${LEAST} in each. ${holds ? 'Held.' : 'MISSED.'}`);
    say(JSON.stringify({ runs: Number(values.runs), cores: cpus().length, pages: medians, holds }));
    return holds ? 0 : 1;
  } finally {
    await service?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}
