import { readStopped } from './database.ts';
import { expect, test } from './fixtures.ts';
import { pickGoal, playToTheEnd, scoreOnScreen, untilKeptOffline, untilSent } from './learner.ts';
import { freePort, Service } from './service.ts';

test('the first question is three taps away for someone new', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /numbers and nature/ }).click();
  await page.getByRole('link', { name: 'Try its questions first' }).click();
  await expect(
    page.getByRole('button', { name: 'Check' }).or(page.getByRole('button', { name: 'Next' })),
  ).toBeVisible();
});

test('a lesson and a quiz done while the server is stopped survive closing, and arrive when it is back', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const service = new Service(await freePort());
  await service.start();
  const context = await browser.newContext({ baseURL: service.url, viewport: { width: 360, height: 640 } });
  let page = await context.newPage();
  await pickGoal(page, /how modern AI works/);
  await untilKeptOffline(page);
  await untilSent(page);
  await service.stop();

  await page.reload();
  await page.getByRole('link', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'What a neuron adds up' })).toBeVisible();
  await page.getByRole('button', { name: /Check yourself/ }).click();
  await playToTheEnd(page);
  const score = await scoreOnScreen(page);
  const results = page.url();

  await page.reload();
  expect(await scoreOnScreen(page)).toBe(score);
  await page.close();
  page = await context.newPage();
  await page.goto(results);
  expect(await scoreOnScreen(page)).toBe(score);
  await page.goto('/learn/ai-engineering');
  await expect(page.getByText('Done').first()).toBeVisible();

  await service.start();
  await page.goto(results);
  await untilSent(page);
  await expect(page.getByText('Saved on this device and graded by the service.')).toBeVisible({ timeout: 30_000 });
  expect(await scoreOnScreen(page)).toBe(score);
  // The skills are folded within five seconds of the push.
  await page.waitForTimeout(6_000);
  await context.close();
  await service.stop();

  const [attempt] = await readStopped(
    service.databaseDir,
    'select status, earned_points, possible_points, grading from attempts',
  );
  expect(attempt?.status).toBe('completed');
  expect(`${attempt?.earned_points} of ${attempt?.possible_points} points`).toBe(score);
  const skills = await readStopped(service.databaseDir, 'select * from skill_states');
  expect(skills.length).toBeGreaterThan(0);
  const lessons = await readStopped(service.databaseDir, 'select status from lesson_progress');
  expect(lessons).toEqual([{ status: 'completed' }]);
  await service.dispose();
});
