import type { Page } from '@playwright/test';
import { joinedDevices, untilSent } from './learner.ts';
import { beginNote, copyOf, field, openMaterial, PDF, put, saved, seesPicture } from './own-materials.ts';
import { expect, test } from './with-model.ts';

/** So long that it has many paragraphs, and every one is another. */
const LONG_NOTE = Array.from(
  { length: 400 },
  (_, n) =>
    `Line ${n}: ${['A leaf takes light', 'Roots drink rain', 'Sugar is carried down', 'Bark keeps warm'][n % 4]}, it says on page ${(n * 37) % 211}.`,
).join('\n\n');

/** Types at a place of the note, key by key. */
const typeAt = async (page: Page, after: string, text: string): Promise<void> => {
  await field(page).evaluate((element, words) => {
    const area = element as HTMLTextAreaElement;
    const at = area.value.indexOf(words) + words.length;
    area.focus();
    area.setSelectionRange(at, at);
  }, after);
  await page.keyboard.type(text);
};

const getHere = async (page: Page, subject: string, title: string): Promise<void> => {
  await page.goto(subject);
  await openMaterial(page, title);
  const get = page.getByRole('button', { name: /^Get it/ });
  await expect(get.or(page.getByText(/On this device and at the service/))).toBeVisible({ timeout: 90_000 });
  if (await get.isVisible()) await get.click();
  await expect(page.getByText(/On this device and at the service/)).toBeVisible({ timeout: 90_000 });
};

test('@long what two devices wrote, brought and asked on their ways is the same on both, whole, and answered once', async ({
  openDevice,
  link,
  model,
}) => {
  test.setTimeout(400_000);
  const [a, b] = await joinedDevices(openDevice, /how modern AI works/);
  await beginNote(a, 'Biology', 'Trees');
  await field(a).fill(LONG_NOTE);
  await saved(a);
  await untilSent(a);
  const note = new URL(a.url()).pathname;
  await a.getByRole('button', { name: 'Back' }).click();
  await expect(a.getByRole('heading', { level: 1, name: 'Biology' })).toBeVisible();
  const subject = new URL(a.url()).pathname;
  await b.goto(note);
  await expect(b.getByRole('article').getByText('Line 399: Bark keeps warm')).toBeVisible({ timeout: 60_000 });
  model.asked.length = 0;
  model.say = (question) => ({ text: `An answer to: ${question}` });

  link.cut();
  // Both write in the same note: at its ends, in its middle, and in one and the same place.
  await a.goto(note);
  for (const page of [a, b]) await page.getByText('Write', { exact: true }).click();
  await put(a, 'end', ' Written on the bus.');
  await typeAt(a, 'Line 200: A leaf takes light', ' by day');
  await typeAt(a, 'Line 100: A leaf takes light', ' (mine)');
  await put(b, 'start', 'For Monday. ');
  await typeAt(b, 'Line 300: A leaf takes light', ' in spring');
  await typeAt(b, 'Line 100: A leaf takes light', ' (yours)');
  for (const page of [a, b]) await saved(page);
  // One brings a photo, the other a paper.
  const photo = await a.screenshot();
  await a.goto(subject);
  await a.getByLabel('Files to add').setInputFiles([{ name: 'leaf.png', mimeType: 'image/png', buffer: photo }]);
  await expect(a.getByRole('link', { name: 'leaf', exact: true })).toBeVisible();
  await b.goto(subject);
  await b
    .getByLabel('Files to add')
    .setInputFiles([{ name: 'worksheet.pdf', mimeType: 'application/pdf', buffer: PDF }]);
  await expect(b.getByRole('link', { name: 'worksheet', exact: true })).toBeVisible();
  // Three questions, of both, about the note and the lessons.
  const questions: [Page, string][] = [
    [a, 'Why do leaves take light?'],
    [b, 'What does a neuron add up?'],
    [a, 'Where is sugar carried?'],
  ];
  for (const [page, question] of questions) {
    await page.goto(note);
    await page.getByRole('button', { name: 'Ask the tutor' }).click();
    const ask = page.getByRole('textbox', { name: 'Your question' });
    await ask.fill(question);
    await ask.press('Enter');
    await expect(ask).toHaveValue('');
  }

  link.mend();
  const whole = (text: string) =>
    LONG_NOTE.replace('Line 200: A leaf takes light', 'Line 200: A leaf takes light by day')
      .replace('Line 300: A leaf takes light', 'Line 300: A leaf takes light in spring')
      .replace('Line 100: A leaf takes light', `Line 100: A leaf takes light${text}`)
      .replace(/^/, 'For Monday. ')
      .concat(' Written on the bus.');
  const texts: string[] = [];
  for (const page of [a, b]) {
    await page.goto(note);
    await expect(page.getByRole('article').getByText('For Monday.')).toBeVisible({ timeout: 120_000 });
    await expect(page.getByRole('article').getByText('Written on the bus.')).toBeVisible({ timeout: 120_000 });
    await page.getByText('Write', { exact: true }).click();
    texts.push(await field(page).inputValue());
  }
  expect([whole(' (mine) (yours)'), whole(' (yours) (mine)')]).toContain(texts[0]);
  expect(texts[1]).toBe(texts[0]);

  for (const page of [a, b]) for (const title of ['leaf', 'worksheet']) await getHere(page, subject, title);
  // Each question was answered, once, and both devices have it.
  await expect.poll(() => model.asked.length, { timeout: 90_000 }).toBeGreaterThanOrEqual(3);
  for (const page of [a, b]) {
    // What the other device asked is still on its way, perhaps.
    await expect(async () => {
      await page.goto('/me/conversations');
      const threads = await page
        .getByRole('main')
        .getByRole('listitem')
        .getByRole('link')
        .evaluateAll((links) => links.map((thread) => (thread as HTMLAnchorElement).pathname));
      let answers = '';
      for (const thread of threads) {
        await page.goto(thread);
        await expect(page.getByText(/An answer to: /).first()).toBeVisible();
        answers += await page.getByRole('main').innerText();
      }
      for (const [, question] of questions) expect(answers.split(`An answer to: ${question}`)).toHaveLength(2);
    }).toPass({ timeout: 60_000 });
  }
  expect(model.asked.length).toBe(3);

  link.cut();
  for (const page of [a, b]) {
    await page.goto(subject);
    await openMaterial(page, 'leaf');
    await seesPicture(page);
    await page.goto(subject);
    await openMaterial(page, 'worksheet');
    expect((await copyOf(page)).bytes.equals(PDF)).toBe(true);
    await page.goto(note);
    await page.getByText('Write', { exact: true }).click();
    expect(await field(page).inputValue()).toBe(texts[0]);
  }
});
