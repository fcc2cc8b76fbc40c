import { expect, test } from 'vitest';
import { type Findings, toMarkdown } from './to-markdown.ts';

test('addresses that can’t be decoded are files that are not there, and stop nothing', () => {
  const found: Findings = { changes: [], pictures: new Set(), lost: new Set() };
  const text = '<p>Look <img src="media:%" alt="x"> and <a href="media:%E0%A4%A">listen</a></p>';
  expect(toMarkdown({ form: 'html', text }, () => null, found)).toContain('Look');
  expect([...found.lost]).toContain('%');
});
