import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { test as base, expect } from './fixtures.ts';
import { comparable, joinAs, pickGoal, playToTheEnd, takeCopy, untilSent } from './learner.ts';
import { freePort, Service } from './service.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** A service whose clock can be put ahead. */
const test = base.extend<{ ahead: { service: Service; by: (ms: number) => void } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  ahead: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'hornbook-clock-'));
    const file = join(folder, 'ahead');
    writeFileSync(file, '0');
    const service = new Service(await freePort(), {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'moved-clock.mjs')}`,
      HORNBOOK_TEST_CLOCK: file,
    });
    await service.start();
    await use({ service, by: (ms) => writeFileSync(file, String(ms)) });
    await service.dispose();
    rmSync(folder, { recursive: true });
  },
});

interface Device {
  context: BrowserContext;
  page: Page;
  /** Whether rows come and go; the app itself is there, as it is when it was installed. */
  setOnline: (online: boolean) => Promise<void>;
}

/** A browser in a time zone. Without its service worker, whose clock no test can move. */
const openIn = async (browser: Browser, baseURL: string, timezoneId: string): Promise<Device> => {
  const viewport = { width: 360, height: 740 };
  const options = { baseURL, timezoneId, viewport, locale: 'en-GB', serviceWorkers: 'block' as const };
  const context = await browser.newContext(options);
  const ofService = /\/(sync|auth|packs)\//;
  const setOnline = async (online: boolean): Promise<void> => {
    if (online) await context.unroute(ofService);
    else await context.route(ofService, (route) => route.abort());
  };
  return { context, page: await context.newPage(), setOnline };
};

/** Does the one thing Today offers: reads and checks, or answers. */
const doWhatTodayOffers = async (page: Page): Promise<void> => {
  await page.goto('/');
  const main = page.getByRole('main');
  const offer = main
    .getByRole('link', { name: /^(Start|Go on)$/ })
    .or(main.getByRole('button', { name: /^(Start|Go on)$/ }));
  await offer.click();
  await expect(page).not.toHaveURL(/\/$/);
  const check = page.getByRole('button', { name: /^Check yourself/ });
  if (/\/lessons\//.test(page.url())) await check.click();
  // What was done before begins on a page that says so.
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again.or(page.getByRole('button', { name: /^(Check|Skip for now)$/ })).first()).toBeVisible();
  if (await again.isVisible()) await again.click();
  await playToTheEnd(page);
};

/** What a screen shows, but for the greeting, which is the hour's, and the controls. */
const shown = async (page: Page, path: string): Promise<string> => {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').locator('h2, a').first()).toBeVisible();
  const words = await page.getByRole('main').evaluate((main) => {
    const copy = main.cloneNode(true) as HTMLElement;
    for (const heading of copy.querySelectorAll('h1')) heading.remove();
    return copy.textContent ?? '';
  });
  return words.replace(/\s+/g, ' ').trim();
};

test('a week on two devices in two time zones, offline half of it: plan, streak, cards, skills and charts agree', {
  tag: '@long',
}, async ({ browser, ahead }) => {
  test.setTimeout(420_000);
  const real = Date.now();
  // Three in the afternoon in London: the same local day from Bogotá to Kathmandu.
  const start = Math.floor(real / DAY) * DAY + DAY + 15 * 60 * MINUTE;
  const a = await openIn(browser, ahead.service.url, 'Asia/Kathmandu');
  const b = await openIn(browser, ahead.service.url, 'America/Bogota');
  const devices = [a, b];
  const setTime = async (at: number) => {
    ahead.by(at - real);
    for (const { page } of devices) await page.clock.setFixedTime(at);
  };

  await setTime(start);
  for (const { page } of devices) await pickGoal(page, /numbers and nature/);
  await untilSent(a.page);
  await joinAs(a.page, b.page);
  for (const { page } of devices) await untilSent(page);

  for (let day = 0; day < 7; day++) {
    await setTime(start + day * DAY + MINUTE);
    // Each is away on days of its own, and both on the third and the sixth.
    await a.setOnline(day % 3 === 0);
    await b.setOnline(day % 3 === 1);
    const busy = day % 2 === 0 ? a : b;
    if (day !== 4) await doWhatTodayOffers(busy.page);
    if (day === 2) {
      await b.page.goto('/');
      await b.page
        .getByRole('listitem')
        .getByRole('button', { name: /^Change/ })
        .first()
        .click();
      await b.page.getByRole('button', { name: 'Do it tomorrow' }).click();
      await expect(b.page.getByText('Moved to tomorrow')).toBeVisible();
    }
    // Work of two days must not be done in one instant: the clock goes on.
    await setTime(start + day * DAY + 20 * MINUTE);
  }

  for (const { setOnline } of devices) await setOnline(true);
  await setTime(start + 6 * DAY + 60 * MINUTE);
  for (const { page } of devices) {
    await page.goto('/me/sync');
    await page.getByRole('button', { name: 'Send now' }).click();
    await untilSent(page);
  }
  await expect(async () => {
    const [fromA, fromB] = [await takeCopy(a.page), await takeCopy(b.page)];
    expect(comparable(fromB)).toEqual(comparable(fromA));
    expect([...fromA.refused, ...fromA.notYetSent, ...fromB.refused, ...fromB.notYetSent]).toEqual([]);
  }).toPass({ timeout: 60_000 });
  for (const path of ['/', '/practice', '/me/streak', '/me/achievements', '/me/notices', '/me/progress']) {
    await expect(async () => {
      expect(await shown(b.page, path), path).toBe(await shown(a.page, path));
    }).toPass({ timeout: 30_000 });
  }
  await a.page.goto('/me/streak');
  // Seven days but one; the days of both devices together, whichever brought them.
  await expect(a.page.getByText('6', { exact: true }).first()).toBeVisible();
  await a.page.goto('/me/progress');
  await expect(a.page.getByRole('slider', { name: 'Minutes of learning' })).toBeVisible();
  for (const { context } of devices) await context.close();
});
