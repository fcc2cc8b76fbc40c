import { expect, test } from 'vitest';
import { readPageCopy } from './page-copy.ts';

const copy = { format: 1, url: 'https://example.org', title: 'Leaves', byline: null, siteName: 'Garden', lang: 'en' };
const whole = { ...copy, dir: null, html: '<p>Green</p>', takenAt: 5 };

test('a copy of a page is read as the service writes it, and nothing else is taken for one', () => {
  expect(readPageCopy(JSON.stringify(whole))).toMatchObject({ title: 'Leaves', siteName: 'Garden', takenAt: 5 });
  for (const other of ['', 'null', '[]', '"x"', '{"format":1}']) expect(readPageCopy(other), other).toBeNull();
  expect(readPageCopy(JSON.stringify({ ...whole, format: 2 }))).toBeNull();
  expect(readPageCopy(JSON.stringify({ ...whole, html: 7 }))).toBeNull();
  expect(readPageCopy(JSON.stringify({ ...whole, lang: { toString: 1 } }))).toBeNull();
});
