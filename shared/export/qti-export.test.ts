import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SolvedQuestion } from '../content/pack.ts';
import type { ImportedQuestion } from '../import/imported.ts';
import { readQtiFiles } from '../import/qti-package.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { sampleQuestions } from '../testing/sample-questions.ts';
import { wordsOf } from './exported.ts';
import { writeQti } from './qti-export.ts';

const back = (question: SolvedQuestion): ImportedQuestion => {
  const { files } = writeQti([{ question, category: ['Cells', 'Plants & co'] }]);
  const bytes = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const file = readQtiFiles(bytes);
  if (file.kind !== 'read') throw new Error(JSON.stringify(file));
  const [item, ...more] = file.items;
  if (item?.outcome.kind !== 'taken' || more.length > 0) throw new Error(JSON.stringify(file.items));
  expect(file.format).toBe('qti-3');
  return item.outcome.question;
};

/** Published HTML with every sign that XML or an importer might take for its own. */
const html = fc
  .array(
    fc.constantFrom(
      ...['a', 'é', '漢', '🌊', ' ', '\n', '[[', ']]', '_____', '%', '\\', "'", '"', ']]>', '--'].map((text) =>
        text.replace('>', '&gt;'),
      ),
      ...['&#x26;', '&#x3C;', '&lt;', '&amp;lt;', '&#160;', '<b>b</b>', '<br>', '<code>x &lt; y</code>', '<!-- -->'],
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => `<p>x${parts.join('')}</p>`);
const said = fc.option(html, { nil: null });
const texts = (minLength: number, maxLength: number) =>
  fc.uniqueArray(html, { minLength, maxLength, selector: wordsOf });
const optionsOf = (all: readonly string[], feedback: readonly (string | null)[] = []) =>
  all.map((text, index) => ({ id: 'abcdefgh'[index] as string, html: text, feedbackHtml: feedback[index] ?? null }));
const words = (passage: { text: string } | null): string | null => (passage === null ? null : wordsOf(passage.text));
const wordsIn = (text: string | null): string | null => (text === null ? null : wordsOf(text));
const typed = fc
  .array(fc.constantFrom('a', 'É', '漢', ' ', '&', '<', '>', '"', "'", '*', '\\', ';', '&amp;'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => `x${parts.join('')}x`);

describe('questions as QTI 3, whatever is in them', () => {
  const { multipleChoice, multipleResponse, numeric, shortText, ordering, matching } = sampleQuestions;

  it('come back as they went: options with their feedback, one right or several', () => {
    fc.assert(
      fc.property(
        ...[html, said, texts(2, 6), fc.array(said, { minLength: 6, maxLength: 6 }), fc.nat(5), fc.boolean()],
        (promptHtml, explanationHtml, all, feedback, pick, isOne) => {
          const options = optionsOf(all, feedback);
          const right = options
            .filter((_, index) => (isOne ? index === pick % options.length : index <= pick))
            .map(({ id }) => id);
          const asked = { promptHtml, explanationHtml, options };
          const question = back(
            isOne
              ? { ...multipleChoice, ...asked, solution: { optionId: right[0] as string } }
              : { ...multipleResponse, ...asked, solution: { optionIds: right } },
          );
          expect(question.kind).toBe(isOne ? 'multiple_choice' : 'multiple_response');
          if (question.kind !== 'multiple_choice' && question.kind !== 'multiple_response') return;
          expect([words(question.prompt), words(question.explanation)]).toEqual([
            wordsOf(promptHtml),
            wordsIn(explanationHtml),
          ]);
          expect(
            question.options.map(({ text, correct, feedback: told }) => [words(text), correct, words(told)]),
          ).toEqual(
            options.map(({ id, html: text, feedbackHtml }) => [
              wordsOf(text),
              right.includes(id),
              wordsIn(feedbackHtml),
            ]),
          );
        },
      ),
      propertyRuns(100),
    );
  });

  it('come back as they went: orders and pairs', () => {
    fc.assert(
      fc.property(html, texts(3, 8), texts(8, 8), fc.nat(4), (promptHtml, all, others, spare) => {
        const options = optionsOf(all);
        const order = options.map(({ id }) => id).reverse();
        const ordered = back({ ...ordering, promptHtml, options, solution: { optionIds: order } });
        expect(ordered).toMatchObject({ kind: 'ordering' });
        if (ordered.kind === 'ordering') expect(ordered.items.map(words)).toEqual(all.map(wordsOf).reverse());

        const most = Math.min(8, all.length + spare);
        const choices = optionsOf(others.slice(0, most)).map(({ id, html: text }) => ({ id, html: text }));
        const pairs = options.map(({ id }, index) => ({ optionId: id, choiceId: choices[index]?.id as string }));
        const matched = back({ ...matching, promptHtml, options, choices, reuse: false, solution: { pairs } });
        expect(matched).toMatchObject({ kind: 'matching' });
        if (matched.kind !== 'matching') return;
        expect(matched.pairs.map(({ text, match }) => [words(text), words(match)])).toEqual(
          all.map((text, index) => [wordsOf(text), wordsOf(others[index] as string)]),
        );
        expect(matched.others.map(words)).toEqual(others.slice(all.length, most).map(wordsOf));
      }),
      propertyRuns(100),
    );
  });

  it('come back as they went: numbers with their tolerance, typed words', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((value) => value || 0);
    fc.assert(
      fc.property(
        ...[html, number, number.map(Math.abs), fc.option(fc.constantFrom('°C', 'm/s', '&', '%'), { nil: null })],
        ...[fc.uniqueArray(typed, { minLength: 1, maxLength: 5 }), fc.boolean()],
        (promptHtml, value, tolerance, unit, accept, caseSensitive) => {
          expect(back({ ...numeric, promptHtml, unit, solution: { value, tolerance } })).toMatchObject({
            ...{ kind: 'numeric', answer: value, tolerance, unit },
          });
          expect(back({ ...shortText, promptHtml, solution: { accept, caseSensitive, nearMisses: [] } })).toMatchObject(
            {
              ...{ kind: 'short_text', accept, caseSensitive },
            },
          );
        },
      ),
      propertyRuns(100),
    );
  });
});

describe('questions as QTI 3', () => {
  const { multipleChoice, multipleResponse, trueFalse, numeric, shortText, ordering, matching, cloze } =
    sampleQuestions;

  it('come back as they went: choices, with feedback, explanation, name and place', () => {
    const promptHtml = '<p>Which <b>one</b>?<br>A &#x26; "B" &lt; C</p>';
    const question = back({ ...multipleChoice, promptHtml });
    expect(question).toMatchObject({
      kind: 'multiple_choice',
      ref: multipleChoice.id,
      category: ['Cells – Plants & co'],
      explanation: { text: expect.stringContaining('<p>Because.</p>') },
      options: multipleChoice.options.map(({ id, html, feedbackHtml }) => ({
        text: { text: html },
        correct: id === multipleChoice.solution.optionId,
        feedback: feedbackHtml === null ? null : { text: feedbackHtml },
      })),
    });
    expect(wordsOf(question.prompt.text)).toBe(wordsOf(promptHtml));
    expect(back(multipleResponse)).toMatchObject({
      kind: 'multiple_response',
      options: multipleResponse.options.map(({ id }) => ({
        correct: multipleResponse.solution.optionIds.includes(id),
      })),
    });
    expect(back(trueFalse)).toMatchObject({ options: [{ correct: false }, { correct: true }] });
  });

  it('come back as they went: numbers with their tolerance, typed words', () => {
    expect(back(numeric)).toMatchObject({
      kind: 'numeric',
      answer: numeric.solution.value,
      tolerance: numeric.solution.tolerance,
    });
    expect(back(shortText)).toMatchObject({
      kind: 'short_text',
      accept: shortText.solution.accept,
      caseSensitive: false,
    });
  });

  it('come back as they went: orders, pairs and gaps', () => {
    const html = new Map(ordering.options.map((option) => [option.id, option.html]));
    expect(back(ordering)).toMatchObject({ items: ordering.solution.optionIds.map((id) => ({ text: html.get(id) })) });
    const words = new Map(matching.choices.map((choice) => [choice.id, choice.html]));
    expect(back(matching)).toMatchObject({
      pairs: matching.options.map(({ id, html: text }) => ({
        text: { text },
        match: { text: words.get(matching.solution.pairs.find(({ optionId }) => optionId === id)?.choiceId ?? '') },
      })),
    });
    const question = back(cloze);
    expect(question).toMatchObject({ kind: 'cloze' });
    if (question.kind !== 'cloze') return;
    const solutions = new Map<string, (typeof cloze.solution.gaps)[number]>(
      cloze.solution.gaps.map((gap) => [gap.id, gap]),
    );
    expect(question.gaps.map(({ kind }) => kind)).toEqual(cloze.gaps.map(({ kind }) => kind));
    question.gaps.forEach((gap, index) => {
      const solution = solutions.get(cloze.gaps[index]?.id ?? '');
      if (gap.kind === 'text' && solution?.kind === 'text') expect(gap.accept).toEqual(solution.accept);
      if (gap.kind === 'number' && solution?.kind === 'number')
        expect([gap.answer, gap.tolerance]).toEqual([solution.value, solution.tolerance]);
      if (gap.kind === 'choice') expect(gap.options.filter(({ correct }) => correct)).toHaveLength(1);
    });
  });

  it.each(['code', 'speak'] as const)('names what QTI has no words for: %s', (kind) => {
    const { items, files } = writeQti([{ question: sampleQuestions[kind], category: [] }]);
    expect(items).toEqual([{ id: sampleQuestions[kind].id, notes: [{ kind: 'left-out', reason: 'kind', of: kind }] }]);
    expect([...files.keys()]).toEqual(['imsmanifest.xml']);
  });
});
