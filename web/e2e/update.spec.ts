import type { Page } from '@playwright/test';
import { giveSomeAnswer, pickGoal, takeCopy, untilKeptOffline, untilSent } from './learner.ts';
import type { Link } from './link.ts';
import { share } from './own-materials.ts';
import { expect, test } from './unwatched.ts';

/** Another version of the app is deployed: a page that says so, under a revision the service worker has not seen. */
const deploy = (link: Link): void => {
  link.rewrite = (path, text) => {
    if (path === '/service-worker.js')
      return text.replace(
        /"revision":"[0-9a-f]{32}","url":"index.html"/,
        `"revision":"${'e'.repeat(32)}","url":"index.html"`,
      );
    if (path === '/index.html' || path === '/')
      return text.replace('<head>', '<head><meta name="deployed" content="later">');
    return null;
  };
};

/** Looks for the new version, and waits until it only waits to be let in. Like a browser, it looks again when fetching it failed. */
const untilItWaits = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const look = () => registration?.update().catch(() => undefined);
    await look();
    while (!registration?.waiting) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      if (!registration?.installing && !registration?.waiting) await look();
    }
  });

test('a new version is offered after the work, never in the middle of it, and keeps what was done', async ({
  page,
  link,
}) => {
  test.setTimeout(120_000);
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await page.getByRole('link', { name: 'Try its questions first' }).click();
  await expect(page.getByRole('button', { name: /Check|Skip|Next/ })).toBeVisible();
  deploy(link);
  await untilItWaits(page);
  const offer = page.getByRole('button', { name: 'Use it now' });
  await giveSomeAnswer(page);
  await page.getByRole('button', { name: /^(Check|Next)$/ }).click();
  await expect(offer).toBeHidden();

  await page.getByRole('button', { name: 'Close' }).click();
  const leave = page.getByRole('button', { name: 'Leave', exact: true });
  if (await leave.isVisible().catch(() => false)) await leave.click();
  await expect(offer).toBeVisible();
  await offer.click();
  await expect(page.locator('meta[name=deployed]')).toHaveCount(1, { timeout: 20_000 });
  await untilSent(page);
  const { rows } = await takeCopy(page);
  expect(rows.attempts).toEqual([expect.objectContaining({ status: 'in_progress' })]);
  link.cut();
  await page.reload();
  await expect(page.locator('meta[name=deployed]')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a second tab gets over it when the first one takes the new version', async ({ page, link, context }) => {
  test.setTimeout(120_000);
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByRole('heading', { level: 1 })).toBeVisible();
  deploy(link);
  await page.bringToFront();
  await untilItWaits(page);
  await page.getByRole('button', { name: 'Use it now' }).click();
  await expect(page.locator('meta[name=deployed]')).toHaveCount(1, { timeout: 20_000 });

  await second.bringToFront();
  await second.getByRole('button', { name: 'Use it now' }).click();
  await expect(second.locator('meta[name=deployed]')).toHaveCount(1, { timeout: 20_000 });
});

test('what is shared while a new version is fetched, waits and takes over is kept, each of it once', {
  tag: '@long',
}, async ({ page, link, context }) => {
  test.setTimeout(120_000);
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  const second = await context.newPage();
  await second.goto('/me/subjects');
  deploy(link);
  const fetching = untilItWaits(page);
  await share(second, { text: 'Shared while it is fetched.' });
  await fetching;
  await share(second, { text: 'Shared while it waits.' });
  // Let in by the very page that shares: the form comes while one version ends and the other begins.
  await second.evaluate(async () => {
    (await navigator.serviceWorker.getRegistration())?.waiting?.postMessage({ type: 'SKIP_WAITING' });
  });
  await share(second, { text: 'Shared while it takes over.' });
  await second.goto('/me/arrivals');
  await expect(second.locator('meta[name=deployed]')).toHaveCount(1);
  for (const when of ['is fetched', 'waits', 'takes over'])
    await expect(second.getByText(`Shared while it ${when}.`)).toHaveCount(1);
});

test('a download that is under way does not keep a new version waiting', async ({ page, link, context }) => {
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await untilSent(page);
  // More than can come over this link while the story lasts.
  link.filesPerSecond = 2_000;
  await page.goto('/learn/everyday-english');
  await page
    .getByRole('button', { name: /Download/ })
    .first()
    .click();
  const before = link.fileBytes;
  await expect.poll(() => link.fileBytes).toBeGreaterThan(before);
  deploy(link);
  await untilItWaits(page);
  const second = await context.newPage();
  await second.goto('/me');
  const pressed = Date.now();
  await second.getByRole('button', { name: 'Use it now' }).click();
  await expect(second.locator('meta[name=deployed]')).toHaveCount(1);
  // By itself, not only because a page that lost its patience was loaded anew.
  expect(Date.now() - pressed).toBeLessThan(3_500);
});

test('a service worker with other bytes at every look makes no loop: one reload, and only when asked for', {
  tag: '@long',
}, async ({ page, link }) => {
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  let looks = 0;
  link.rewrite = (path, text) => (path === '/service-worker.js' ? `${text}\n// ${looks++}` : null);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  const look = () =>
    page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update();
      document.dispatchEvent(new Event('visibilitychange'));
    });
  for (let time = 0; time < 3; time++) {
    await look();
    await page.waitForTimeout(250);
  }
  expect(looks).toBeGreaterThan(1);
  expect(loads).toBe(0);
  await page.getByRole('button', { name: 'Use it now' }).click();
  await expect.poll(() => loads).toBe(1);
  await page.waitForTimeout(1_000);
  expect(loads).toBe(1);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
