import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { splitText } from './split-text.ts';

test('a text is cut between paragraphs, and nothing of it is lost', () => {
  const text = Array.from({ length: 40 }, (_, n) => `Paragraph ${n} has a few words.`).join('\n\n');
  const parts = splitText(text, (part) => part.length <= 300);
  expect(parts.join('')).toBe(text);
  expect(parts.every((part) => part.length <= 300)).toBe(true);
  expect(parts.slice(0, -1).every((part) => part.endsWith('\n\n'))).toBe(true);
  expect(splitText(text, () => true)).toEqual([text]);
  expect(splitText('', () => true)).toEqual([]);
});

test('no character is cut in two, wherever there is room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('😀', 'a', ' ', '\n'), { maxLength: 60 }),
      fc.integer({ min: 3, max: 12 }),
      (letters, room) => {
        const text = letters.join('');
        const parts = splitText(text, (part) => part.length <= room);
        expect(parts.join('')).toBe(text);
        for (const part of parts) expect(part).not.toMatch(/\p{Surrogate}/u);
      },
    ),
    propertyRuns(300),
  );
});
