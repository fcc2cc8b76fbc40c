import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';

/** What a learner does with their hands, in words. Courses and activities are named as they are on the screen. */

/** Opens the app for the first time and picks what to learn: the first tap. */
export const pickGoal = async (page: Page, goal: RegExp): Promise<void> => {
  await page.goto('/');
  await page.getByRole('button', { name: goal }).click();
  await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
};

/** Goes to another screen as a link in the app does: without loading the app anew. */
export const follow = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => history.pushState(null, '', to), path);

/** Waits until the service worker holds the app, so that it opens without a network from now on. */
export const untilKeptOffline = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
};

const forward = /^(Check|Continue|Next|Skip for now|To the end|See how it went)$/;

/** Gives some answer to the question on the screen, right or wrong. */
export const giveSomeAnswer = async (page: Page): Promise<void> => {
  const main = page.getByRole('main');
  const choice = main.locator('input[type=radio], input[type=checkbox]').first();
  const asIs = main.getByRole('button', { name: 'It is right as it stands' });
  if (await asIs.isVisible().catch(() => false)) return asIs.click();
  // A phrase to say may be written; one has to say so first.
  const written = main.getByRole('button', { name: /write it instead/ });
  if (await written.isVisible().catch(() => false)) {
    await written.click();
    return main.getByLabel('Write what you hear').fill('7');
  }
  if ((await choice.count()) > 0) {
    if (await choice.isEnabled()) await choice.check({ force: true });
    return;
  }
  // One line, or as many lines and lists as the text has gaps.
  for (const field of await main.getByRole('textbox').all()) {
    // The next question may come in its place just as it is filled; the next turn sees that.
    const isThere = await field.isEditable({ timeout: 3_000 }).catch(() => false);
    if (isThere) await field.fill('7', { timeout: 3_000 }).catch(() => undefined);
  }
  const lists = await main.getByRole('combobox').all();
  for (const [index, list] of lists.entries()) {
    const last = (await list.locator('option').count()) - 1;
    if (await list.isEnabled()) await list.selectOption({ index: Math.min(index + 1, last) });
  }
};

/** Goes on to the results, giving some answer to each question. */
export const playToTheEnd = async (page: Page): Promise<void> => {
  const results = page.getByRole('heading', { name: 'Question by question' });
  const button = page.getByRole('button', { name: forward, disabled: false });
  for (let step = 0; step < 60; step++) {
    await expect(button.or(results).first()).toBeVisible();
    if (await results.isVisible()) return;
    const before = await page.getByRole('main').textContent();
    // The results may come in place of the button just as it is looked at.
    const label = await button.textContent({ timeout: 2_000 }).catch(() => null);
    if (label === null) continue;
    if (!/Continue|See/.test(label)) await giveSomeAnswer(page);
    // The results may come in place of the button just as it is pressed; the next turn sees them.
    await button.click({ timeout: 5_000 }).catch(() => undefined);
    // Not the status beside it, which may change sooner.
    await expect.poll(() => page.getByRole('main').textContent()).not.toBe(before);
  }
  await expect(results).toBeVisible();
};

/** The score card of the results on the screen, as it reads. */
export const scoreOnScreen = async (page: Page): Promise<string> => {
  const text =
    (await page
      .getByText(/\d+ (of|\/) \d+ points?/)
      .first()
      .textContent()) ?? '';
  return text.replace(/\s+/g, ' ').trim();
};

/** Waits until everything done on this device is on the server. */
export const untilSent = async (page: Page): Promise<void> => {
  await expect(page.getByRole('banner').getByRole('link', { name: /Saved and sent/ })).toBeVisible({ timeout: 45_000 });
};

/** Makes `second` a device of the learner of `first`, which shows a code and says yes. */
export const joinAs = async (first: Page, second: Page): Promise<void> => {
  await first.goto('/join');
  await first.getByRole('button', { name: 'Add a device' }).click();
  const code = (await first.getByRole('main').locator('p[dir=ltr]').textContent()) ?? '';
  await second.goto('/join');
  await second.getByRole('textbox', { name: 'Code' }).fill(code.trim().toLowerCase());
  await second.getByRole('button', { name: 'Join', exact: true }).click();
  await first.getByRole('button', { name: 'Yes, add it' }).click();
  await second.getByRole('button', { name: 'Yes, join' }).click();
  await expect(second).toHaveURL(/\/$/);
};

/** Two devices of one learner, both of which open without a network from now on, with all sent. */
export const joinedDevices = async (
  openDevice: () => Promise<{ page: Page }>,
  goal = /numbers and nature/,
): Promise<[Page, Page]> => {
  const [{ page: a }, { page: b }] = [await openDevice(), await openDevice()];
  for (const page of [a, b]) {
    await pickGoal(page, goal);
    await untilKeptOffline(page);
    await untilSent(page);
  }
  await joinAs(a, b);
  for (const page of [a, b]) await untilSent(page);
  return [a, b];
};

/** Says what this learner shall be called. */
export const sayName = async (page: Page, name: string): Promise<void> => {
  await page.goto('/me/profile');
  const field = page.getByRole('textbox', { name: 'What shall we call you?' });
  await field.fill(name);
  await field.blur();
  await expect(page.getByText('Saved.')).toBeVisible();
};

/** Asks for everything to be sent, also what is held back until an attempt pauses, and waits until it is. */
export const sendAll = async (page: Page): Promise<void> => {
  await page.goto('/me/sync');
  const sent = page.getByRole('banner').getByRole('link', { name: /Saved and sent/ });
  await expect(async () => {
    const button = page.getByRole('button', { name: 'Send now' });
    if (await button.isEnabled()) await button.click();
    await expect(sent).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
};

export interface Export {
  rows: Record<string, unknown[]>;
  notYetSent: unknown[];
  refused: unknown[];
  skills: unknown[];
  cards: unknown[];
}

/** Takes the copy of everything that "My data" offers, and reads it. */
export const takeCopy = async (page: Page): Promise<Export> => {
  await page.goto('/me/data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a copy of everything' }).click();
  return JSON.parse(await readFile(await (await download).path(), 'utf8'));
};

/** The learner's rows of a copy as one comparable text each, whatever their order. */
export const comparable = ({ rows, skills, cards }: Export): string[] =>
  Object.entries({ ...rows, skills, cards })
    .flatMap(([name, list]) => list.map((row) => `${name} ${sorted(row)}`))
    .sort();

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
