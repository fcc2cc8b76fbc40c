import { answerOne, beginPractice, goOn } from './answering.ts';
import { expect, test } from './fixtures.ts';
import { sayName, sendAll } from './learner.ts';
import type { Fault } from './link.ts';
import { answersAtService, rowsAtService } from './rows-at-service.ts';

test('over a link with fourteen faults everything arrives, once, and comes with a receipt', async ({
  page,
  context,
  link,
}) => {
  test.setTimeout(240_000);
  const faults: Fault[] = [
    ...(['drop-request', 'drop-reply', 'half-open', 'duplicate', 'truncate', 'captive', 'redirect', 'busy'] as const),
    ...(['pass', 'slow', 'reset', 'late', 'corrupt', 'bad-gateway', 'trickle', 'pass'] as const),
  ];
  await beginPractice(page);
  link.fault = (n) => faults[n % faults.length] ?? 'pass';
  for (let count = 0; count < 3; count++) {
    await answerOne(page);
    await goOn(page).click();
    await expect(goOn(page)).toBeHidden();
  }
  await sayName(page, 'Ada');
  await page.goto('/me/sync');
  // The faults go on until each has struck.
  const struck = () => faults.filter((fault) => fault !== 'pass' && link.seen[fault]).length;
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: 'Send now' }).click();
        return struck();
      },
      { timeout: 120_000, intervals: [1_000] },
    )
    .toBe(14);
  link.fault = () => 'pass';
  await sendAll(page);
  expect(await answersAtService(context, link.url)).toBe(3);
  const rows = await rowsAtService(context, link.url);
  expect(rows.filter(({ collection }) => collection === 'profile')).toEqual([
    expect.objectContaining({ row: expect.objectContaining({ displayName: 'Ada' }) }),
  ]);
  const receipts = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Copy this receipt' }) });
  await expect(receipts.filter({ hasText: 'Profile' })).toHaveCount(1);
  await expect(receipts.filter({ hasText: 'Practice' })).toHaveCount(1);
});
