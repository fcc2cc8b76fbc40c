import { expect, test } from 'vitest';
import { makeRateLimit } from './rate-limit.ts';

test('a burst is let through, then one more as time passes', () => {
  let now = 0;
  const limit = makeRateLimit({ burst: 2, perHour: 60 }, () => now);
  expect([limit.take('a').ok, limit.take('a').ok]).toEqual([true, true]);
  expect(limit.take('a')).toEqual({ ok: false, retryAfterSeconds: 60 });
  expect(limit.take('b').ok, 'another address').toBe(true);
  now = 60_000;
  expect(limit.take('a').ok).toBe(true);
  expect(limit.take('a').ok).toBe(false);
});

test('addresses of one home count together, whichever way they are written', () => {
  const limit = makeRateLimit({ burst: 1, perHour: 1 }, () => 0);
  expect(limit.take('2001:db8:1:2::1').ok).toBe(true);
  expect(limit.take('2001:db8:1:2:ffff:ffff:ffff:ffff').ok).toBe(false);
  expect(limit.take('2001:db8:1:3::1').ok).toBe(true);
  expect(limit.take('::ffff:192.0.2.1').ok).toBe(true);
  expect(limit.take('192.0.2.1').ok).toBe(false);
});

test('what is given back can be taken again, and no more than there was', () => {
  const limit = makeRateLimit({ burst: 1, perHour: 1 }, () => 0);
  expect(limit.take('a').ok).toBe(true);
  limit.giveBack('a');
  limit.giveBack('a');
  expect([limit.take('a').ok, limit.take('a').ok]).toEqual([true, false]);
});
