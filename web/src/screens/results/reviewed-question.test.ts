import type { Question, SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';
import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import { describe, expect, test } from 'vitest';
import { reviewedQuestion } from './reviewed-question.ts';

const all: SolvedQuestion[] = Object.values(sampleQuestions);

describe.each(all)('$kind', (solved) => {
  const held = { ...solved, solution: null, explanationHtml: null } as Question;

  test('what came with the grade shows what is right', () => {
    const shown = reviewedQuestion(held, { solution: solved.solution, explanationHtml: '<p>So.</p>' });
    expect(shown.solution).not.toBeNull();
    expect(grade(shown as SolvedQuestion, rightResponse(solved))).toMatchObject({ correct: true });
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

test('what is said to a chosen option of a gap comes with the grade, by gap and option', () => {
  const { cloze } = sampleQuestions;
  const held = { ...cloze, solution: null, explanationHtml: null } as Question;
  const shown = reviewedQuestion(held, {
    solution: cloze.solution,
    explanationHtml: '',
    optionFeedback: { 'state/a': '<p>Well seen.</p>' },
  });
  const gap = shown.kind === 'cloze' ? shown.gaps[1] : undefined;
  expect(gap).toMatchObject({ options: [{ id: 'a', feedbackHtml: '<p>Well seen.</p>' }, { id: 'b' }] });
});
