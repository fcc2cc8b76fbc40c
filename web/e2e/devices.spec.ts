import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { joinAs, pickGoal, sayName, takeCopy, untilSent } from './learner.ts';

test('a session that was lost is had again by the device’s key; a device that is signed out keeps all it has and can come back', async ({
  openDevice,
}) => {
  test.setTimeout(180_000);
  const a = await openDevice();
  const b = await openDevice();
  await pickGoal(a.page, /numbers and nature/);
  await untilSent(a.page);
  await b.page.goto('/');
  await joinAs(a.page, b.page);
  await untilSent(b.page);

  // The cookie goes, as browsers let them go after a while: what is done next still arrives.
  await b.context.clearCookies();
  await sayName(b.page, 'Ada');
  await untilSent(b.page);

  await signOutOther(a.page, b.page);
  await sayName(b.page, 'Ada, kept here');
  await expect(b.page.getByRole('banner').getByRole('link', { name: 'Needs you' })).toBeVisible();
  await b.page.goto('/me/sync');
  await expect(b.page.getByText(/This device was signed out from another one/)).toBeVisible();
  // Nothing is locked: it can be read, and taken away.
  const copy = await takeCopy(b.page);
  expect(copy.rows.profile).toEqual([expect.objectContaining({ displayName: 'Ada, kept here' })]);
  expect(copy.notYetSent).not.toEqual([]);

  await joinAs(a.page, b.page);
  await untilSent(b.page);
  const nameOnFirst = async () => {
    await a.page.goto('/me');
    await expect(a.page.getByRole('heading', { level: 1, name: 'Ada, kept here' })).toBeVisible({ timeout: 2_000 });
  };
  await expect(nameOnFirst).toPass({ timeout: 30_000 });
});

/** Signs out, from `page`, the device that is not the one it runs on. */
const signOutOther = async (page: Page, other: Page): Promise<void> => {
  const deviceId = await page.evaluate(async () => {
    const { devices } = await (await fetch('/auth/devices')).json();
    return devices.find(({ current }: { current: boolean }) => !current).deviceId as string;
  });
  const status = await page.evaluate(
    async (id) =>
      (
        await fetch('/auth/devices/revoke', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ deviceId: id }),
        })
      ).status,
    deviceId,
  );
  expect(status).toBe(200);
  expect(await other.evaluate(async () => (await fetch('/auth/learner')).status)).toBe(401);
};
