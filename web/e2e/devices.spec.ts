import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { joinAs, pickGoal, sayName, takeCopy, untilSent } from './learner.ts';

test('a session that was lost is had again by the device’s key; a device that is signed out keeps all it has and can come back', {
  tag: '@long',
}, async ({ openDevice }) => {
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

/** Signs out, from `page`, the device that is not the one it runs on, and gives its own a name before. */
const signOutOther = async (page: Page, other: Page): Promise<void> => {
  await page.goto('/join');
  const own = page.getByRole('listitem').filter({ hasText: 'This device' });
  await own.getByRole('button', { name: /^Change/ }).click();
  await page.getByRole('textbox', { name: 'Name of the device' }).fill('In the kitchen');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(own).toContainText('In the kitchen');
  const others = page.getByRole('listitem').filter({ hasText: 'Last seen' });
  await others.getByRole('button', { name: /^Change/ }).click();
  await page.getByRole('button', { name: 'Sign this device out' }).click();
  await expect(others).toHaveCount(0);
  expect(await other.evaluate(async () => (await fetch('/auth/learner')).status)).toBe(401);
};

test('a device is added by a code it scans: the one that shows it says no to one, and yes to the next', {
  tag: '@long',
}, async ({ openDevice }) => {
  test.setTimeout(180_000);
  const a = await openDevice();
  await pickGoal(a.page, /numbers and nature/);
  await sayName(a.page, 'Ada');
  await untilSent(a.page);
  await a.page.goto('/join');
  await a.page.getByRole('button', { name: 'Add a device' }).click();
  await expect(a.page.getByRole('img', { name: 'The code as a picture to scan' })).toBeVisible();
  const code = ((await a.page.getByRole('main').locator('p[dir=ltr]').textContent()) ?? '').trim();
  expect(code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);

  // The address in the picture, as a camera app opens it: the code is there, and nothing happens before a tap.
  const b = await openDevice();
  await b.page.goto(`/join#${code}`);
  await expect(b.page.getByRole('textbox', { name: 'Code' })).toHaveValue(code);
  await b.page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(a.page.getByRole('heading', { name: 'Add this device?' })).toBeVisible();
  await a.page.getByRole('button', { name: 'No', exact: true }).click();
  await expect(b.page.getByText('The other device said no.')).toBeVisible();

  // A browser that reads codes: the detector is stood in for, the camera is a drawing.
  await a.page.getByRole('button', { name: 'Add a device' }).click();
  const shown = a.page.getByRole('main').locator('p[dir=ltr]');
  await expect(shown).not.toHaveText(code);
  const next = ((await shown.textContent()) ?? '').trim();
  const c = await openDevice();
  await c.page.addInitScript((address) => {
    class Detector {
      detect = async () => [{ rawValue: 'https://elsewhere.example/join' }, { rawValue: address }];
    }
    Object.assign(globalThis, { BarcodeDetector: Detector });
    navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream();
    HTMLMediaElement.prototype.play = async () => undefined;
  }, `http://localhost/join#${next}`);
  await c.page.goto('/join');
  await c.page.getByRole('button', { name: 'Scan it' }).click();
  await expect(c.page.getByText('Now say yes on the other device.')).toBeVisible();
  // Either page may be dropped by its phone meanwhile.
  await c.page.reload();
  await a.page.reload();
  await a.page.getByRole('button', { name: 'Yes, add it' }).click();
  await expect(a.page.getByText(/^Added: /)).toBeVisible();
  // Whose it would be is shown before it is theirs.
  const whose = c.page.getByRole('dialog', { name: 'Is this you?' });
  await expect(whose.getByText('Ada')).toBeVisible();
  await whose.getByRole('button', { name: 'Yes, join' }).click();
  await expect(c.page).toHaveURL(/\/$/);
  await untilSent(c.page);
});

test('a code that is wrong, and one that is none, are said plainly; in Spanish, too', { tag: '@long' }, async ({
  openDevice,
  link,
}) => {
  const { page } = await openDevice();
  await page.goto('/join?locale=es');
  await page.getByRole('textbox', { name: 'Código' }).fill('hola');
  await page.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(page.getByText('Un código tiene ocho letras')).toBeVisible();
  await page.getByRole('textbox', { name: 'Código' }).fill('BCDF-GHJK');
  await page.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(page.getByText('Ese código no se conoce')).toBeVisible();
  link.cut();
  await page.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect(page.getByText('Esto necesita conexión')).toBeVisible();
});
