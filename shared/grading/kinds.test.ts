import { describe, expect, test } from 'vitest';
import type { Question, SolvedQuestion } from '../content/pack.ts';
import { questionFact } from '../learning/question-facts.ts';
import { shuffled } from '../learning/shuffle.ts';
import { rightResponse } from '../testing/right-response.ts';
import { samplesOfKinds } from '../testing/sample-questions.ts';
import { bareQuestion } from './bare-question.ts';
import { grade } from './grade.ts';
import { guessChance } from './guess-chance.ts';
import { questionKinds } from './question-kinds.ts';
import { type Response, responseSchema } from './response.ts';

/** The question with everything that may be shuffled in another order. */
const rearranged = (question: SolvedQuestion): SolvedQuestion =>
  ({
    ...question,
    ...('options' in question ? { options: shuffled(question.options, 'another order') } : {}),
    ...('choices' in question ? { choices: shuffled(question.choices, 'another order') } : {}),
  }) as SolvedQuestion;

/** What every kind of question must stand; a new one is tested the moment it has a sample. */
describe.each(questionKinds)('%s', (kind) => {
  const { question, right, wrong, empty, partly } = samplesOfKinds[kind];
  const given = [right, wrong, partly].filter((response) => response !== undefined) as Response[];

  test('full points for what is right, none for what is wrong, some for what is partly right', () => {
    expect(grade(question, right)).toMatchObject({ kind: 'graded', earned: question.points, correct: true });
    expect(grade(question, wrong)).toMatchObject({ kind: 'graded', earned: 0, correct: false });
    if (!partly) return;
    const result = grade(question, partly);
    expect(result).toMatchObject({ kind: 'graded', correct: false });
    expect(result.kind === 'graded' && result.earned).toBeGreaterThan(0);
    if ('scoring' in question)
      expect(grade({ ...question, scoring: 'all' } as SolvedQuestion, partly)).toMatchObject({ earned: 0 });
  });

  test('its own solution is its right answer', () => {
    expect(grade(question, rightResponse(question))).toMatchObject({ earned: question.points, correct: true });
  });

  test('nothing is not wrong, and neither is what belongs to another kind', () => {
    expect(grade(question, null)).toEqual({ kind: 'incomplete', reason: 'empty' });
    expect(grade(question, empty)).toEqual({ kind: 'incomplete', reason: 'empty' });
    for (const other of questionKinds) {
      if (other === kind) continue;
      expect(grade(question, samplesOfKinds[other].right)).toEqual({ kind: 'incomplete', reason: 'unreadable' });
    }
    // Right by kind, but nothing in it is what the schema says.
    expect(grade(question, { kind } as Response).kind).toBe('incomplete');
  });

  test('the order options are shown in changes no grade', () => {
    for (const response of given) expect(grade(rearranged(question), response)).toEqual(grade(question, response));
  });

  test('grading needs nothing of what people read', () => {
    for (const response of given) {
      const { matchedFeedback: _, ...result } = grade(question, response) as { matchedFeedback?: string };
      expect(grade(bareQuestion(question), response)).toEqual(result);
    }
    expect(JSON.stringify(questionFact(question, []).solved)).not.toMatch(/<p>|Because/);
  });

  test('its answers can be stored and sent', () => {
    for (const response of given) expect(responseSchema.parse(JSON.parse(JSON.stringify(response)))).toEqual(response);
  });

  test('guessing is possible but no certainty, and known where the solution is not', () => {
    const chance = guessChance(question);
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThanOrEqual(0.5);
    expect(guessChance({ ...question, solution: null } as Question)).toBe(chance);
  });
});
