import { expect, test } from 'vitest';
import { readAddress } from './read-address.ts';

test.each([
  ['https://example.org/leaves?part=2#top', 'https://example.org/leaves?part=2#top'],
  ['  example.org/leaves ', 'https://example.org/leaves'],
  ['http://example.org', 'http://example.org/'],
  ['example.org:8080/a', 'https://example.org:8080/a'],
  ['مثال.إختبار', 'https://xn--mgbh0fb.xn--kgbechtv/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['mailto:a@example.org', null],
  ['two words.org', null],
  ['leaves', null],
  ['', null],
  [`example.org/${'a'.repeat(2000)}`, null],
])('%j is the address %j', (typed, href) => {
  expect(readAddress(typed)?.href ?? null).toBe(href);
});
