import { describe, expect, test } from 'vitest';
import type { Gap, SolvedQuestion } from '../content/pack.ts';
import { sampleQuestions as q } from '../testing/sample-questions.ts';
import { judgeGap } from './cloze.ts';
import { grade } from './grade.ts';
import { gradeAttempt } from './grade-attempt.ts';
import { guessChance } from './guess-chance.ts';
import { inSequence } from './ordering.ts';

const graded = (earned: number, possible: number) => ({
  kind: 'graded',
  earned,
  possible,
  correct: earned === possible,
});
const numeric = (value: number, tolerance: number, unit: string | null = null) => ({
  ...q.numeric,
  unit,
  solution: { value, tolerance },
});
const numberGiven = (text: string) => ({ kind: 'numeric' as const, text });
const textGiven = (text: string) => ({ kind: 'short_text' as const, text });

test('one option is right, and the chosen one gives its feedback', () => {
  expect(grade(q.multipleChoice, { kind: 'multiple_choice', optionId: 'a' })).toEqual(graded(1, 1));
  expect(grade(q.multipleChoice, { kind: 'multiple_choice', optionId: 'b' })).toEqual({
    ...graded(0, 1),
    matchedFeedback: '<p>The other way round.</p>',
  });
});

test('a statement holds or does not', () => {
  expect(grade(q.trueFalse, { kind: 'true_false', value: false })).toEqual(graded(1, 1));
  expect(grade(q.trueFalse, { kind: 'true_false', value: true })).toMatchObject({
    correct: false,
    matchedFeedback: '<p>Think of penguins.</p>',
  });
});

describe('several options', () => {
  test.each([
    ['abc', 3],
    ['ab', 2],
    ['a', 1],
    ['abd', 1],
    ['ad', 0],
    ['de', 0],
    ['abcde', 1],
    ['aab', 2],
    ['abcz', 2],
  ])('picking %s of abc earns %i of 3', (picked, earned) => {
    const optionIds = [...picked];
    expect(grade(q.multipleResponse, { kind: 'multiple_response', optionIds })).toEqual(graded(earned, 3));
    const whole = grade({ ...q.multipleResponse, scoring: 'all' }, { kind: 'multiple_response', optionIds });
    expect(whole).toEqual(graded(earned === 3 ? 3 : 0, 3));
  });
});

