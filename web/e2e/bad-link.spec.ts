import type { Catalogue, CourseManifest } from '@hornbook/shared/content/pack.ts';
import type { Page } from '@playwright/test';
import { answerOne, beginPractice, goOn } from './answering.ts';
import { expect, test } from './fixtures.ts';
import { giveSomeAnswer, pickGoal, sayName, sendAll, untilKeptOffline } from './learner.ts';
import type { Fault } from './link.ts';
import { answersAtService, rowsAtService } from './rows-at-service.ts';

test('over a link with fourteen faults everything arrives, once, and comes with a receipt', async ({
  page,
  context,
  link,
}) => {
  test.setTimeout(240_000);
  const faults: Fault[] = [
    ...(['drop-request', 'drop-reply', 'half-open', 'duplicate', 'truncate', 'captive', 'redirect', 'busy'] as const),
    ...(['pass', 'slow', 'reset', 'late', 'corrupt', 'bad-gateway', 'trickle', 'pass'] as const),
  ];
  await beginPractice(page);
  link.fault = (n) => faults[n % faults.length] ?? 'pass';
  for (let count = 0; count < 3; count++) {
    await answerOne(page);
    await goOn(page).click();
    await expect(goOn(page)).toBeHidden();
  }
  await sayName(page, 'Ada');
  await page.goto('/me/sync');
  // The faults go on until each has struck.
  const struck = () => faults.filter((fault) => fault !== 'pass' && link.seen[fault]).length;
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: 'Send now' }).click();
        return struck();
      },
      { timeout: 120_000, intervals: [1_000] },
    )
    .toBe(14);
  link.fault = () => 'pass';
  await sendAll(page);
  expect(await answersAtService(context, link.url)).toBe(3);
  const rows = await rowsAtService(context, link.url);
  expect(rows.filter(({ collection }) => collection === 'profile')).toEqual([
    expect.objectContaining({ row: expect.objectContaining({ displayName: 'Ada' }) }),
  ]);
  const receipts = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Copy this receipt' }) });
  await expect(receipts.filter({ hasText: 'Profile' })).toHaveCount(1);
  await expect(receipts.filter({ hasText: 'Practice' })).toHaveCount(1);
});

test('a lesson that is opened by a link can be read before the app is here, and stays in its place when it comes', async ({
  page,
}) => {
  const catalogue: Catalogue = await (await page.request.get('/packs/catalogue')).json();
  const version = catalogue.courses.find(({ slug }) => slug === 'ai-engineering')?.version;
  const manifest: CourseManifest = await (await page.request.get(`/packs/${version}`)).json();
  const { id, title } = manifest.units[0]?.lessons[0] ?? {};
  let bring = () => {};
  const brought = new Promise<void>((resolve) => {
    bring = resolve;
  });
  await page.route('**/assets/*.js', async (route) => {
    await brought;
    await route.continue();
  });
  await page.goto(`/learn/ai-engineering/lessons/${id}`, { waitUntil: 'commit' });
  const parts = [
    page.getByRole('heading', { level: 1, name: title ?? '' }),
    page.locator('.pack-html-reading p').first(),
  ];
  const places = () =>
    Promise.all(
      parts.map(async (part) => {
        await expect(part).toBeVisible();
        const { x = 0, y = 0, width = 0, height = 0 } = (await part.boundingBox()) ?? {};
        return [x, y, width, height].map(Math.round);
      }),
    );
  const before = await places();
  await expect(page.getByRole('main')).toBeHidden();
  bring();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('#beginning')).toHaveCount(0);
  expect(await places()).toEqual(before);
});

test('on a link of 50 kbit and two seconds a verdict comes at once all the same, and all of it arrives', {
  tag: '@long',
}, async ({ page, context, link }) => {
  await beginPractice(page);
  link.fault = () => 'thin';
  for (let count = 0; count < 2; count++) {
    await giveSomeAnswer(page);
    const pressed = Date.now();
    await page.getByRole('button', { name: 'Check' }).click();
    await expect(goOn(page)).toBeVisible();
    expect(Date.now() - pressed).toBeLessThan(1_500);
    await goOn(page).click();
    await expect(goOn(page)).toBeHidden();
  }
  await sendAll(page);
  expect(await answersAtService(context, link.url)).toBe(2);
});

/** Every stored answer that is not what its address says, or that shows a portal's page. */
const strangersInCaches = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        const isPage = (answer?.headers.get('content-type') ?? '').startsWith('text/html');
        const asksForPage = new URL(request.url).pathname.endsWith('.html');
        if (isPage !== asksForPage || (isPage && /Wi-Fi/.test((await answer?.text()) ?? ''))) found.push(request.url);
      }
    }
    return found;
  });

test('a portal in the way while the app is stored, and later of everything, leaves nothing of its page on the device', {
  tag: '@long',
}, async ({ page, context, link }) => {
  // The page itself came; what the service worker fetches to keep does not.
  let asked = 0;
  link.portal = (path, use) => {
    const kept = use === 'empty' && /^\/(assets|icons)\/|^\/index\.html/.test(path);
    if (kept) asked += 1;
    return kept;
  };
  await pickGoal(page, /numbers and nature/);
  await expect.poll(() => asked).toBeGreaterThan(0);
  await page.waitForTimeout(1_500);
  expect(await strangersInCaches(page)).toEqual([]);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();

  link.portal = () => false;
  await page.reload();
  await untilKeptOffline(page);
  await page.getByRole('link', { name: 'Try its questions first' }).click();
  await expect(page.getByRole('button', { name: 'Check' })).toBeVisible();
  link.portal = () => true;
  await answerOne(page);
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update().catch(() => undefined);
  });
  await page.reload();
  await expect(goOn(page)).toBeVisible();
  await page.goto('/me/sync');
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByText(/sign-in page|Wi-Fi/).first()).toBeVisible();
  expect(await strangersInCaches(page)).toEqual([]);
  link.portal = () => false;
  await sendAll(page);
  expect(await answersAtService(context, link.url)).toBe(1);
});
