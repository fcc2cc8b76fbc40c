import { expect, test } from 'vitest';
import { wordsOfNote } from './words-of-note.ts';

const inOneLine = (markdown: string): string => wordsOfNote(markdown).replaceAll(/\s+/g, ' ').trim();

test('a note is told without its marks', () => {
  const note = `# Leaves

A *leaf* takes **light**, and \`makes\` _sugar_ of it:

- water
- [x] light

> said [Ada](https://example.org "her page")

| part | does |
|:-----|-----:|
| stoma | breathes |

---
\`\`\`js
const a = 1;
\`\`\`
1. ![a leaf](leaf.png)`;
  expect(inOneLine(note)).toBe(
    'Leaves A leaf takes light, and makes sugar of it: · water · light said Ada part · does stoma · breathes const a = 1; 1. a leaf',
  );
});

test('sums, names and what only looks like a mark stay', () => {
  for (const said of ['2 * 3 * 4 = 24', 'the name snake_case_name', '#tag and a - b', 'a|b', '3 > 2', 'wait ...'])
    expect(wordsOfNote(said)).toBe(said);
});

test('a text full of marks that never end is told in time', () => {
  const began = performance.now();
  wordsOfNote('**a '.repeat(9_000));
  wordsOfNote('[a'.repeat(18_000));
  wordsOfNote('| - '.repeat(9_000));
  expect(performance.now() - began).toBeLessThan(5_000);
});
