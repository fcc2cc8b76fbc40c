// `npm run bench -- code`: how long a learner waits for the first run of a JavaScript program, and for later ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startService } from './bench-service.mjs';
import { findBrowser } from './browser.mjs';

/** What is promised, in milliseconds, on a machine that does nothing else. */
const FIRST_MS = 150;
const LATER_MS = 50;
const ROUNDS = 5;
const LATER_RUNS = 8;
const PATIENCE_MS = 60_000;

/** The first activity of the course that asks for a program alone. */
const findChallenge = async (url) => {
  const read = async (path) => (await fetch(`${url}/packs/${path}`)).json();
  const { courses } = await read('catalogue');
  const course = courses.find(({ slug }) => slug === 'modern-javascript');
  const manifest = await read(course.version);
  for (const lesson of manifest.units[0].lessons)
    for (const { id, questions } of (await read(lesson.part.sha256)).activities)
      if (questions.length === 1 && questions[0].kind === 'code') return `${url}/play/${course.slug}/${id}`;
  throw new Error('The first unit asks for no program.');
};

/** In the page: presses the button, and gives the milliseconds to the words that say how many tests pass. */
const RUN = async () => {
  const button = [...document.querySelectorAll('main button')].find((one) => one.textContent.includes('Run all tests'));
  const status = button.parentElement.querySelector('[role=status]');
  const begun = performance.now();
  const done = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!/tests pass/.test(status.textContent)) return;
      observer.disconnect();
      resolve(performance.now() - begun);
    });
    observer.observe(status, { subtree: true, childList: true, characterData: true });
  });
  button.click();
  return done;
};

const median = (values) => Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]);

export async function benchCode() {
  const found = findBrowser();
  if (found.problem) {
    process.stdout.write(`${found.problem}\n`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'hornbook-bench-'));
  const service = await startService(folder);
  const browser = await chromium.launch({ executablePath: found.path ?? undefined, args: ['--no-sandbox'] });
  try {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const path = await findChallenge(service.url);
    await page.goto(new URL('/learn/modern-javascript', path).href);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    const first = [];
    const later = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.goto(path);
      await page.getByRole('button', { name: 'Run all tests', disabled: false }).waitFor();
      await page.locator('.cm-content').waitFor();
      first.push(await page.evaluate(RUN));
      for (let run = 0; run < LATER_RUNS; run += 1) {
        await page.waitForTimeout(100);
        later.push(await page.evaluate(RUN));
      }
    }
    const result = {
      bench: 'code',
      firstMs: { median: median(first), max: Math.round(Math.max(...first)), limit: FIRST_MS },
      laterMs: { median: median(later), max: Math.round(Math.max(...later)), limit: LATER_MS },
      machine: { cpus: cpus().length, load: Math.round(loadavg()[0] * 10) / 10 },
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return result.firstMs.median <= FIRST_MS && result.laterMs.median <= LATER_MS ? 0 : 1;
  } finally {
    await browser.close();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
