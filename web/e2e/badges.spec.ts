import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { pickGoal, sayName, untilKeptOffline, untilSent } from './learner.ts';

test('who finishes a course saves a badge that the service’s key proves, and without a network is told that it takes one', {
  tag: '@long',
}, async ({ page, link }) => {
  test.setTimeout(180_000);
  await pickGoal(page, /Understand how modern AI works/);
  await untilKeptOffline(page);
  await page.goto('/learn/ai-engineering');
  await expect(page.getByText(/On this device, .* It works without a connection/)).toBeVisible();
  await page.getByRole('link', { name: 'Begin' }).click();
  const next = page.getByRole('button', { name: 'Done, next lesson' });
  const last = page.getByRole('button', { name: 'Done, back to the course' });
  await expect(next.or(last)).toBeVisible();
  while (await next.isVisible()) {
    const before = page.url();
    await next.click();
    await expect(page).not.toHaveURL(before);
    await expect(next.or(last)).toBeVisible();
  }
  await last.click();
  await expect(page.getByText('That was the last lesson: course completed.')).toBeVisible();
  await sayName(page, 'Ana');
  await page.goto('/me/achievements');
  await expect(page.getByRole('heading', { name: 'Badges' })).toBeVisible();
  await untilSent(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the badge: AI Engineering' }).click();
  const token = await readFile(await (await download).path(), 'utf8');
  await expect(page.getByText(/The badge for AI Engineering is saved/)).toBeVisible();
  const key = createPublicKey({ key: await (await page.request.get('/badges/key')).json(), format: 'jwk' });
  const [head, body = '', signature] = token.split('.');
  expect(Buffer.from(body, 'base64url').toString()).toContain('"identityHash":"Ana"');
  expect(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature ?? '', 'base64url'))).toBe(true);
  link.cut();
  await page.getByRole('button', { name: 'Save the badge: AI Engineering' }).click();
  await expect(page.getByText(/it takes a connection/)).toBeVisible();
});
