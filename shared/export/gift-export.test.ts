import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SolvedQuestion } from '../content/pack.ts';
import { readGift } from '../import/gift.ts';
import type { ImportedQuestion } from '../import/imported.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { sampleQuestions } from '../testing/sample-questions.ts';
import { wordsOf } from './exported.ts';
import { writeGift } from './gift-export.ts';

const back = (question: SolvedQuestion): ImportedQuestion => {
  const { text } = writeGift([{ question, category: ['A/B', 'C'] }]);
  const file = readGift(text);
  if (file.kind !== 'read' || file.items.length !== 1) throw new Error(text);
  const outcome = file.items[0]?.outcome;
  if (outcome?.kind !== 'taken') throw new Error(`${text}\n${JSON.stringify(outcome)}`);
  return outcome.question;
};

/** HTML with every sign that GIFT takes for its own. */
const html = fc
  .array(
    fc.constantFrom(
      'a',
      'é',
      '漢',
      ' ',
      '=',
      '~',
      '#',
      '####',
      '{',
      '}',
      ':',
      '::',
      '\\',
      '\\n',
      '->',
      '%50%',
      '//',
      '*',
      '&lt;',
      '<b>b</b>',
      '<br>',
      '\n',
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => `<p>x${parts.join('')}</p>`);
const typed = fc
  .array(fc.constantFrom('a', 'b', '=', '~', '#', '{', '}', ':', '\\', '*', '%'), { minLength: 1, maxLength: 8 })
  .map((parts) => `x${parts.join('')}`);
const said = fc.option(html, { nil: null });
const base = { ...sampleQuestions.multipleChoice };
const options = fc.uniqueArray(html, { minLength: 2, maxLength: 6 }).chain((texts) =>
  fc.array(said, { minLength: texts.length, maxLength: texts.length }).map((feedback) =>
    texts.map((text, index) => ({
      id: 'abcdef'[index] as string,
      html: text,
      feedbackHtml: feedback[index] ?? null,
    })),
  ),
);

describe('questions as GIFT', () => {
  it('come back as they went: a choice of one, with all its feedback', () => {
    fc.assert(
      fc.property(html, said, options, fc.nat(5), (promptHtml, explanationHtml, list, pick) => {
        const right = list[pick % list.length]?.id as string;
        const question = back({ ...base, promptHtml, explanationHtml, options: list, solution: { optionId: right } });
        expect(question).toMatchObject({ kind: 'multiple_choice', ref: base.id, category: ['A/B', 'C'] });
        if (question.kind !== 'multiple_choice') return;
        expect(question.prompt).toEqual({ form: 'html', text: promptHtml });
        expect(question.explanation?.text ?? null).toBe(explanationHtml);
        expect(
          question.options.map(({ text, correct, feedback }) => [text.text, correct, feedback?.text ?? null]),
        ).toEqual(list.map(({ id, html: text, feedbackHtml }) => [text, id === right, feedbackHtml]));
      }),
      propertyRuns(100),
    );
  });

  it('come back as they went: typed answers, and those that are nearly right', () => {
    const question = sampleQuestions.shortText;
    fc.assert(
      fc.property(html, fc.uniqueArray(typed, { minLength: 1, maxLength: 5 }), (promptHtml, accept) => {
        const solution = { accept, caseSensitive: false, nearMisses: [{ text: 'near*', feedbackHtml: '<p>no</p>' }] };
        expect(back({ ...question, promptHtml, solution })).toMatchObject({
          kind: 'short_text',
          prompt: { text: promptHtml },
          accept,
          nearMisses: [{ text: 'near*', feedback: { text: '<p>no</p>' } }],
        });
      }),
      propertyRuns(100),
    );
  });

  it('come back as they went: several right ones, truth, numbers, pairs', () => {
    const { multipleResponse: several, trueFalse: truth, numeric, matching } = sampleQuestions;
    const right = new Set(several.solution.optionIds);
    expect(back(several)).toMatchObject({
      kind: 'multiple_response',
      options: several.options.map(({ id }) => ({ correct: right.has(id) })),
    });
    for (const value of [true, false]) {
      const feedbackHtml = { true: '<p>T</p>', false: '<p>F</p>' };
      expect(back({ ...truth, feedbackHtml, solution: { value } })).toMatchObject({
        answer: value,
        feedback: { true: { text: '<p>T</p>' }, false: { text: '<p>F</p>' } },
      });
    }
    expect(back(numeric)).toMatchObject({ answer: numeric.solution.value, tolerance: numeric.solution.tolerance });
    const words = new Map(matching.choices.map(({ id, html: text }) => [id, wordsOf(text)]));
    expect(back(matching)).toMatchObject({
      pairs: matching.options.map(({ id, html: text }) => ({
        text: { text },
        match: { text: words.get(matching.solution.pairs.find(({ optionId }) => optionId === id)?.choiceId ?? '') },
      })),
    });
  });

  it('names what GIFT has no words for', () => {
    const { items, text } = writeGift([
      { question: sampleQuestions.ordering, category: [] },
      { question: sampleQuestions.code, category: [] },
      { question: sampleQuestions.speak, category: [] },
    ]);
    expect(items.map(({ notes }) => notes)).toEqual([
      [{ kind: 'left-out', reason: 'kind', of: 'ordering' }],
      [{ kind: 'left-out', reason: 'kind', of: 'code' }],
      [{ kind: 'left-out', reason: 'kind', of: 'speak' }],
    ]);
    expect(text.trim()).toBe('');
  });
});
