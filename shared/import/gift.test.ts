import { describe, expect, it } from 'vitest';
import { readGift } from './gift.ts';
import type { ImportedQuestion } from './imported.ts';

const read = (text: string) => {
  const file = readGift(text);
  if (file.kind !== 'read') throw new Error(JSON.stringify(file));
  return file.items;
};
const only = (text: string) => {
  const [item, ...more] = read(text);
  if (!item || more.length > 0) throw new Error(`${more.length + 1} items`);
  return item;
};
const taken = (text: string): ImportedQuestion => {
  const { outcome } = only(text);
  if (outcome.kind !== 'taken') throw new Error(JSON.stringify(outcome));
  return outcome.question;
};
const changes = (text: string) => {
  const { outcome } = only(text);
  return outcome.kind === 'taken' ? outcome.changes.map(({ code }) => code) : outcome.refusal;
};

describe('GIFT', () => {
  it('reads a choice with feedback, escapes and what is said to all', () => {
    const question = taken(
      "::Tomb:: Who's buried in\\: Grant's tomb\\=?{=Grant ~no one#nobody? ~Napoleon ####He died in 1885.}",
    );
    expect(question).toMatchObject({
      kind: 'multiple_choice',
      ref: 'Tomb',
      prompt: { form: 'plain', text: "Who's buried in: Grant's tomb=?" },
      explanation: { text: 'He died in 1885.' },
    });
    if (question.kind !== 'multiple_choice') return;
    expect(question.options.map(({ text, correct }) => [text.text, correct])).toEqual([
      ['Grant', true],
      ['no one', false],
      ['Napoleon', false],
    ]);
    expect(question.options[1]?.feedback?.text).toBe('nobody?');
  });

  it('takes several weighted answers for a multiple response, and says when the weights differ', () => {
    expect(taken('Which? {~%50%a ~%50%b ~%-100%c}')).toMatchObject({ kind: 'multiple_response' });
    expect(changes('Which? {~%50%a ~%50%b ~%-100%c}')).toEqual([]);
    expect(changes('Which? {~%70%a ~%30%b ~c}')).toEqual(['scoring-changed']);
    expect(changes('Which? {=a ~%50%b ~c}')).toEqual(['partial-credit-left-out']);
    expect(changes('Which? {=a =b ~c}')).toEqual({ code: 'several-right' });
  });

  it('keeps the first feedback of a true-false question for who is wrong, the second for who is right', () => {
    expect(taken('Sun rises in the east.{T#Look east.#Well seen.}')).toMatchObject({
      kind: 'true_false',
      answer: true,
      feedback: { false: { text: 'Look east.' }, true: { text: 'Well seen.' } },
    });
    expect(taken('The moon is a star.{FALSE#It only reflects.}')).toMatchObject({
      answer: false,
      feedback: { true: { text: 'It only reflects.' }, false: null },
    });
  });

  it('reads numbers with a tolerance, as a range, and with feedback', () => {
    expect(taken('Pi? {#3.14:0.005}')).toMatchObject({ kind: 'numeric', answer: 3.14, tolerance: 0.005 });
    expect(taken('Pi? {#3.14..3.15}')).toMatchObject({ answer: 3.145, tolerance: 0.005 });
    expect(taken('When? {#=1822:0#Yes =%50%1822:2#Close}')).toMatchObject({ answer: 1822, tolerance: 0 });
    expect(changes('When? {#=1822:0 =%50%1822:2#Close}')).toEqual(['partial-credit-left-out', 'feedback-left-out']);
    expect(changes('When? {#soon}')).toEqual({ code: 'broken', detail: '"soon" is no number' });
  });

  it('shows where in a sentence the answer belongs', () => {
    expect(taken('Two plus {=two =2} is four.')).toMatchObject({
      kind: 'short_text',
      prompt: { text: 'Two plus _____ is four.' },
      accept: ['two', '2'],
    });
  });

  it('keeps an answer that is nearly right with its feedback, and leaves patterns out', () => {
    const text = 'What? {=evaporation =%50%condensation#The other way round. =%0%*}';
    expect(taken(text)).toMatchObject({
      accept: ['evaporation'],
      nearMisses: [{ text: 'condensation', feedback: { text: 'The other way round.' } }],
    });
    expect(changes(text)).toEqual(['partial-credit-left-out', 'pattern-left-out']);
  });

  it('names the right answers that are too many to keep', () => {
    const text = `What? {${Array.from({ length: 42 }, (_, index) => `=answer ${index}`).join(' ')}}`;
    expect(changes(text)).toEqual(['further-answer-left-out', 'further-answer-left-out']);
  });

  it('reads pairs, and what belongs to nothing', () => {
    expect(taken('Match. {=cat -> mouse =dog -> cat = -> bird}')).toMatchObject({
      kind: 'matching',
      pairs: [{ match: { text: 'mouse' } }, { match: { text: 'cat' } }],
      others: [{ text: 'bird' }],
    });
  });

  it('files questions by category, and knows them again by name, by id or by their words', () => {
    const items = read(
      '$CATEGORY: $course$/top/Bio//Chem/Cells\n\n// [id:c-1] a comment\n::One::What?{T}\n\nWhat?{T}\n\nWhat?{F}',
    );
    const questions = items.map(({ outcome }) => (outcome.kind === 'taken' ? outcome.question : null));
    expect(questions.map((question) => question?.ref)).toEqual(['c-1', 'What?', 'What?#2']);
    expect(questions[0]?.category).toEqual(['Bio/Chem', 'Cells']);
    expect(items[0]?.place).toBe('line 3');
  });

  it('refuses what it must item by item, with a reason, and takes the rest', () => {
    const items = read('Write about it. {}\n\nJust words.\n\nOpen {=a ~b\n\nNone {~a ~b}\n\nFine {T}');
    expect(items.map(({ outcome }) => (outcome.kind === 'taken' ? 'taken' : outcome.refusal.code))).toEqual([
      'kind',
      'not-a-question',
      'broken',
      'no-right-answer',
      'taken',
    ]);
  });

  it('knows a file that is not of this format', () => {
    expect(readGift('Dear Sir,\n\nthis is a letter.')).toMatchObject({ reason: { code: 'unknown-format' } });
    expect(readGift('')).toMatchObject({ reason: { code: 'empty' } });
  });
});
