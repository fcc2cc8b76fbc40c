import { expect, test } from 'vitest';
import { paired } from './paired.ts';

const pair = (text: string) => ({ optionId: text[0] as string, choiceId: text[1] as string });
const after = (before: string[], change: string, reuse = false) =>
  paired(before.map(pair), pair(change), reuse)?.pairs.map(({ optionId, choiceId }) => optionId + choiceId) ?? null;

test('a choice goes to one option only, and leaves the one it was with', () => {
  expect(after(['ax', 'by'], 'bx')).toEqual(['bx']);
  expect(after(['ax', 'by'], 'az')).toEqual(['az', 'by']);
});

test('where it may be right more than once, it stays with both', () => {
  expect(after(['ax'], 'bx', true)).toEqual(['ax', 'bx']);
});

test('the same pairs are the same answer, in whatever order they were made', () => {
  expect(after(['by'], 'ax')).toEqual(after(['ax'], 'by'));
});

test('an option can be left without again; without any pair there is no answer', () => {
  expect(paired([pair('ax'), pair('by')], { optionId: 'a', choiceId: '' }, false)?.pairs).toEqual([pair('by')]);
  expect(paired([pair('ax')], { optionId: 'a', choiceId: '' }, false)).toBeNull();
});
