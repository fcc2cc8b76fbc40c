import { expect, test } from './fixtures.ts';
import { follow, pickGoal, untilKeptOffline, untilSent } from './learner.ts';
import { beginNote } from './own-materials.ts';

test('every screen opens and reloads with the server gone', async ({ page, link }) => {
  await pickGoal(page, /how modern AI works/);
  await untilKeptOffline(page);
  await untilSent(page);
  // Texts come first, pictures after them; a course is whole when its page says so.
  await page.goto('/learn/ai-engineering');
  await expect(page.getByText('It works without a connection.')).toBeVisible({ timeout: 30_000 });
  const lesson = await page.getByRole('link', { name: 'What a neuron adds up' }).first().getAttribute('href');
  const quiz = await page.getByRole('link', { name: /^Quiz/ }).first().getAttribute('href');
  await beginNote(page, 'Biology', 'Leaves');
  const material = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Biology' })).toBeVisible();
  const subject = new URL(page.url()).pathname;
  link.cut();
  const screens: [string, string | RegExp][] = [
    ['/', /Good|Welcome|Still up/],
    ['/learn', 'Learn'],
    ['/learn/ai-engineering', 'AI Engineering'],
    [lesson ?? '', 'What a neuron adds up'],
    [`${lesson}/print`, 'What a neuron adds up'],
    [quiz ?? '', /./],
    ['/practice', 'Practice'],
    ['/practice/speak', 'Speak'],
    ['/practice/anki', 'Bring your Anki history'],
    ['/me', /./],
    ['/me/profile', 'Profile'],
    ['/me/subjects', 'My subjects and materials'],
    ['/me/subjects?q=neuron', 'My subjects and materials'],
    ['/me/subjects/recovered', 'Recovered and deleted'],
    [subject, 'Biology'],
    [material, 'Leaves'],
    ['/me/arrivals', 'Shared with Hornbook'],
    ['/me/conversations', /./],
    ['/me/conversations/new', /./],
    ['/me/conversations/sent', /./],
    ['/me/sync', 'Saving and sending'],
    ['/me/downloads', /./],
    ['/learn/everyday-numbers-and-nature/give', 'Give this course to somebody'],
    ['/me/settings', 'Settings'],
    ['/me/progress', 'Progress'],
    ['/me/streak', 'Days of learning'],
    ['/me/reminders', 'Reminders and notices'],
    ['/me/how', 'How Hornbook decides'],
    ['/me/data', 'My data'],
    ['/me/hand-over', 'By hand'],
    ['/join', 'Another device'],
    ['/no/such/page', /./],
  ];
  for (const [path, heading] of screens) {
    await follow(page, path);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }
  await page.goto(lesson ?? '');
  const figure = page.locator('article img').first();
  await figure.scrollIntoViewIfNeeded();
  await expect.poll(() => figure.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});
