import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { comparable, joinAs, pickGoal, playToTheEnd, takeCopy, untilKeptOffline, untilSent } from './learner.ts';
import type { Fault, Link } from './link.ts';

const editProfile = async (page: Page, label: string, text: string): Promise<void> => {
  await page.goto('/me/profile');
  await page.getByRole('textbox', { name: label }).fill(text);
  await page.getByRole('textbox', { name: label }).blur();
  await expect(page.getByText('Saved.')).toBeVisible();
};

const playFirstQuiz = async (page: Page, course: string): Promise<void> => {
  await page.goto(`/learn/${course}`);
  await page.getByRole('link', { name: /^Quiz/ }).first().click();
  await playToTheEnd(page);
};

/** Everything a bad link does, in turn. */
const misbehave = (link: Link): void => {
  const faults: Fault[] = [
    'drop-request',
    'drop-reply',
    'pass',
    'duplicate',
    'captive',
    'truncate',
    'busy',
    'slow',
    'pass',
    'duplicate',
  ];
  link.fault = (n) => faults[n % faults.length] ?? 'pass';
};

test('two devices of one learner edit offline both ways, reconnect over a bad link, and show the same; one that is wiped gets everything back', async ({
  openDevice,
  link,
}) => {
  test.setTimeout(240_000);
  const a = await openDevice();
  const b = await openDevice();
  await pickGoal(a.page, /numbers and nature/);
  await untilKeptOffline(a.page);
  await untilSent(a.page);
  await pickGoal(b.page, /how modern AI works/);
  await untilKeptOffline(b.page);
  const began = Date.now();
  await joinAs(a.page, b.page);
  expect(Date.now() - began, 'a second device within a minute').toBeLessThan(60_000);
  for (const { page } of [a, b]) await untilSent(page);

  link.cut();
  await editProfile(a.page, 'What shall we call you?', 'Ada');
  await playFirstQuiz(a.page, 'everyday-numbers-and-nature');
  await editProfile(b.page, 'Full name', 'Ada of the second device');
  await playFirstQuiz(b.page, 'ai-engineering');

  misbehave(link);
  link.mend();
  for (const { page } of [a, b]) {
    await page.goto('/me/sync');
    await page.getByRole('button', { name: 'Send now' }).click();
    await expect(page.getByRole('banner').getByRole('link', { name: /Saved and sent/ })).toBeVisible({
      timeout: 90_000,
    });
  }
  link.fault = () => 'pass';
  const same = async () => {
    const [fromA, fromB] = [await takeCopy(a.page), await takeCopy(b.page)];
    expect(comparable(fromB)).toEqual(comparable(fromA));
    expect(fromA.rows.attempts).toHaveLength(2);
    expect([...fromA.refused, ...fromA.notYetSent, ...fromB.refused, ...fromB.notYetSent]).toEqual([]);
    expect(fromA.rows.profile).toEqual([
      expect.objectContaining({ displayName: 'Ada', fullName: 'Ada of the second device' }),
    ]);
    expect(fromA.rows.enrollments).toHaveLength(2);
  };
  await expect(same).toPass({ timeout: 60_000 });
  for (const { page } of [a, b]) {
    await page.goto('/me');
    await expect(page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible();
  }
  expect(Object.keys(link.seen).length).toBeGreaterThan(5);

  // The first phone is wiped: nothing of it is left, and nobody's e-mail is asked for.
  const held = comparable(await takeCopy(b.page));
  const cdp = await a.context.newCDPSession(a.page);
  await a.page.goto('about:blank');
  await cdp.send('Storage.clearDataForOrigin', { origin: link.url, storageTypes: 'all' });
  await a.context.clearCookies();
  await a.page.goto('/');
  await expect(a.page.getByRole('heading', { name: /What would you like/ })).toBeVisible();
  await joinAs(b.page, a.page);
  await expect(async () => expect(comparable(await takeCopy(a.page))).toEqual(held)).toPass({ timeout: 60_000 });
});
