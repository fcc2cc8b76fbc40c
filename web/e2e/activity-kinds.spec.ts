import type { Activity, Catalogue, CourseManifest, LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { giveSomeAnswer, pickGoal, playToTheEnd } from './learner.ts';

const course = 'everyday-numbers-and-nature';

/** The course's first activity of a kind, with its questions. */
const firstOf = async (page: Page, kind: Activity['kind']): Promise<Activity> => {
  const catalogue: Catalogue = await (await page.request.get('/packs/catalogue')).json();
  const version = catalogue.courses.find(({ slug }) => slug === course)?.version;
  const manifest: CourseManifest = await (await page.request.get(`/packs/${version}`)).json();
  for (const { part, lessons } of manifest.units)
    for (const ref of [...lessons.map((lesson) => lesson.part), part]) {
      if (!ref) continue;
      const { activities }: LessonPart | UnitPart = await (await page.request.get(`/packs/${ref.sha256}`)).json();
      const activity = activities.find((candidate) => candidate.kind === kind);
      if (activity) return activity;
    }
  throw new Error(`the course has no ${kind}`);
};

const question = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 });
const verdicts = (page: Page) => page.getByRole('heading', { level: 2, name: /^(Right|Not quite|Partly right)$/ });
const hint = (page: Page) => page.getByRole('button', { name: /Show (a|another) hint/ });
const results = (page: Page) => page.getByRole('heading', { name: 'Question by question' });

for (const kind of ['quiz', 'challenge'] as const) {
  test(`a ${kind} has no hints and says nothing before its end, then everything`, {
    tag: kind === 'challenge' ? '@long' : [],
  }, async ({ page }) => {
    await pickGoal(page, /numbers and nature/);
    const activity = await firstOf(page, kind);
    if (kind === 'challenge')
      expect(new Set(activity.questions.flatMap(({ skillIds }) => skillIds)).size).toBeGreaterThan(1);
    await page.goto(`/play/${course}/${activity.id}`);
    for (let number = 1; number <= activity.questions.length; number++) {
      await expect(page.getByText(`${number} of ${activity.questions.length}`, { exact: true })).toBeVisible();
      await expect(hint(page)).toBeHidden();
      await giveSomeAnswer(page);
      await page.getByRole('button', { name: /^(Next|See how it went)$/ }).click();
      await expect(verdicts(page)).toHaveCount(0);
    }
    await expect(results(page)).toBeVisible();
    // Each question with what it is explained by, right or wrong.
    await expect(page.getByText(/\d+ of \d+ points/).first()).toBeVisible();
    for (const { explanationHtml } of activity.questions) {
      const words = (explanationHtml ?? '').split(/<[^>]*>/).find((piece) => piece.trim().length > 12) ?? '';
      await expect(page.getByText(words.trim().slice(0, 30).replaceAll('&#x27;', "'")).first()).toBeAttached();
    }
  });
}

test('a practice notes its hints, and all attempts stay: best, latest, each with its explanations', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await pickGoal(page, /numbers and nature/);
  const activity = await firstOf(page, 'practice');
  await page.goto(`/play/${course}/${activity.id}/attempts`);
  await expect(page.getByText('Not done yet')).toBeVisible();
  await page.getByRole('link', { name: 'Start' }).click();

  await expect(question(page)).toBeVisible();
  await hint(page).click();
  await hint(page).click();
  await giveSomeAnswer(page);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(verdicts(page)).toBeVisible();
  await playToTheEnd(page);
  await expect(page.getByText('Answered with 2 hints')).toHaveCount(1);
  await expect(page.getByText('2 hints', { exact: true })).toBeVisible();

  await page.goto(`/play/${course}/${activity.id}`);
  await expect(page.getByText(/· 2 hints/)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(question(page)).toBeVisible();
  await playToTheEnd(page);
  await page.getByRole('link', { name: 'All attempts' }).click();
  await expect(page.getByText('Done 2 times')).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: /^Latest/ }).click();
  await expect(results(page)).toBeVisible();
  await expect(page.getByText('Answered with 2 hints')).toBeHidden();
  await page.goBack();
  await page.getByRole('main').getByRole('listitem').last().getByRole('link').click();
  await expect(page.getByText('Answered with 2 hints')).toHaveCount(1);
});
