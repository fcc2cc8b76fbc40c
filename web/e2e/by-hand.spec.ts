import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { pickGoal, playToTheEnd, sayName, untilKeptOffline, untilSent } from './learner.ts';
import { Link } from './link.ts';
import { answersAtService, learnerAtService, rowsAtService } from './rows-at-service.ts';
import { freePort } from './service.ts';

const saved = async (page: Page, button: string): Promise<string> => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).first().click();
  return (await download).path();
};

/** The browser clears what scripts keep, as it does when the disk is full; cookies it leaves alone. */
const wipe = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve) => {
        const gone = indexedDB.deleteDatabase(name ?? '');
        gone.onsuccess = resolve;
        gone.onerror = resolve;
      });
    }
  });

test('what one did without a network a stranger carries to the service; when the first browser is cleared all of it comes back', {
  tag: '@long',
}, async ({ openDevice, service }) => {
  test.setTimeout(300_000);
  // A link each: one of the two has no network for long.
  const [linkOfA, linkOfB] = [new Link(await freePort(), service.port), new Link(await freePort(), service.port)];
  await Promise.all([linkOfA.start(), linkOfB.start()]);
  const a = await openDevice(linkOfA);
  const b = await openDevice(linkOfB);
  await pickGoal(a.page, /numbers and nature/);
  await untilSent(a.page);
  await untilKeptOffline(a.page);
  await a.page.goto('/me/hand-over');
  await expect(a.page.getByText('Nothing waits to be sent.').first()).toBeVisible();
  const learnerOfA = await learnerAtService(a.context, linkOfA.url);
  const before = await answersAtService(a.context, linkOfA.url);
  // Whoever is without a network tomorrow needs to know today what to seal for.
  await a.page.waitForTimeout(6_000);

  linkOfA.cut();
  await sayName(a.page, 'Ana');
  await a.page.goto('/');
  await a.page.getByRole('link', { name: 'Start' }).click();
  await a.page.getByRole('button', { name: /Check yourself/ }).click();
  await playToTheEnd(a.page);
  await a.page.goto('/me/hand-over');
  await a.page
    .getByRole('group', { name: /Show the name/ })
    .getByText('On', { exact: true })
    .click();
  await a.page.getByRole('button', { name: 'Pack what waits' }).click();
  await expect(a.page.getByText('Ready to go')).toBeVisible();
  const waiting = await saved(a.page, 'Save as a file');
  await expect(a.page.getByText(/saved as a file/)).toBeVisible();

  // A stranger, who has a network, takes it in.
  await b.page.goto('/');
  await pickGoal(b.page, /AI Engineering|learns/);
  await untilSent(b.page);
  await untilKeptOffline(b.page);
  linkOfB.cut();
  await b.page.goto('/me/hand-over');
  await b.page.getByLabel('File to take in').setInputFiles(waiting);
  await expect(b.page.getByText(/You now carry \d+ things of Ana/)).toBeVisible();
  await expect(b.page.getByText(/Waits for a connection/)).toBeVisible();
  linkOfB.mend();
  await b.page.reload();
  await expect(b.page.getByText(/The service has it, since/)).toBeVisible({ timeout: 60_000 });
  // Nothing of it became the stranger's.
  const ofB = await rowsAtService(b.context, linkOfB.url);
  expect(JSON.stringify(ofB)).not.toContain('Ana');

  // At the service are A's answers, while A still has no network and still waits.
  const asA = async () => answersAtService(a.context, service.url);
  expect(await learnerAtService(a.context, service.url)).toBe(learnerOfA);
  await expect.poll(asA).toBeGreaterThan(before);
  const delivered = await asA();
  await expect(a.page.getByRole('banner').getByRole('link', { name: /Saved and sent/ })).toHaveCount(0);

  // A's browser is cleared before it was ever in touch again: the app says so, and what, and gets it back.
  await a.page.goto('/me');
  await a.page.goto('about:blank');
  await a.page.goto('/me');
  await wipe(a.page);
  linkOfA.mend();
  await a.page.goto('/');
  await expect(a.page.getByText(/This browser was cleared/)).toBeVisible({ timeout: 30_000 });
  await a.page.getByRole('link', { name: 'See what, and how' }).click();
  await expect(a.page.getByText(/the service has \d+ lesson/)).toBeVisible({ timeout: 30_000 });
  await expect(a.page.getByText(/When this page was last left, \d+ things had not been sent/)).toBeVisible();
  await a.page.getByRole('button', { name: 'Get it back here' }).click();
  await expect(a.page.getByText('You are back.')).toBeVisible();
  await untilSent(a.page);
  expect(await learnerAtService(a.context, linkOfA.url)).toBe(learnerOfA);
  await expect(async () => {
    await a.page.goto('/me');
    await expect(a.page.getByRole('heading', { level: 1, name: 'Ana' })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  expect(await answersAtService(a.context, linkOfA.url)).toBe(delivered);
  await linkOfA.stop();
  await linkOfB.stop();
});
