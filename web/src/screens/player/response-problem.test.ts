import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import { expect, test } from 'vitest';
import { responseProblem } from './response-problem.ts';

test('an empty field is asked for again, a wrong answer is not', () => {
  const { shortText } = sampleQuestions;
  expect(responseProblem(shortText, null)).toBe('empty');
  expect(responseProblem(shortText, { kind: 'short_text', text: '  ' })).toBe('empty');
  expect(responseProblem(shortText, { kind: 'short_text', text: 'no idea' })).toBeNull();
});

test('what is no number is said to be none, even where only the server knows the solution', () => {
  const secret = { ...sampleQuestions.numeric, solution: null };
  expect(responseProblem(secret, { kind: 'numeric', text: 'nine' })).toBe('not-a-number');
  expect(responseProblem(secret, { kind: 'numeric', text: '3,5' })).toBeNull();
});

test('what is answered in parts may be left in part, but not without a word', () => {
  const { cloze, matching, ordering } = sampleQuestions;
  const gaps = (texts: Record<string, string>) => ({
    kind: 'cloze' as const,
    gaps: Object.entries(texts).map(([id, text]) => ({ id, text })),
  });
  expect(responseProblem(cloze, gaps({ word: ' ' }))).toBe('empty');
  expect(responseProblem(cloze, gaps({ word: 'steam' }))).toBe('unfinished');
  expect(responseProblem(cloze, gaps({ word: 'steam', degrees: 'hot', state: 'a' }))).toBe('not-a-number');
  expect(responseProblem({ ...cloze, solution: null }, gaps({ word: 'x', degrees: '9', state: 'b' }))).toBeNull();
  const pair = { optionId: 'a', choiceId: 'x' };
  expect(responseProblem(matching, { kind: 'matching', pairs: [pair] })).toBe('unfinished');
  expect(responseProblem(ordering, { kind: 'ordering', optionIds: ['a', 'b', 'c', 'd'] })).toBeNull();
});
