import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { faultsOf, fill, openDesk, writeLesson } from './author.ts';
import { expect, test } from './fixtures.ts';
import { sendAll } from './learner.ts';
import type { Service } from './service.ts';

const BEN = 'ben@example.org';

/** As whoever runs the service allows somebody to write courses: by its own command, while it is stopped. */
const allow = async (service: Service, email: string): Promise<void> => {
  await service.stop();
  const command = join(import.meta.dirname, '../../server/dist/user-command.js');
  const env = { ...process.env, HORNBOOK_DATA: service.dataDir };
  execFileSync(process.execPath, [command, 'grant', email, 'author'], { env });
  await service.start();
};

/** Types at the beginning or the end of what a text already says. */
const typeAt = async (page: Page, label: string, key: 'Control+Home' | 'Control+End', text: string): Promise<void> => {
  const field = page.getByLabel(label, { exact: true });
  await field.focus();
  await field.press(key);
  await field.pressSequentially(text);
  await field.blur();
};

const openPart = async (page: Page, course: string, name: RegExp): Promise<void> => {
  await page.goto(course);
  await page.getByRole('link', { name }).first().click();
};

/** Letters that take what they are long, however they are packed. */
const longText = (seed: number): string => {
  let state = seed;
  return Array.from({ length: 30_000 }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  }).join('');
};

