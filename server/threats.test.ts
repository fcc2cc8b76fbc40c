import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, 'THREATS.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| threat'));
const proofs = rows.map((row) => ({
  threat: row.split(' | ')[0] ?? '',
  titles: [...(row.split(' | ')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, title]) => title ?? ''),
}));
const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(\.test|-contract)\.ts$/.test(file) && !file.includes('node_modules'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');

test('every threat on the page is met by a test that exists', () => {
  expect(proofs.length).toBeGreaterThan(20);
  for (const { threat, titles } of proofs) {
    expect(titles.length, threat).toBeGreaterThan(0);
    for (const title of titles) expect(tests.includes(title), title).toBe(true);
  }
});
