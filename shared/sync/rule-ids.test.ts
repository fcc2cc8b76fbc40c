import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sharedFolder = join(import.meta.dirname, '..');
const folders = [sharedFolder, join(sharedFolder, '../server')];
// Held up where it lives: the folds of the device and of the service are compared in their own tests.
const testedElsewhere = ['D1'];

const page = readFileSync(join(import.meta.dirname, 'RULES.md'), 'utf8');
const rules = new Map(
  page
    .split(/^- (?=\*\*[A-Z]\d\*\*)/m)
    .slice(1)
    .map((text) => [text.slice(2, 4), text]),
);

const testFiles = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file)),
);
// Titles begin with the ids of their rules in brackets.
const idsInTitles = new Set(
  testFiles
    .flatMap((file) => readFileSync(file, 'utf8').match(/['"`](?:\[[A-Z]\d\] )+/g) ?? [])
    .flatMap((title) => title.match(/[A-Z]\d/g) ?? []),
);

test('every rule that does not rest on reasoning alone is named by a test', () => {
  const untested = [...rules.keys()].filter(
    (id) => !rules.get(id)?.includes('[J]') && !testedElsewhere.includes(id) && !idsInTitles.has(id),
  );
  expect(untested).toEqual([]);
});

test('every rule that a test names is on the page', () => {
  expect(rules.size).toBeGreaterThan(25);
  expect([...idsInTitles].filter((id) => !rules.has(id))).toEqual([]);
});
