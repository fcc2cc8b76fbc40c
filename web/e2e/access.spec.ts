import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { pickGoal, playToTheEnd } from './learner.ts';

const routes = [
  '/',
  '/learn',
  '/learn/everyday-numbers-and-nature',
  '/practice',
  '/me',
  '/me/progress',
  '/me/streak',
  '/me/achievements',
  '/me/notices',
  '/me/reminders',
  '/me/how',
  '/me/downloads',
  '/me/sync',
  '/me/data',
  '/me/profile',
  '/me/settings',
  '/nowhere',
];

/** Everything axe finds, one line each. */
const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${page.url()} ${id}: ${html.slice(0, 160)}`));
};

const settled = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
};

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const scheme of ['light', 'dark'] as const) {
  test(`nothing stands in anybody's way on any screen, ${scheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await pickGoal(page, /numbers and nature/);
    const found: string[] = [];
    await page.getByRole('link', { name: 'Start' }).click();
    await settled(page);
    found.push(...(await findings(page)));
    await page.getByRole('button', { name: /Check yourself/ }).click();
    await settled(page);
    found.push(...(await findings(page)));
    await playToTheEnd(page);
    found.push(...(await findings(page)));
    for (const route of routes) {
      await page.goto(route);
      await settled(page);
      found.push(...(await findings(page)));
    }
    expect(found).toEqual([]);
  });
}

test('every screen fits 320 pixels, in a right-to-left language too', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 640 });
  await pickGoal(page, /numbers and nature/);
  const wide: string[] = [];
  for (const language of ['', '?locale=pseudo-rtl']) {
    for (const route of routes) {
      await page.goto(route + language);
      await settled(page);
      if ((await sideways(page)) > 0) wide.push(`${route}${language} is ${await sideways(page)} px too wide`);
    }
  }
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  expect(wide).toEqual([]);
});
