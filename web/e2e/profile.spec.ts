import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { joinedDevices, sayName, untilSent } from './learner.ts';
import { addSomebody, leave } from './tablet.ts';

/** The photo on the screen: how wide it is, 0 while it is not shown. */
const photoWidth = (page: Page, within = page.getByRole('main')) =>
  within
    .locator('img[src^="blob:"]')
    .first()
    .evaluate((image: HTMLImageElement) => image.naturalWidth)
    .catch(() => 0);
const seesPhoto = (page: Page) => expect.poll(() => photoWidth(page), { timeout: 60_000 }).toBe(256);
const drawn = (page: Page) =>
  page
    .getByRole('dialog')
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test('a photo is framed by keys or by hand and becomes a learner’s picture without a network, then on a second device, and for who shares the first', {
  tag: '@long',
}, async ({ openDevice, link }) => {
  test.setTimeout(180_000);
  const [a, b] = await joinedDevices(openDevice);
  await sayName(a, 'Ada');
  link.cut();
  const chooser = a.getByLabel('Photo to use');
  await chooser.setInputFiles({ name: 'me.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await expect(a.getByRole('alert').getByText(/can’t show that file as a picture/)).toBeVisible();
  await chooser.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: await a.screenshot() });
  const dialog = a.getByRole('dialog', { name: 'Your photo' });
  await expect(dialog).toBeVisible();
  const whole = await drawn(a);
  await dialog.getByRole('slider', { name: 'Closer' }).focus();
  for (let time = 0; time < 40; time++) await a.keyboard.press('ArrowRight');
  const closer = await drawn(a);
  expect(closer).not.toBe(whole);
  const box = (await dialog.locator('canvas').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await a.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await a.mouse.down();
  await a.mouse.move(box.x + box.width / 2, box.y + box.height / 4, { steps: 4 });
  await a.mouse.up();
  expect(await drawn(a)).not.toBe(closer);
  expect(await findings(a)).toEqual([]);
  await dialog.getByRole('button', { name: 'Use this photo' }).click();
  await expect(dialog).toBeHidden();
  await seesPhoto(a);
  await a.reload();
  await seesPhoto(a);

  link.mend();
  await untilSent(a);
  await b.goto('/me/profile');
  await seesPhoto(b);
  link.cut();
  await b.reload();
  await seesPhoto(b);
  link.mend();

  await addSomebody(a, 'Bo', 'Owl');
  await leave(a);
  await expect(a.getByRole('button', { name: /^Ada/ }).locator('img')).toBeVisible();
  expect(await photoWidth(a, a.getByRole('button', { name: /^Ada/ }))).toBe(256);
  expect(await photoWidth(a, a.getByRole('button', { name: /^Bo/ }))).toBe(0);
});
