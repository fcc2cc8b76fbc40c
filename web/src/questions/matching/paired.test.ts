import { expect, test } from 'vitest';
import { paired } from './paired.ts';

const pair = (text: string) => ({ optionId: text[0] as string, choiceId: text[1] as string });
const after = (before: string[], change: string) =>
  paired(before.map(pair), pair(change))?.pairs.map(({ optionId, choiceId }) => optionId + choiceId) ?? null;

test('one option gets another choice, and nobody loses theirs', () => {
  expect(after(['ax', 'by'], 'az')).toEqual(['az', 'by']);
  expect(after(['ax', 'by'], 'bx')).toEqual(['ax', 'bx']);
});

test('the same pairs are the same answer, in whatever order they were made', () => {
  expect(after(['by'], 'ax')).toEqual(after(['ax'], 'by'));
});

test('an option can be left without again; without any pair there is no answer', () => {
  expect(paired([pair('ax'), pair('by')], { optionId: 'a', choiceId: '' })?.pairs).toEqual([pair('by')]);
  expect(paired([pair('ax')], { optionId: 'a', choiceId: '' })).toBeNull();
});
