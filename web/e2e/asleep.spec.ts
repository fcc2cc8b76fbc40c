import { expect, test } from './fixtures.ts';
import { joinAs, pickGoal, sayName, untilSent } from './learner.ts';
import { Link } from './link.ts';
import { freePort } from './service.ts';

test('a page asleep for eight hours on a connection that died without a word shows what came meanwhile within five seconds', {
  tag: '@long',
}, async ({ openDevice, link, service }) => {
  const a = await openDevice();
  await a.page.clock.install();
  await pickGoal(a.page, /numbers and nature/);
  await untilSent(a.page);
  // The other device has a way of its own to the service.
  const other = new Link(await freePort(), service.port);
  await other.start();
  const b = await openDevice(other);
  await joinAs(a.page, b.page);
  await untilSent(b.page);

  link.fault = (_, path) => (path.includes('live=true') ? 'half-open' : 'pass');
  await sayName(a.page, 'Ada');
  await a.page.goto('/me');
  const name = (text: string) => a.page.getByRole('heading', { level: 1, name: text });
  await expect(name('Ada')).toBeVisible();
  await untilSent(a.page);
  await expect.poll(() => link.seen['half-open'] ?? 0).toBeGreaterThan(0);
  await sayName(b.page, 'Grace');
  await untilSent(b.page);
  await expect(name('Ada')).toBeVisible();

  link.fault = () => 'half-open';
  await a.page.clock.fastForward('08:00:00');
  await expect(name('Ada')).toBeVisible();
  link.fault = () => 'pass';
  await a.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(name('Grace')).toBeVisible({ timeout: 5_000 });
  await other.stop();
});
