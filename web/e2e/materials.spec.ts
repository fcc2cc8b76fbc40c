import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { joinAs, pickGoal, untilKeptOffline, untilSent } from './learner.ts';

/** A subject of that name with a note in it, open and ready to be written. */
const beginNote = async (page: Page, subject: string, title: string): Promise<void> => {
  await page.goto('/me/subjects');
  await page.getByRole('button', { name: 'New subject' }).click();
  await page.getByRole('textbox', { name: 'What is it called?' }).fill(subject);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'New note' }).click();
  await page.getByRole('textbox', { name: 'What is it called?' }).fill(title);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
};

const field = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const saved = (page: Page) => expect(page.getByText('Saved on this device')).toBeVisible();
const put = async (page: Page, at: 'start' | 'end', text: string): Promise<void> => {
  await field(page).evaluate((element, where) => {
    const area = element as HTMLTextAreaElement;
    area.focus();
    const caret = where === 'start' ? 0 : area.value.length;
    area.setSelectionRange(caret, caret);
  }, at);
  await page.keyboard.type(text);
};

test('two devices write one note without a network, and both show it with every character typed', async ({
  openDevice,
  link,
}) => {
  test.setTimeout(240_000);
  const { page: a } = await openDevice();
  const { page: b } = await openDevice();
  await pickGoal(a, /numbers and nature/);
  await pickGoal(b, /numbers and nature/);
  await untilKeptOffline(a);
  await untilKeptOffline(b);
  await joinAs(a, b);
  await beginNote(a, 'Biology', 'Photosynthesis');
  await field(a).fill('# Leaves\n\nA leaf takes light.\n');
  await saved(a);
  await untilSent(a);
  const address = new URL(a.url()).pathname;
  await b.goto(address);
  await expect(b.getByRole('heading', { name: 'Leaves' })).toBeVisible({ timeout: 60_000 });
  await b.getByText('Write', { exact: true }).click();

  link.cut();
  await put(a, 'end', 'It makes sugar of it. ');
  await put(b, 'start', 'To learn by Monday: ');
  await put(b, 'end', 'Roots drink rain. ');
  await saved(a);
  await saved(b);
  // Closed and opened again without a network, all of it is still there.
  await b.reload();
  await b.getByText('Write', { exact: true }).click();
  await expect(field(b)).toHaveValue(/^To learn by Monday: # Leaves[\s\S]*Roots drink rain\. $/);

  link.mend();
  const whole =
    /^To learn by Monday: # Leaves\n\nA leaf takes light\.\n(It makes sugar of it\. Roots drink rain\. |Roots drink rain\. It makes sugar of it\. )$/;
  for (const page of [a, b]) await expect(field(page)).toHaveValue(whole, { timeout: 90_000 });
  expect(await field(a).inputValue()).toBe(await field(b).inputValue());
});

test('subjects and notes are named, moved, deleted and brought back, by keyboard too', async ({ page }) => {
  await pickGoal(page, /numbers and nature/);
  await beginNote(page, 'Biology', 'Leaves');
  await field(page).fill('Green.');
  await saved(page);
  await page.getByRole('button', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing in it yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'Leaves' }).click();
  await page.getByRole('button', { name: 'Move' }).click();
  await page.getByRole('button', { name: 'A new subject' }).click();
  await expect(page.getByText('New subject', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'What is it called?' }).fill('Green leaves');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Green leaves' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('article').getByText('Green.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  const found: string[] = [];
  const look = async (name: string) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    found.push(...violations.map(({ id }) => `${name} ${id}`));
  };
  await page.goto('/me/subjects/recovered');
  await look('recovered');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await page.getByRole('button', { name: 'Biology' }).click();
  await page.goto('/me/subjects');
  await page.getByRole('link', { name: 'Biology' }).click();
  await expect(page.getByRole('link', { name: 'Green leaves' })).toBeVisible();
  await look('subject');
  await page.goto('/me/subjects');
  await look('subjects');
  await page.getByRole('link', { name: 'Biology' }).click();
  await page.getByRole('link', { name: 'Green leaves' }).click();
  await expect(page.getByRole('article').getByText('Green.')).toBeVisible();
  await look('read');
  await page.getByText('Write', { exact: true }).click();
  await look('write');
  await page.setViewportSize({ width: 1280, height: 800 });
  await look('wide');
  expect(found).toEqual([]);
});
