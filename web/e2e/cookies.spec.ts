import { expect, test } from './fixtures.ts';
import { pickGoal, sayName, takeCopy, untilSent } from './learner.ts';
import { learnerAtService, rowsAtService } from './rows-at-service.ts';

test('a cookie that is gone or another learner’s makes no second learner, and sends nothing as them', {
  tag: '@long',
}, async ({ openDevice, link }) => {
  const [a, b] = [await openDevice(), await openDevice()];
  for (const { page } of [a, b]) {
    await pickGoal(page, /numbers and nature/);
    await untilSent(page);
  }
  const [learnerA, learnerB] = [
    await learnerAtService(a.context, link.url),
    await learnerAtService(b.context, link.url),
  ];
  expect(learnerA).not.toBe(learnerB);

  await a.context.clearCookies();
  await sayName(a.page, 'Without a cookie');
  // What the status says may still be of before.
  await expect.poll(() => learnerAtService(a.context, link.url), { timeout: 30_000 }).toBe(learnerA);
  await untilSent(a.page);

  await a.context.clearCookies();
  await a.context.addCookies(await b.context.cookies());
  expect(await learnerAtService(a.context, link.url)).toBe(learnerB);
  await sayName(a.page, 'With the wrong cookie');
  await expect.poll(() => learnerAtService(a.context, link.url), { timeout: 30_000 }).toBe(learnerA);
  await untilSent(a.page);
  const names = async ({ context }: typeof a) =>
    (await rowsAtService(context, link.url))
      .filter(({ collection }) => collection === 'profile')
      .map(({ row }) => row.displayName ?? null);
  expect(await names(a)).toEqual(['With the wrong cookie']);
  expect(await names(b)).not.toContain('With the wrong cookie');
  const { rows } = await takeCopy(a.page);
  expect(rows.profile).toHaveLength(1);
});