test('two authors write in one question and one text without a connection; both see what both wrote, and either publishes it', {
  tag: '@long',
}, async ({ openAuthor }) => {
  test.setTimeout(240_000);
  const { page: ada, service, link, openAnother } = await openAuthor();
  const { page: ben, link: bensLink } = await openAnother('Ben');
  await openDesk(ada);
  await ben.goto('/me/account');
  await ben.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(BEN);
  await ben.getByLabel('New password').fill('correct horse battery');
  await ben.getByRole('button', { name: 'Make account' }).click();
  await expect(ben.getByText(BEN)).toBeVisible();
  await allow(service, BEN);

  await writeLesson(ada, 'The water stands in $2$ hills.');
  await ada.getByRole('button', { name: 'Add a question' }).click();
  await ada.getByRole('combobox', { name: 'Kind of question' }).selectOption({ label: 'A number' });
  await fill(ada, 'What is asked', 'How many times a day is the sea high?');
  await fill(ada, 'The right number', '3');
  await fill(ada, 'Explanation', 'There are hills of water.');
  await ada.getByRole('link', { name: 'All of the course' }).click();
  await expect(ada.getByRole('heading', { level: 1, name: 'Tides' })).toBeVisible();
  const course = new URL(ada.url()).pathname;
  // The service was away for a while: asked to, the device does not wait until it would try again by itself.
  await sendAll(ada);
  await ada.goto(course);
  await expect(ada.getByText('Kept here and at the service')).toBeVisible();

  await ada.getByRole('link', { name: 'Authors of this course' }).click();
  await expect(ada.getByText('You alone write this course.')).toBeVisible();
  await ada.getByLabel('Their e-mail address').fill('ben');
  await ada.getByRole('button', { name: 'Ask them' }).click();
  await expect(ada.getByText('Write a whole e-mail address')).toBeVisible();
  await ada.getByLabel('Their e-mail address').fill('Ben@Example.org');
  await ada.getByRole('button', { name: 'Ask them' }).click();
  await expect(ada.getByRole('button', { name: `Take back: ${BEN}` })).toBeVisible();
  expect(await faultsOf(ada)).toEqual([]);

  await ben.setViewportSize({ width: 1280, height: 800 });
  await ben.goto('/me');
  await ben.getByRole('link', { name: 'Author’s desk' }).click({ timeout: 45_000 });
  await expect(ben.getByText('You are asked to write with others')).toBeVisible();
  expect(await faultsOf(ben)).toEqual([]);
  await ben.getByRole('button', { name: 'Yes, write it with them: Tides' }).click();
  await ben.getByRole('link', { name: 'Tides' }).click({ timeout: 45_000 });
  await expect(ben.getByRole('link', { name: /How many times/ })).toBeVisible({ timeout: 45_000 });
  await ada.reload();
  await expect(ada.getByText(BEN)).toBeVisible();
  await expect(ada.getByRole('button', { name: 'End it: Ben' })).toBeVisible();

  // Each without a connection: another field of one question, another place in one text.
  link.cut();
  bensLink.cut();
  await openPart(ada, course, /How many times/);
  await fill(ada, 'The right number', '2');
  await openPart(ben, course, /How many times/);
  await fill(ben, 'Explanation', 'There are two hills of water, and the earth turns.');
  await openPart(ada, course, /The moon pulls/);
  await typeAt(ada, 'The lesson', 'Control+Home', 'Ada begins. ');
  await openPart(ben, course, /The moon pulls/);
  await typeAt(ben, 'The lesson', 'Control+End', ' Ben ends.');
  // And texts that are too long together.
  for (const [seed, page] of [ada, ben].entries()) {
    await openPart(page, course, /First steps/);
    await fill(page, 'What the unit is about', longText(seed + 1));
  }
  for (const page of [ada, ben]) {
    await page.goto(`${course}/authors`);
    await expect(page.getByText('This needs a connection to Hornbook.')).toBeVisible();
    await page.goto(course);
    await expect(page.getByText(/Kept here; \d+ changes? waits? to be sent/)).toBeVisible();
  }
  link.mend();
  bensLink.mend();
  for (const page of [ada, ben]) await sendAll(page);
  for (const page of [ada, ben]) {
    await openPart(page, course, /The moon pulls/);
    await expect(page.getByLabel('The lesson', { exact: true })).toHaveValue(
      'Ada begins. The water stands in $2$ hills. Ben ends.',
      { timeout: 60_000 },
    );
    await openPart(page, course, /How many times/);
    await expect(page.getByLabel('The right number', { exact: true })).toHaveValue('2', { timeout: 45_000 });
    await expect(page.getByLabel('Explanation', { exact: true })).toHaveValue(/and the earth turns/, {
      timeout: 45_000,
    });
  }

  const apart = '1 part is not joined with what the other authors wrote';
  for (const page of [ada, ben]) {
    await page.goto(course);
    await expect(page.getByText(apart)).toBeVisible();
    await page.getByRole('link', { name: 'See why' }).click();
    await expect(page.getByText('Together your texts are too long.')).toBeVisible();
  }
  expect(await faultsOf(ada)).toEqual([]);
  // Shortened by both: what then becomes of it has tests of its own.
  for (const page of [ada, ben]) {
    await openPart(page, course, /First steps/);
    await expect(page.getByLabel('What the unit is about', { exact: true })).toHaveValue(/[a-z]{30000}/);
    await fill(page, 'What the unit is about', 'The moon pulls.');
    await sendAll(page);
  }

  // Who did not begin it publishes it, and both hear of that.
  await ben.goto(`${course}/publish`);
  await expect(ben.getByRole('heading', { name: 'What learners will get' })).toBeVisible({ timeout: 45_000 });
  await ben.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(ben.getByText('Published. Devices fetch what changed')).toBeVisible();
  await ada.goto(course);
  await expect(ada.getByText('Published', { exact: true })).toBeVisible({ timeout: 45_000 });

  // It is ended, and Ben's copy is a draft of his own.
  await ada.getByRole('link', { name: 'Authors of this course' }).click();
  await ada.getByRole('button', { name: 'End it: Ben' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'End it', exact: true }).click();
  await expect(ada.getByText(BEN)).toBeHidden();
  await ben.goto(course);
  await expect(ben.getByText('Draft', { exact: true })).toBeVisible({ timeout: 45_000 });
  await expect(ada.getByText('Ada').first()).toBeVisible();
});
