import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SolvedQuestion } from '../content/pack.ts';
import { sampleQuestions, samplesOfKinds } from '../testing/sample-questions.ts';
import { grade } from './grade.ts';
import { guessChance } from './guess-chance.ts';
import { inSequence } from './ordering.ts';
import { questionKinds } from './question-kinds.ts';
import { readNumber } from './read-number.ts';
import type { Response } from './response.ts';
import { foldText } from './short-text.ts';

const settings = { seed: 20240517, numRuns: 300 };
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(..."0123456789.,' +-−/^e%×*°C"), maxLength: 120 }),
);
const anyQuestion = fc.constantFrom<SolvedQuestion>(...Object.values(sampleQuestions));
const anyKind = fc.constantFrom<Response['kind']>(...questionKinds);

test('every answer, however hostile, gets a grade within its bounds, and the same one again', () => {
  // Among all that can be, some that is nearly right: known ids, lists of pairs with one half missing.
  const anyId = fc.constantFrom('a', 'b', 'c', 'd', 'x', 'y', 'z', 'degrees', 'state', 'word', '__proto__');
  const anyPart = fc.oneof(
    anyId,
    fc.anything(),
    fc.record({ optionId: anyId, choiceId: anyId, id: anyId, text: fc.oneof(anyText, anyId) }, { requiredKeys: [] }),
  );
  const anyField = fc.oneof(anyText, fc.anything(), fc.array(anyPart));
  const hostile = fc.oneof(
    fc.anything(),
    fc.record({
      kind: anyKind,
      optionId: anyField,
      value: anyField,
      optionIds: anyField,
      text: anyField,
      pairs: anyField,
      gaps: anyField,
    }),
  );
  fc.assert(
    fc.property(anyQuestion, hostile, (question, response) => {
      const result = grade(question, response as Response);
      if (result.kind === 'graded') {
        expect(Number.isInteger(result.earned)).toBe(true);
        expect(result.earned).toBeGreaterThanOrEqual(0);
        expect(result.earned).toBeLessThanOrEqual(question.points);
        expect(result.correct).toBe(result.earned === question.points);
      }
      expect(grade(question, response as Response)).toEqual(result);
    }),
    settings,
  );
});

const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyMultipleResponse = fc
  .record({
    right: fc.subarray(letters, { minLength: 1 }),
    points: fc.integer({ min: 1, max: 6 }),
    scoring: fc.constantFrom<'partial' | 'all'>('partial', 'all'),
  })
  .map(({ right, points, scoring }) => ({
    ...sampleQuestions.multipleResponse,
    points,
    scoring,
    solution: { optionIds: right },
  }));
const earned = (question: SolvedQuestion, optionIds: string[]) => {
  const result = grade(question, { kind: 'multiple_response', optionIds });
  return result.kind === 'graded' ? result.earned : 0;
};

test('one more right pick never costs, one more wrong pick never gains', () => {
  fc.assert(
    fc.property(anyMultipleResponse, fc.subarray(letters), fc.constantFrom(...letters), (question, picked, more) => {
      fc.pre(!picked.includes(more));
      const change = earned(question, [...picked, more]) - earned(question, picked);
      if (question.solution.optionIds.includes(more)) expect(change).toBeGreaterThanOrEqual(0);
      else expect(change).toBeLessThanOrEqual(0);
    }),
    settings,
  );
});

test('order and repetition of picks are nothing', () => {
  fc.assert(
    fc.property(anyMultipleResponse, fc.array(fc.constantFrom(...letters)), (question, picked) => {
      expect(earned(question, [...picked, ...picked].reverse())).toBe(earned(question, picked));
    }),
    settings,
  );
});

test('nearer to the answer is never worse, and any finite number reads as itself', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
      fc.double({ noNaN: true, min: 0, max: 1e6 }),
      fc.double({ noNaN: true, min: 0, max: 2 }),
      fc.double({ noNaN: true, min: 0, max: 1 }),
      (value, tolerance, far, share) => {
        expect(readNumber(String(value), null)).toContain(value === 0 ? 0 : value);
        const question = { ...sampleQuestions.numeric, solution: { value, tolerance } };
        const correct = (reading: number) => {
          const result = grade(question, { kind: 'numeric', text: String(reading) });
          return result.kind === 'graded' && result.correct;
        };
        if (correct(value + far * tolerance)) expect(correct(value + far * share * tolerance)).toBe(true);
      },
    ),
    settings,
  );
});

test('folding a text twice is folding it once', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, caseSensitive) => {
      const once = foldText(text, caseSensitive);
      expect(foldText(once, caseSensitive)).toBe(once);
    }),
    { ...settings, numRuns: 1000 },
  );
});

const anyOrder = fc.shuffledSubarray(letters, { minLength: letters.length });
const orderOf = (scoring: 'partial' | 'all') => ({
  ...sampleQuestions.ordering,
  points: letters.length,
  scoring,
  options: letters.map((id) => ({ id, html: id, feedbackHtml: null })),
  solution: { optionIds: letters },
});
const earnedBy = (question: SolvedQuestion, response: Response): number => {
  const result = grade(question, response);
  return result.kind === 'graded' ? result.earned : 0;
};

test('putting one thing in order after another never costs, and only the right order earns all', () => {
  fc.assert(
    fc.property(anyOrder, (given) => {
      const question = orderOf('partial');
      const kept = inSequence(given, letters);
      let order = given;
      let before = earnedBy(question, { kind: 'ordering', optionIds: order });
      expect(before === question.points).toBe(given.join() === letters.join());
      for (const stray of given.filter((id) => !kept.has(id))) {
        // To its place among those that are in sequence already.
        const rest = order.filter((id) => id !== stray);
        const follower = rest.findIndex((id) => kept.has(id) && id > stray);
        order = follower < 0 ? [...rest, stray] : rest.toSpliced(follower, 0, stray);
        kept.add(stray);
        const after = earnedBy(question, { kind: 'ordering', optionIds: order });
        expect(after).toBeGreaterThanOrEqual(before);
        before = after;
      }
      expect(order).toEqual(letters);
      expect(before).toBe(question.points);
    }),
    settings,
  );
});

test('an order left to chance earns little', () => {
  const question = orderOf('partial');
  const orders = fc.sample(anyOrder, { seed: settings.seed, numRuns: 2000 });
  const earned = orders.map((optionIds) => earnedBy(question, { kind: 'ordering', optionIds }));
  expect(earned.reduce((sum, points) => sum + points, 0) / (orders.length * question.points)).toBeLessThan(0.2);
});

test('each pair and each gap counts for itself, in whatever order they come', () => {
  const { matching, cloze } = samplesOfKinds;
  fc.assert(
    fc.property(fc.shuffledSubarray(matching.right.pairs, { minLength: 1 }), (pairs) => {
      expect(earnedBy(matching.question, { kind: 'matching', pairs })).toBe(pairs.length);
    }),
    settings,
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(cloze.right.gaps, { minLength: 1 }), (gaps) => {
      expect(earnedBy(cloze.question, { kind: 'cloze', gaps })).toBe(gaps.length);
    }),
    settings,
  );
});

test('a kind this app does not know yet is not graded, and breaks nothing', () => {
  const question = { ...sampleQuestions.numeric, kind: 'sculpture' } as unknown as SolvedQuestion;
  expect(grade(question, { kind: 'numeric', text: '3.5' })).toEqual({ kind: 'incomplete', reason: 'unreadable' });
  expect(guessChance(question)).toBe(0.05);
});
