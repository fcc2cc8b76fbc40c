import type { ActivityHeader, Catalogue, CourseManifest } from '@hornbook/shared/content/pack.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { giveSomeAnswer, pickGoal, playToTheEnd, untilSent } from './learner.ts';

const course = 'everyday-numbers-and-nature';

/** Opens the first activity of the course that is wanted, once it has come to this device. */
const openActivity = async (page: Page, wanted: (activity: ActivityHeader) => boolean): Promise<ActivityHeader> => {
  const catalogue: Catalogue = await (await page.request.get('/packs/catalogue')).json();
  const version = catalogue.courses.find(({ slug }) => slug === course)?.version;
  const manifest: CourseManifest = await (await page.request.get(`/packs/${version}`)).json();
  const all = manifest.units.flatMap(({ lessons, activities }) => [
    ...lessons.flatMap((lesson) => lesson.activities),
    ...activities,
  ]);
  const activity = all.find(wanted);
  if (!activity) throw new Error('the course has no such activity');
  await page.goto(`/play/${course}/${activity.id}`);
  return activity;
};

const question = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 });
const timer = (page: Page) => page.getByRole('timer');
/** Reads of the region that was there before its message. */
const told = (page: Page) => page.getByRole('status').filter({ hasText: /time/ });

test('a practice is done by keys alone, and the focus is always where the learner is', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await pickGoal(page, /numbers and nature/);
  const { questionCount } = await openActivity(page, ({ kind }) => kind === 'practice');
  await expect(question(page)).toBeFocused();
  for (let number = 1; number <= questionCount; number++) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: /first/ })).toBeVisible();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: /Right|Not quite|Partly right/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question(page)).toBeFocused();
  }
  await expect(page.getByRole('heading', { name: 'Question by question' })).toBeVisible();
});

test('a reload comes back to the same question, with its verdict or with what was typed', async ({ page }) => {
  await pickGoal(page, /numbers and nature/);
  await openActivity(page, ({ kind }) => kind === 'practice');
  await expect(question(page)).toBeFocused();
  const first = await question(page).textContent();
  await giveSomeAnswer(page);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('button', { name: /Continue/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: /Continue/ })).toBeVisible();
  expect(await question(page).textContent()).toBe(first);

  const field = page.getByRole('main').getByRole('textbox');
  while (!(await field.isVisible())) {
    const before = await question(page).textContent();
    if (await page.getByRole('button', { name: 'Check' }).isVisible()) {
      await giveSomeAnswer(page);
      await page.getByRole('button', { name: 'Check' }).click();
    }
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(question(page)).not.toHaveText(before ?? '');
  }
  const typing = await question(page).textContent();
  await field.pressSequentially('3.1');
  await page.waitForTimeout(500);
  await page.reload();
  await expect(field).toHaveValue('3.1');
  expect(await question(page).textContent()).toBe(typing);
});

test('a test says its time before the start, keeps its end over a reload, and never ends by itself', async ({
  page,
}) => {
  await page.clock.install();
  await pickGoal(page, /numbers and nature/);
  await openActivity(page, ({ kind, gradedOn }) => kind === 'test' && gradedOn === 'device');
  await expect(page.getByRole('radio', { name: '12 minutes' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'No limit' })).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(timer(page)).toHaveText(/^(12:00|11:5\d) left$/);
  await page.clock.fastForward('06:30');
  await expect(told(page)).toHaveText('Half the time is left.');
  await page.reload();
  await expect(timer(page)).toHaveText(/^5:[0-3]\d left$/);
  await page.clock.fastForward('06:00');
  await expect(timer(page)).toHaveText('Time is up');
  await expect(told(page)).toContainText('Go on as long as you like');
  await giveSomeAnswer(page);
  await playToTheEnd(page);
  await expect(page.getByText('Over time')).toBeVisible();
});

test('a test that is given more time, or all the time there is, is not over time', { tag: '@long' }, async ({
  page,
}) => {
  await page.clock.install();
  await pickGoal(page, /numbers and nature/);
  await openActivity(page, ({ kind, gradedOn }) => kind === 'test' && gradedOn === 'device');
  await page.getByRole('radio', { name: '24 minutes' }).check({ force: true });
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(timer(page)).toHaveText(/^(24:00|23:5\d) left$/);
  await page.getByRole('button', { name: 'More time' }).click();
  await page.getByRole('button', { name: 'No limit' }).click();
  await expect(timer(page)).toBeHidden();
  await page.clock.fastForward('30:00');
  await playToTheEnd(page);
  await expect(page.getByText('Over time')).toBeHidden();
});

test('a test graded by the service is done without it, and its result comes later', async ({ page, context }) => {
  test.setTimeout(120_000);
  await pickGoal(page, /numbers and nature/);
  await untilSent(page);
  await openActivity(page, ({ gradedOn }) => gradedOn === 'server');
  await expect(page.getByText('Its answers are not on this device')).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(timer(page)).toBeVisible();
  await context.setOffline(true);
  await playToTheEnd(page);
  await expect(page.getByText('Will be graded when sent').first()).toBeVisible();
  await expect(page.getByText(/\d+ of \d+ points/)).toBeHidden();
  await context.setOffline(false);
  await expect(page.getByText('graded by the service')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/\d+ of \d+ points/).first()).toBeVisible();
});

test('mistakes come back as a round of their own, graded by the service like any other', { tag: '@long' }, async ({
  page,
}) => {
  await pickGoal(page, /numbers and nature/);
  await openActivity(page, ({ kind }) => kind === 'practice');
  await expect(question(page)).toBeFocused();
  await playToTheEnd(page);
  await page.goto('/practice');
  await page.getByRole('button', { name: /My mistakes/ }).click();
  await expect(question(page)).toBeFocused();
  await playToTheEnd(page);
  await expect(page.getByText('Saved on this device and graded by the service.')).toBeVisible({ timeout: 45_000 });
});
