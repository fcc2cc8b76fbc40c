import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openDesk } from './author.ts';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { share } from './own-materials.ts';
import { ankiPackage, GIFT } from './question-files.ts';

/** As a file manager does it. */
const drop = async (page: Page, name: string, bytes: Uint8Array): Promise<void> => {
  const file = { name, content: Buffer.from(bytes).toString('base64') };
  const data = await page.evaluateHandle(async ({ name, content }) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name));
    return dropped;
  }, file);
  await page.getByRole('button', { name: 'Choose a file' }).dispatchEvent('drop', { dataTransfer: data });
};

test('an author brings files without a connection: each thing is told, nothing comes twice, and broken files change nothing', {
  tag: '@long',
}, async ({ openAuthor }) => {
  test.setTimeout(150_000);
  const { page, link, loaded } = await openAuthor();
  expect(loaded.filter((path) => /import-worker|sql-wasm/.test(path))).toEqual([]);
  await openDesk(page);
  link.cut();
  await page.reload();
  await page.getByRole('link', { name: 'Bring what you have' }).click();
  const bring = (name: string, content: string | Buffer) =>
    page
      .getByLabel('File to bring')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

  await bring('letter.txt', 'Dear all,\n\nplease find attached …');
  await expect(page.getByText('This is no file of questions that can be read here.')).toBeVisible();
  await bring('bad.zip', Buffer.from(zipSync({ '../../x': new Uint8Array(3) })));
  await expect(page.getByText('The file does what no honest one does, and is refused')).toBeVisible();

  await bring('biology.gift', GIFT);
  await expect(page.getByText('4 things were found.')).toBeVisible();
  await expect(page.getByText('There is no such kind here: essay')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take 3 into the course' }).press('Enter');
  await expect(page.getByText('Taken. It is kept on this device')).toBeVisible();
  await page.getByRole('link', { name: 'To the course' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'biology' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Which organelle|Water is|What is/ })).toHaveCount(3);

  await page.getByRole('link', { name: 'Bring what you have' }).click();
  await bring('biology.gift', `${GIFT}\n::New:: Plants are alive.{T}\n`);
  await page.getByRole('button', { name: 'Take 1 into the course' }).click();
  await expect(page.getByText('Taken. It is kept on this device')).toBeVisible();
  await bring('spanish.apkg', await ankiPackage());
  await expect(page.getByText(/2 answers given to these cards are left where they are/)).toBeVisible();
  await page.getByRole('button', { name: 'Take 3 into the course' }).click();
  await expect(page.getByText('Taken. It is kept on this device')).toBeVisible();
  await page.getByRole('link', { name: 'To the course' }).click();
  await expect(page.getByRole('link', { name: /Which organelle|Water is|What is|Plants are|water/ })).toHaveCount(6);
  // The picture of a card is there without a connection, and the right answer earns its point.
  await page.getByRole('link', { name: /What is it in Spanish/ }).click();
  const preview = page.getByRole('main').locator('section').filter({ hasText: 'Try it as learners will' });
  const picture = preview.getByRole('img', { name: 'leaf' });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await preview.getByRole('textbox').fill('hoja');
  await preview.getByRole('button', { name: 'Try this answer' }).click();
  await expect(preview.getByText('1 of 1 points')).toBeVisible();
  // So is what is said on its other side, behind the answer.
  await expect(preview.locator('audio[aria-label="said"]')).toBeVisible();

  // All of it goes out again as texts, with its picture, without a connection.
  await page.getByRole('link', { name: 'All of the course' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a folder of texts' }).click();
  const folder = unzipSync(await readFile(await (await download).path()));
  expect((await download).suggestedFilename()).toBe('biology.zip');
  expect(Object.keys(folder)).toContain('biology/course.md');
  expect(Object.keys(folder).filter((path) => path.startsWith('biology/assets/'))).toHaveLength(2);

  // Mended in an editor and dropped on the desk, it changes what was mended.
  const mended = Object.entries(folder).map(([path, bytes]) => [
    path,
    path.endsWith('.md') ? strToU8(strFromU8(bytes).replace('Plants are alive.', 'Plants live.')) : bytes,
  ]);
  await page.getByRole('link', { name: 'Bring what you have' }).click();
  await drop(page, 'biology.zip', zipSync(Object.fromEntries(mended)));
  await page.getByRole('button', { name: 'Take over 1 change' }).click();
  await expect(page.getByText('Taken. It is kept on this device')).toBeVisible();
  await page.getByRole('link', { name: 'To the course' }).click();
  await expect(page.getByRole('link', { name: 'Plants live.' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Which organelle|Water is|What is|Plants|water/ })).toHaveCount(6);

  // What a colleague sends comes by the share sheet, waits for nobody else, and goes into a course of its own.
  await share(page, {}, { name: 'plants.gift', text: '::Leaf:: Leaves are green.{T}' });
  await page.getByRole('link', { name: 'Into a course' }).click();
  await page.getByRole('button', { name: 'Take 1 into the course' }).click();
  await expect(page.getByText('Taken. It is kept on this device')).toBeVisible();
  await page.goto('/me/arrivals');
  await expect(page.getByText('Nothing waits for a subject')).toBeVisible();

  // And what the system opens with the app, handed over as a system does it: no browser without a desktop can.
  await page.addInitScript(() => {
    const handle = { getFile: async () => new File(['::Root:: Roots drink.{T}'], 'roots.gift') };
    const setConsumer = (take: (launch: object) => void) => take({ files: [handle] });
    Object.defineProperty(window, 'launchQueue', { configurable: true, value: { setConsumer } });
  });
  await page.goto('/desk/import');
  await expect(page.getByText('roots.gift: 1 thing was found.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take 1 into the course' })).toBeVisible();
});