describe('numbers', () => {
  test.each([
    ['1,5', 1.5],
    ['1.5', 1.5],
    [' 1.50 ', 1.5],
    ['1 000', 1000],
    ['1\u00a0000', 1000],
    ['1\u202f234\u202f567,5', 1234567.5],
    ["1'000", 1000],
    ['1,000', 1000],
    ['1,000', 1],
    ['1.000', 1000],
    ['1,234,567.25', 1234567.25],
    ['−3', -3],
    ['- 3', -3],
    ['–3', -3],
    ['+3', 3],
    ['3/4', 0.75],
    ['¾', 0.75],
    ['1 3/4', 1.75],
    ['1¾', 1.75],
    ['-1/2', -0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['3 × 10⁸', 3e8],
    ['3*10^-2', 0.03],
    ['10⁶', 1e6],
    ['50%', 0.5],
    ['٣٫٥', 3.5],
    ['३.५', 3.5],
    ['３．５', 3.5],
    ['= 7', 7],
  ])('%s is read as %d', (text, value) => {
    expect(grade(numeric(value, 0), numberGiven(text))).toEqual(graded(1, 1));
  });

  test.each([
    ['0,250', 250],
    ['1,00', 100],
    ['12.5', 125],
    ['1,000', 1001],
  ])('%s is not read as %d', (text, value) => {
    expect(grade(numeric(value, 0), numberGiven(text))).toEqual(graded(0, 1));
  });

  test.each([
    ['20 °C', '°C'],
    ['20°c', '°C'],
    ['20 ℃', '°C'],
    ['€20', '€'],
    ['20 m2', 'm²'],
    ['20 m²', 'm²'],
    ['20%', '%'],
    ['20 km / h', 'km / h'],
  ])('%s has the unit %s with it', (text, unit) => {
    expect(grade(numeric(20, 0, unit), numberGiven(text))).toEqual(graded(1, 1));
  });

  test.each(['abc', '1/0', '1..2', '--3', '1e999', 'NaN', 'Infinity', '0x10', '5 kg', '1 00', '1 2 3'])(
    '%s is no number: the learner is asked again',
    (text) => {
      expect(grade(numeric(1, 0), numberGiven(text))).toEqual({ kind: 'incomplete', reason: 'not-a-number' });
    },
  );

  test('the tolerance includes its ends, whatever binary makes of them', () => {
    expect(grade(numeric(3.5, 0.1), numberGiven('3.6'))).toEqual(graded(1, 1));
    expect(grade(numeric(3.5, 0.1), numberGiven('3.4'))).toEqual(graded(1, 1));
    expect(grade(numeric(0.3, 0.1), numberGiven('0.2'))).toEqual(graded(1, 1));
    expect(grade(numeric(3.5, 0.1), numberGiven('3.6001'))).toEqual(graded(0, 1));
    expect(grade(numeric(0, 0), numberGiven('0.0000001'))).toEqual(graded(0, 1));
  });
});

describe('words', () => {
  test.each(['evaporation', ' Evaporation. ', 'EVAPORATING', 'evapo\u200bration'])('%s is accepted', (text) => {
    expect(grade(q.shortText, textGiven(text))).toEqual(graded(1, 1));
  });

  test.each([
    ["don't know", 'Don’t  know'],
    ['"yes"', '“Yes”'],
    ['café', 'cafe\u0301'],
    ['Straße', 'STRASSE'],
    ['well-known', 'well–known'],
  ])('%s and %s are the same', (accepted, given) => {
    const question = { ...q.shortText, solution: { ...q.shortText.solution, accept: [accepted] } };
    expect(grade(question, textGiven(given))).toEqual(graded(1, 1));
  });

  test('case counts where the author says so, spaces never', () => {
    const question = {
      ...q.shortText,
      solution: { ...q.shortText.solution, accept: ['New York'], caseSensitive: true },
    };
    expect(grade(question, textGiven(' New   York'))).toEqual(graded(1, 1));
    expect(grade(question, textGiven('new york'))).toEqual(graded(0, 1));
  });

  test('a near miss is wrong and told why', () => {
    expect(grade(q.shortText, textGiven('Condensation.'))).toEqual({
      ...graded(0, 1),
      matchedFeedback: '<p>That is the way back.</p>',
    });
  });

  test('nothing but spaces and stops is no answer', () => {
    expect(grade(q.shortText, textGiven(' . '))).toEqual({ kind: 'incomplete', reason: 'empty' });
  });
});

describe('an order', () => {
  test.each([
    ['abcd', 4],
    // One thing out of place, wherever it went.
    ['bacd', 2],
    ['bcda', 2],
    ['dabc', 2],
    ['badc', 0],
    ['dcba', 0],
    // What is missing would have to be put in its place.
    ['abc', 2],
    ['ab', 0],
    ['abcdz', 4],
    ['aabcd', 4],
  ])('%s earns %i of 4', (given, earned) => {
    const response = { kind: 'ordering' as const, optionIds: [...given] };
    expect(grade(q.ordering, response)).toEqual(graded(earned, 4));
    expect(grade({ ...q.ordering, scoring: 'all' }, response)).toEqual(graded(earned === 4 ? 4 : 0, 4));
  });

  test('what need not be moved is the longest part in sequence', () => {
    expect(inSequence([...'badce'], [...'abcde'])).toEqual(new Set('bde'));
    expect(inSequence([...'eabcd'], [...'abcde'])).toEqual(new Set('abcd'));
    expect(inSequence([], [...'ab'])).toEqual(new Set());
  });

  test('of nothing but what is no option there is nothing to grade', () => {
    expect(grade(q.ordering, { kind: 'ordering', optionIds: ['z'] })).toEqual({
      kind: 'incomplete',
      reason: 'unreadable',
    });
  });
});

describe('pairs', () => {
  const given = (text: string) => ({
    kind: 'matching' as const,
    pairs: text.split(' ').map((pair) => ({ optionId: pair[0] as string, choiceId: pair[1] as string })),
  });

  test.each([
    ['ax by cz', 3],
    ['cz by ax', 3],
    ['ax by cw', 2],
    ['ax', 1],
    ['ay bx cz', 1],
    ['ax bx cx', 1],
    ['ay ax by cz', 3],
    ['ax by cq', 2],
  ])('%s earns %i of 3', (pairs, earned) => {
    expect(grade(q.matching, given(pairs))).toEqual(graded(earned, 3));
  });

  test('of nothing but what is no choice there is nothing to grade', () => {
    expect(grade(q.matching, given('aq'))).toEqual({ kind: 'incomplete', reason: 'unreadable' });
  });
});

describe('gaps', () => {
  const given = (gaps: Record<string, string>) => ({
    kind: 'cloze' as const,
    gaps: Object.entries(gaps).map(([id, text]) => ({ id, text })),
  });

  test.each([
    [{ degrees: '100,5', state: 'a', word: ' EVAPORATION' }, 3],
    [{ degrees: '102', state: 'a', word: 'evaporation' }, 2],
    [{ word: 'evaporation' }, 1],
    [{ state: 'b' }, 0],
    [{ state: 'nothing we know' }, 0],
  ])('%j earns %i of 3', (gaps, earned) => {
    expect(grade(q.cloze, given(gaps as Record<string, string>))).toEqual(graded(earned, 3));
  });

  test('where a number belongs, something else is asked for again', () => {
    expect(grade(q.cloze, given({ degrees: 'hot', state: 'a' }))).toEqual({
      kind: 'incomplete',
      reason: 'not-a-number',
    });
  });

  test('each gap says what the author wrote to exactly that', () => {
    const [, state, word] = q.cloze.gaps as [Gap, Gap, Gap];
    expect(judgeGap(q.cloze, state, 'b')).toEqual({ correct: false, feedbackHtml: '<p>That is the way down.</p>' });
    expect(judgeGap(q.cloze, word, 'Condensation')).toEqual({
      correct: false,
      feedbackHtml: '<p>The other way round.</p>',
    });
    expect(judgeGap(q.cloze, { id: 'none', kind: 'text' }, 'x')).toEqual({ correct: false, feedbackHtml: null });
  });
});

test('guessing is as likely as the options make it', () => {
  expect(guessChance(q.multipleChoice)).toBe(0.25);
  expect(guessChance(q.trueFalse)).toBe(0.5);
  expect(guessChance(q.multipleResponse)).toBe(1 / 31);
  expect(guessChance(q.numeric)).toBe(0.05);
  expect(guessChance(q.shortText)).toBe(0.05);
  expect(guessChance(q.ordering)).toBe(1 / 24);
  expect(guessChance(q.matching)).toBe(1 / 24);
  expect(guessChance({ ...q.matching, choices: q.matching.choices.slice(1) })).toBe(1 / 6);
  expect(guessChance({ ...q.matching, reuse: true })).toBe(1 / 64);
  expect(guessChance(q.cloze)).toBe(0.05);
  expect(guessChance({ ...q.cloze, gaps: q.cloze.gaps.slice(1, 2) })).toBe(0.5);
});

test('an attempt counts what was left out as nothing earned, and unknown questions neither way', () => {
  const questions = new Map<string, SolvedQuestion>([
    ['one', q.multipleChoice],
    ['two', q.multipleResponse],
    ['three', q.numeric],
  ]);
  const answer = { courseVersion: 'v', hintsUsed: 0, durationMs: 0, answeredAt: 1, localDay: null, hlc: 'h' };
  const score = gradeAttempt(
    {
      questionIds: ['one', 'two', 'three', 'four', 'one'],
      answers: {
        one: { ...answer, response: { kind: 'multiple_choice', optionId: 'a' } },
        two: { ...answer, response: { kind: 'multiple_response', optionIds: ['a', 'b'] } },
        five: { ...answer, response: { kind: 'numeric', text: '1' } },
      },
    },
    questions,
  );
  expect(score).toEqual({
    earned: 3,
    possible: 5,
    questions: {
      one: { earned: 1, possible: 1, correct: true },
      two: { earned: 2, possible: 3, correct: false },
      three: { earned: 0, possible: 1, correct: false },
    },
  });
});
