import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { answerOne, beginPractice, goOn, question } from './answering.ts';
import { crash } from './crash.ts';
import { expect, test } from './fixtures.ts';
import { giveSomeAnswer, sendAll } from './learner.ts';
import { answersAtService } from './rows-at-service.ts';

const deep = process.env.HORNBOOK_DEEP === '1';

test('a page that crashes before, while or after an answer is stored loses at most the question not yet answered', {
  tag: '@long',
}, async ({ page: first, context, link }) => {
  test.setTimeout(deep ? 600_000 : 120_000);
  let page = first;
  await beginPractice(page);
  const address = page.url();
  const reopen = async () => {
    page = await context.newPage();
    await page.goto(address);
    await expect(goOn(page).or(page.getByRole('button', { name: 'Check' }))).toBeVisible();
  };
  let told = 0;
  // Milliseconds after the tap at which it crashes; null: only once the verdict can be seen.
  const points = deep ? [null, ...Array.from({ length: 19 }, (_, n) => n * 4)] : [null, 0, 12];
  for (const [turn, point] of points.entries()) {
    if (await goOn(page).isVisible()) await goOn(page).click();
    const ended = page.getByRole('heading', { name: 'Question by question' });
    await expect(ended.or(page.getByRole('button', { name: 'Check' }))).toBeVisible();
    if (await ended.isVisible()) break;
    const asked = await question(page).textContent();
    await giveSomeAnswer(page);
    if (point === null) {
      await page.getByRole('button', { name: 'Check' }).click();
      await expect(goOn(page)).toBeVisible();
    } else {
      await page
        .getByRole('button', { name: 'Check' })
        .evaluate((button: HTMLElement) => setTimeout(() => button.click()));
      await page.waitForTimeout(point);
    }
    await crash(page);
    await reopen();
    expect(await question(page).textContent(), `turn ${turn}`).toBe(asked);
    const stored = await goOn(page).isVisible();
    if (point === null) expect(stored).toBe(true);
    if (!stored) await answerOne(page);
    told += 1;
  }
  await sendAll(page);
  expect(await answersAtService(context, link.url)).toBe(told);
});

/** The browser's own process, found by the profile that only it was given. */
const browserOf = (profile: string): number => {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return line.includes(`--user-data-dir=${profile}`) && !line.includes('--type=');
    } catch {
      return false;
    }
  });
  if (!found) throw new Error('the browser was not found');
  return Number(found);
};

test('a browser killed as soon as a verdict is seen has it all when it is opened again, and the back button too', {
  tag: '@long',
}, async ({ link, launchOptions }) => {
  test.skip(process.platform !== 'linux', 'finds the browser in /proc');
  test.setTimeout(120_000);
  const profile = mkdtempSync(join(tmpdir(), 'hornbook-profile-'));
  const open = () =>
    chromium.launchPersistentContext(profile, {
      ...launchOptions,
      // Pages that are left stay alive, as they do for learners.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
      baseURL: link.url,
      locale: 'en-GB',
      viewport: { width: 360, height: 640 },
    });
  try {
    const killed = await open();
    const [page = await killed.newPage()] = killed.pages();
    await beginPractice(page);
    await answerOne(page);
    const [address, asked] = [page.url(), await question(page).textContent()];
    process.kill(browserOf(profile), 'SIGKILL');
    await killed.close().catch(() => undefined);

    const context = await open();
    const [again = await context.newPage()] = context.pages();
    await again.goto(address);
    await expect(goOn(again)).toBeVisible();
    expect(await question(again).textContent()).toBe(asked);
    await goOn(again).click();
    await expect(goOn(again)).toBeHidden();
    const next = await question(again).textContent();
    await again.goto('/health');
    // A page that comes out of the back/forward cache tells nobody that it has loaded.
    await again.evaluate(() => history.back()).catch(() => undefined);
    await expect(question(again)).toHaveText(next ?? '');
    await answerOne(again);
    await sendAll(again);
    expect(await answersAtService(context, link.url)).toBe(2);
    await context.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
