import { describe, expect, it } from 'vitest';
import type { SolvedQuestion } from '../content/pack.ts';
import type { ImportedQuestion } from '../import/imported.ts';
import { readQtiFiles } from '../import/qti-package.ts';
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

  it('names a program to write, which QTI has no words for', () => {
    const { items, files } = writeQti([{ question: sampleQuestions.code, category: [] }]);
    expect(items).toEqual([{ id: sampleQuestions.code.id, notes: [{ kind: 'left-out', reason: 'kind', of: 'code' }] }]);
    expect([...files.keys()]).toEqual(['imsmanifest.xml']);
  });
});
