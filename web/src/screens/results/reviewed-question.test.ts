import type { Question, SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import { describe, expect, test } from 'vitest';
import { reviewedQuestion } from './reviewed-question.ts';

const all: SolvedQuestion[] = Object.values(sampleQuestions);

describe.each(all)('$kind', (solved) => {
  const held = { ...solved, solution: null, explanationHtml: null } as Question;

  test('what came with the grade shows what is right', () => {
    const shown = reviewedQuestion(held, { solution: solved.solution, explanationHtml: '<p>So.</p>' });
    expect(shown.solution).not.toBeNull();
    expect(shown.explanationHtml).toBe('<p>So.</p>');
  });

  test('a solution of another form marks nothing, and its explanation is still shown', () => {
    for (const solution of [null, 'a', [], { optionId: 3, optionIds: [1], value: '1', accept: 1 }]) {
      const shown = reviewedQuestion(held, { solution, explanationHtml: '<p>So.</p>' });
      expect(shown.solution).toBeNull();
      expect(shown.explanationHtml).toBe('<p>So.</p>');
    }
  });

  test('before the grade came nothing is added, and what the device knows itself stays', () => {
    expect(reviewedQuestion(held, null)).toBe(held);
    expect(reviewedQuestion(solved, { solution: null, explanationHtml: '' })).toBe(solved);
  });
});
