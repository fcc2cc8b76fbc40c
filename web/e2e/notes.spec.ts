import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { joinedDevices, pickGoal, untilKeptOffline, untilSent } from './learner.ts';
import { beginNote, field, put, saved } from './own-materials.ts';

test('two devices write one note without a network, and both show it with every character typed', {
  tag: '@long',
}, async ({ openDevice, link }) => {
  test.setTimeout(240_000);
  const [a, b] = await joinedDevices(openDevice);
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

test('subjects and notes are named, moved, deleted and brought back, by keyboard too', { tag: '@long' }, async ({
  page,
}) => {
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
  await expect(page.getByText('Nothing in it yet')).toBeVisible();
  const found: string[] = [];
  const look = async (name: string) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    found.push(...(await findings(page)).map((finding) => `${name} ${finding}`));
  };
  await page.goto('/me/subjects/recovered');
  await look('recovered');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await page.getByRole('button', { name: 'Biology' }).click();
  await expect(page.getByText('Nothing to bring back')).toBeVisible();
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

test('what is looked for in notes is found on the materials’ own pages, and opens at its place', async ({
  page,
  link,
}) => {
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await beginNote(page, 'Biology', 'Leaves');
  const filler = Array.from({ length: 30 }, (_, n) => `Paragraph ${n} speaks of this and that, at some length.`).join(
    '\n\n',
  );
  await field(page).fill(`# Leaves\n\n${filler}\n\nThe *chloroplast* catches light.\n\nAn end.`);
  await saved(page);
  link.cut();
  await page.goto('/me/subjects');
  await page.getByRole('searchbox', { name: 'Find in lessons and materials' }).fill('cloroplast');
  await page.getByRole('link', { name: /Leaves/ }).click();
  const found = page.locator('.found-passage');
  await expect(found).toBeInViewport();
  await expect(found).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('cloroplast');
  await page.goto('/me/subjects');
  await page.getByRole('link', { name: 'Biology' }).click();
  await page.getByRole('link', { name: 'Leaves', exact: true }).click();
  await page.getByRole('button', { name: 'Ask the tutor' }).click();
  await expect(page.getByRole('dialog', { name: 'Tutor: Leaves' })).toBeVisible();
});

test('a note is printed as it reads, dark or light, without what is there to be pressed', { tag: '@long' }, async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await pickGoal(page, /numbers and nature/);
  await beginNote(page, 'Biology', 'Leaves');
  await field(page).fill('# Green\n\nA leaf takes light.');
  await saved(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const name of ['Leaves', 'Green']) await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('article').getByText('A leaf takes light.')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('textbox')).toHaveCount(0);
  const [paper, ink] = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return [backgroundColor, color];
  });
  expect(paper).toBe('rgb(255, 255, 255)');
  expect(ink).toBe('rgb(27, 36, 48)');
});
