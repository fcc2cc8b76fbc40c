import type { Catalogue, CourseManifest } from '@hornbook/shared/content/pack.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { giveSomeAnswer, pickGoal, playToTheEnd, takeCopy, untilKeptOffline, untilSent } from './learner.ts';

const course = 'everyday-numbers-and-nature';

const openPractice = async (page: Page): Promise<void> => {
  const catalogue: Catalogue = await (await page.request.get('/packs/catalogue')).json();
  const version = catalogue.courses.find(({ slug }) => slug === course)?.version;
  const manifest: CourseManifest = await (await page.request.get(`/packs/${version}`)).json();
  const lessons = manifest.units.flatMap((unit) => unit.lessons);
  const practice = lessons.flatMap(({ activities }) => activities).find(({ kind }) => kind === 'practice');
  await page.goto(`/play/${course}/${practice?.id}`);
  await expect(question(page)).toBeFocused();
};
const question = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 });
const check = (page: Page) => page.getByRole('button', { name: 'Check' });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
const answer = async (page: Page) => {
  await giveSomeAnswer(page);
  await check(page).click();
  await expect(undo(page)).toBeVisible();
};

test('an answer is taken back by key and by touch, for ten seconds, and counts nowhere', async ({ page }) => {
  await page.clock.install();
  await pickGoal(page, /numbers and nature/);
  await openPractice(page);
  const first = await question(page).textContent();
  await answer(page);
  await page.keyboard.press('Control+z');
  await expect(check(page)).toBeVisible();
  await expect(question(page)).toBeFocused();
  await expect(page.getByText('Taken back: it counts nowhere')).toBeVisible();
  await answer(page);
  await expect(page.getByText(/Answered again/)).toBeVisible();
  await undo(page).click();
  await expect(check(page)).toBeVisible();

  // Also from the next question, as long as the ten seconds last.
  await answer(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(question(page)).not.toHaveText(first ?? '');
  await undo(page).click();
  await expect(question(page)).toHaveText(first ?? '');
  await answer(page);
  await page.clock.fastForward(11_000);
  await expect(undo(page)).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  await playToTheEnd(page);
  await untilSent(page);
  const { cards } = await takeCopy(page);
  expect(cards.length).toBeGreaterThan(0);
  const { rows } = await takeCopy(page);
  const [attempt] = rows.attempts as { questionIds: string[] }[];
  expect(cards.length).toBe((attempt?.questionIds.length ?? 0) - 1);
});

test('what was answered comes back when it is due, without a network', async ({ page, context }) => {
  await page.clock.install();
  await pickGoal(page, /numbers and nature/);
  await openPractice(page);
  await playToTheEnd(page);
  await untilKeptOffline(page);
  await untilSent(page);
  await context.setOffline(true);
  await page.clock.fastForward(4 * 86_400_000);
  await page.goto('/practice');
  const due = page.getByRole('heading', { level: 2, name: /\d+ questions?, (weakest first|before it fades)/ });
  await expect(due).toBeVisible();
  await page.getByRole('button', { name: /Review/ }).click();
  await playToTheEnd(page);
  await page.goto('/practice');
  await expect(page.getByText(/\d+ done today/)).toBeVisible();
});
