import { type BrowserContext, expect, type Page } from '@playwright/test';
import { findings } from './axe.ts';
import { pickGoal, sayName, untilKeptOffline, untilSent } from './learner.ts';
import { Link } from './link.ts';
import { freePort, Service } from './service.ts';

/** What an author does at the desk, in words. */

export const fill = async (page: Page, label: string, value: string, nth = 0): Promise<void> => {
  const field = page.getByLabel(label, { exact: true }).nth(nth);
  await field.fill(value);
  await field.blur();
};

export interface AuthorsDevice {
  page: Page;
  link: Link;
  service: Service;
  /** Paths of all that was asked for. */
  loaded: string[];
  /** Opens a device of somebody else who has heard of the service, on a link of its own. */
  openAnother: (name: string) => Promise<{ page: Page; link: Link }>;
}

/**
 * A learner of a service of their own: whoever makes the first account of one may write courses in it. What is started
 * is ended by `ends`, whatever becomes of the story.
 */
export const openAuthorsDevice = async (
  openDevice: (own?: Link) => Promise<{ context: BrowserContext; page: Page }>,
  ends: (() => Promise<void>)[],
): Promise<AuthorsDevice> => {
  const service = new Service(await freePort());
  ends.push(() => service.dispose());
  await service.start();
  const link = new Link(await freePort(), service.port);
  ends.push(() => link.stop());
  await link.start();
  const { page } = await openDevice(link);
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await beginAs(page, 'Ada');
  const openAnother = async (name: string) => {
    const another = new Link(await freePort(), service.port);
    ends.push(() => another.stop());
    await another.start();
    const opened = await openDevice(another);
    await beginAs(opened.page, name);
    return { page: opened.page, link: another };
  };
  return { page, link, service, loaded, openAnother };
};

/** Learns something, says a name, and is kept at the service and on the device. */
const beginAs = async (page: Page, name: string): Promise<void> => {
  await pickGoal(page, /numbers and nature/);
  await sayName(page, name);
  await untilSent(page);
  await untilKeptOffline(page);
};

/** Makes the account, hears that it may write, and opens the desk, all of which is then kept on the device. */
export const openDesk = async (page: Page): Promise<void> => {
  await page.goto('/me/account');
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill('ada@example.org');
  await page.getByLabel('New password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Make account' }).click();
  await expect(page.getByText('ada@example.org')).toBeVisible();
  await page.goto('/me');
  await page.getByRole('link', { name: 'Author’s desk' }).click({ timeout: 30_000 });
  await expect(page.getByText('Nothing is written yet')).toBeVisible();
  // A moment later all of it is kept: the connection may go.
  const listed = await page.evaluate(async () => {
    const worker = await (await fetch('/service-worker.js')).text();
    return new Set(worker.match(/assets\/desk-[^"'`]+/g)).size;
  });
  const kept = () => page.evaluate(async () => (await (await caches.open('hornbook-desk')).keys()).length);
  await expect.poll(kept, { timeout: 30_000 }).toBe(listed);
  await page.setViewportSize({ width: 1280, height: 800 });
};

/** A course about tides, with all but its questions; ends on the page of its lesson. */
export const writeLesson = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('button', { name: 'New course' }).click();
  await page.getByRole('textbox', { name: 'What is it called?' }).fill('Tides');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tides' })).toBeVisible();
  await page.getByRole('link', { name: 'About the course' }).click();
  await fill(page, 'What it is about, in a sentence', 'Why the sea comes and goes.');
  await fill(page, 'About the course', 'Twice a day the sea **rises**.');
  await expect(page.getByRole('region', { name: 'How learners see it' }).locator('strong')).toHaveText('rises');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('link', { name: /First steps/ }).click();
  await fill(page, 'What the unit is about', 'The moon pulls.');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('link', { name: /First lesson/ }).click();
  await fill(page, 'Title', 'The moon pulls');
  await fill(page, 'What it is about, in a sentence', 'Where the water goes.');
  await fill(page, 'The lesson', text);
  await fill(page, 'To take along: two to five, one a line', 'The moon pulls.\nThe sea follows.');
  await expect(page.getByRole('region', { name: 'How learners see it' }).locator('math')).toBeVisible();
};

/** What axe finds in both themes, and whether the page of a phone can be pushed sideways. */
export const faultsOf = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  await expect(page.locator('[data-opening]')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours that are still on their way from one theme to the other are nobody's.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
    );
    found.push(...(await findings(page, colorScheme === 'dark' ? ['color-contrast'] : undefined)));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) found.push(`${page.url()} is ${wide} px too wide at 320 px`);
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
};

/** A further lesson of the first unit; ends on its page. */
export const addLesson = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a lesson' }).click();
  await expect(page.getByLabel('The lesson', { exact: true })).toBeVisible();
  await fill(page, 'Title', title);
  await fill(page, 'What it is about, in a sentence', `About: ${title}`);
  await fill(page, 'The lesson', `## ${title}\n\nIt is so.`);
  await fill(page, 'To take along: two to five, one a line', 'One thing.\nAnother.');
};

const addLines = async (page: Page, add: string, label: string, lines: readonly string[]): Promise<void> => {
  for (const [index, line] of lines.entries()) {
    await page.getByRole('button', { name: add }).click();
    await fill(page, `${label} ${index + 1}`, line);
  }
};

/** What is written in a question of each of these kinds, so that it can be answered. */
const fields = {
  'One of several': async (page: Page) => {
    await addLines(page, 'Add an answer', 'Answer', ['The moon', 'The wind']);
    await page.getByLabel('This is right').first().check();
  },
  'Several of several': async (page: Page) => {
    await addLines(page, 'Add an answer', 'Answer', ['The moon', 'The wind', 'The sun']);
    for (const nth of [0, 2]) await page.getByLabel('This is right').nth(nth).check();
  },
  'True or false': (page: Page) => page.getByLabel('False', { exact: true }).first().check(),
  'A number': (page: Page) => fill(page, 'The right number', '2'),
  'Fill in gaps': (page: Page) =>
    fill(page, 'Text with gaps', 'The sea is high [[2]] times a day; the [[moon]] pulls.'),
  'Write a program': async (page: Page) => {
    await page.getByRole('combobox', { name: 'Programming language' }).selectOption({ label: 'JavaScript' });
    await fill(page, 'What learners begin with', 'function twice(n) {\n}');
    await fill(page, 'Your own program', 'function twice(n) {\n  return 2 * n;\n}');
    await addLines(page, 'Add a test', 'Call', ['twice(4)']);
    await fill(page, 'gives', '8');
  },
};
export type WrittenKind = keyof typeof fields;

/** Adds a question by the button of this name and writes it; it asks `asked`. */
export const writeQuestion = async (page: Page, button: string, kind: WrittenKind, asked: string): Promise<void> => {
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A question without words' })).toBeVisible();
  const kinds = page.getByRole('combobox', { name: 'Kind of question' });
  await kinds.selectOption({ label: kind });
  await expect(kinds.locator('option:checked')).toHaveText(kind);
  await fields[kind](page);
  await fill(page, 'What is asked', asked);
  await fill(page, 'Explanation', 'Because it is so.');
  await expect(page.getByRole('button', { name: 'Try this answer' })).toBeVisible();
};
