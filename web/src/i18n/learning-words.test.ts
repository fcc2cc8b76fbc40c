import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FIRST, LEARNING } from '../../late-words.ts';

const web = fileURLToPath(new URL('../../', import.meta.url));
const sources = readdirSync(join(web, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx$/.test(name) && !name.includes('.test.'))
  .map((name) => join(web, 'src', name));

/** Modules that a source loads by `opener`, as paths in web/. */
const openedBy = (opener: RegExp): string[] =>
  sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(opener)].map(([, name = '']) =>
      relative(web, resolve(dirname(file), name)),
    ),
  );

test('a screen that waits for the words of learning alone is among those whose words these are', () => {
  const opened = openedBy(/learningScreen(?:<[^;]*?>)?\(\s*async \(\) =>\s*\(await import\('([^']+)'\)/g);
  expect(opened.length).toBeGreaterThan(8);
  expect(opened.filter((module) => !LEARNING.includes(module))).toEqual([]);
});

test('so is what is loaded late and waits for no words', () => {
  const opened = openedBy(/\blazy\(async \(\) => \(\{ default: \(await import\('([^']+)'\)/g);
  expect(opened.length).toBeGreaterThan(3);
  expect(opened.filter((module) => ![...FIRST, ...LEARNING].includes(module))).toEqual([]);
});
