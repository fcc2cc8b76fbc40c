import type { Page } from '@playwright/test';
import { faultsOf, fill, openDesk, writeLesson } from './author.ts';
import { learnTogether } from './class-of-learners.ts';
import { expect, test } from './fixtures.ts';

/** Goes on by the tab key until what reads so has the focus. */
const tabTo = async (page: Page, words: string): Promise<void> => {
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  for (let step = 0; step < 40 && (await focused()) !== words; step += 1) await page.keyboard.press('Tab');
  expect(await focused()).toBe(words);
};

const ofDesk = (path: string): boolean => path.startsWith('/assets/desk-');

test('an author writes a course without a connection and publishes it when there is one; a phone gets it and answers', {
  tag: '@long',
}, async ({ openAuthor, openDevice }) => {
  test.setTimeout(150_000);
  const { page, link, loaded } = await openAuthor();
  // Somebody who only learns meets no desk, and loads nothing of it.
  await page.goto('/desk');
  await expect(page.getByText('Your account may not write courses here.')).toBeVisible();
  expect(loaded.filter(ofDesk)).toEqual([]);
  await openDesk(page);
  expect(loaded.filter(ofDesk)).not.toEqual([]);
  link.cut();
  await page.reload();

  await writeLesson(page, '## Two hills\n\nThe water stands in $2$ hills.');
  await page.getByRole('button', { name: 'Add a question' }).click();
  await fill(page, 'What is asked', 'What pulls the sea?');
  await page.getByRole('button', { name: 'Add an answer' }).click();
  await expect(page.getByLabel('Answer 1', { exact: true })).toBeFocused();
  await fill(page, 'Answer 1', 'The moon');
  await page.getByLabel('This is right').first().check();
  await page.getByRole('button', { name: 'Add an answer' }).click();
  await fill(page, 'Answer 2', 'The wind');
  await fill(page, 'What to say to whoever takes it', 'The wind makes waves.', 0);
  await fill(page, 'Explanation', 'Its pull lifts the water.');
  const tryIt = page.getByRole('main').locator('section').filter({ hasText: 'Try it as learners will' });
  await tryIt.getByRole('radio', { name: 'The wind' }).check({ force: true });
  await tryIt.getByRole('button', { name: 'Try this answer' }).click();
  await expect(tryIt.getByText('Not quite').first()).toBeVisible();
  await expect(tryIt.getByText('The wind makes waves.').first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('button', { name: 'Another question' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A question without words' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Kind of question' }).selectOption({ label: 'A number' });
  await fill(page, 'What is asked', 'How many times a day is the sea high?');
  await fill(page, 'The right number', '2');
  await fill(page, 'Explanation', 'There are two hills of water.');
  await expect(page.getByRole('button', { name: 'Try this answer' })).toBeVisible();
  await page.getByRole('link', { name: 'All of the course' }).click();
  await expect(page.getByText(/Kept here; \d+ changes wait/)).toBeVisible();
  await expect(page.getByText('missing')).toHaveCount(0);
  expect(await faultsOf(page)).toEqual([]);

  // Order by keys, a deletion, and both taken back.
  const questions = page.getByRole('link', { name: /What pulls|How many/ });
  await page.getByRole('button', { name: /^Down: What pulls/ }).click();
  await expect(questions.first()).toHaveText(/How many/);
  await page.getByRole('button', { name: /^Up: What pulls/ }).click();
  await expect(questions.first()).toHaveText(/What pulls/);
  await page.getByRole('button', { name: /^More: How many/ }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(questions).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(questions).toHaveCount(2);

  await page.reload();
  await expect(questions).toHaveCount(2);
  await page.getByRole('link', { name: 'Check and publish' }).click();
  await expect(page.getByText(/changes are still on their way/)).toBeVisible();
  link.mend();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('heading', { name: 'What learners will get' })).toBeVisible({ timeout: 45_000 });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Published. Devices fetch what changed')).toBeVisible();
  await expect(page.getByText('Version 1', { exact: true })).toBeVisible();
  await expect(page.getByText('Nothing: they have all of it.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  const phone = await openDevice(link);
  const asked: string[] = [];
  phone.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await phone.page.goto('/learn/tides');
  await expect(phone.page.getByRole('heading', { level: 1, name: 'Tides' })).toBeVisible({ timeout: 30_000 });
  await phone.page.getByRole('link', { name: /Practice · 2 questions/ }).click();
  await expect(phone.page.getByRole('heading', { level: 1, name: 'What pulls the sea?' })).toBeVisible();
  await phone.page.getByRole('radio', { name: 'The moon' }).check({ force: true });
  await phone.page.getByRole('button', { name: 'Check' }).click();
  await expect(phone.page.getByText('Its pull lifts the water.')).toBeVisible();
  expect(asked.filter(ofDesk)).toEqual([]);

  // What they make of it: nothing of a few, figures of a group, and the last ones stay without a connection.
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('link', { name: 'What learners make of it' }).click();
  await expect(page.getByText('Too few have begun it')).toBeVisible();
  const pupil = (picks: number, text: string) => ({ picks, stars: '4' as const, text });
  await learnTogether(link.url, 'tides', [
    ...[pupil(1, 'Too short.'), pupil(1, ''), pupil(1, ''), pupil(0, 'I see it from my window.'), pupil(0, '')],
  ]);
  await page.getByRole('button', { name: 'Count again' }).click();
  const asked1 = page.getByRole('listitem').filter({ hasText: 'What pulls the sea?' });
  await expect(asked1.getByText('40% right')).toBeVisible();
  await expect(asked1.getByText('Most chosen of the wrong: The wind (3)')).toBeVisible();
  await expect(page.getByText('I see it from my window.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  link.cut();
  await page.reload();
  await expect(page.getByText(/Newer figures come with a connection/)).toBeVisible();
  await expect(asked1.getByText('40% right')).toBeVisible();
  // By the keys alone: what is asked again can be reached, and the question that is often wrong opens.
  await tabTo(page, 'Count again');
  await tabTo(page, 'What pulls the sea?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'What pulls the sea?' })).toBeVisible();
});
