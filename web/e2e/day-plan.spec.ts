import { expect, test } from './fixtures.ts';
import { pickGoal } from './learner.ts';

test('what is planned is ticked off, put off and taken back, by words that say so', async ({ page }) => {
  await pickGoal(page, /numbers and nature/);
  const main = page.getByRole('main');
  const first = main.getByRole('heading', { level: 2 }).first();
  await expect(first).toHaveText('Equal parts');
  await expect(main.getByText('Then: Which is more?', { exact: true })).toBeVisible();
  const row = main.getByRole('listitem').filter({ hasText: 'Which is more?' });
  await expect(row).toContainText('on this device');

  await row.getByRole('button', { name: 'Change “Which is more?”' }).click();
  await page.getByRole('button', { name: 'I have done it' }).click();
  await expect(row).toContainText('Ticked off by you');
  await row.getByRole('button', { name: 'Undo: “Which is more?”' }).click();
  await expect(row.getByRole('button', { name: 'Change “Which is more?”' })).toBeVisible();

  // The one thing to do now can be put off like the others; the next one takes its place.
  await main.getByRole('button', { name: 'Change “Equal parts”' }).click();
  await page.getByRole('button', { name: 'Do it tomorrow' }).click();
  await expect(first).toHaveText('Which is more?');
  const aside = main.getByRole('listitem').filter({ hasText: 'Equal parts' });
  await expect(aside).toContainText('Moved to tomorrow');
  await aside.getByRole('button', { name: 'Undo: “Equal parts”' }).press('Enter');
  await expect(first).toHaveText('Equal parts');
  // Whoever came by keys goes on from the lists, not from the top of the page.
  await expect(page.locator('body')).not.toBeFocused();
});

test('practice shows the skills of one’s own courses, and those of others on request', { tag: '@long' }, async ({
  page,
}) => {
  await pickGoal(page, /numbers and nature/);
  await page.goto('/learn/ai-engineering');
  await expect(page.getByRole('heading', { level: 1, name: 'AI Engineering' })).toBeVisible();
  await page.goto('/practice');
  const main = page.getByRole('main');
  await expect(main.getByText('Fractions as equal parts')).toBeVisible();
  await expect(main.getByText('Gradient descent')).toBeHidden();
  await main.getByText(/skills of courses you don’t take/).click();
  await expect(main.getByText('Gradient descent')).toBeVisible();
});
