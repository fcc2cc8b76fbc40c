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
