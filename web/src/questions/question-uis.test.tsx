import type { Question, SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { questionKinds } from '@hornbook/shared/grading/question-kinds.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { samplesOfKinds } from '@hornbook/shared/testing/sample-questions.ts';
import { setupI18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { QuestionInput, QuestionReview } from './question-input.tsx';
import { responseTo, uiOf } from './question-uis.ts';

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
const render = (element: ReactElement): string =>
  renderToStaticMarkup(<I18nProvider i18n={i18n}>{element}</I18nProvider>);

const input = (question: Question, response: Response | null, more: { problemId?: string; disabled?: boolean } = {}) =>
  render(
    <QuestionInput
      question={question}
      response={response}
      onChange={() => {}}
      seed="seed"
      lang="en"
      promptId="prompt"
      problemId={more.problemId ?? null}
      disabled={more.disabled ?? false}
    />,
  );
const review = (question: Question, response: Response | null) =>
  render(<QuestionReview question={question} response={response} seed="seed" lang="en" feedback="all" />);

/** What every kind must stand; a new one is tested the moment it is listed. */
describe.each(questionKinds)('%s', (kind) => {
  const { right, wrong, partly } = samplesOfKinds[kind];
  const question: SolvedQuestion = samplesOfKinds[kind].question;

  test('its samples are what they say', () => {
    expect(grade(question, right)).toMatchObject({ correct: true });
    expect(grade(question, wrong)).toMatchObject({ correct: false });
  });

  test('is answered in real controls that are named by the prompt, and point at what is missing', () => {
    const html = input(question, null, { problemId: 'problem' });
    expect(html).toMatch(/<(input|select|button) /);
    expect(html).toMatch(/aria-labelledby="prompt |aria-describedby="prompt /);
    expect(html).toMatch(/aria-describedby="[^"]*problem"/);
  });

  test('shows what is chosen or typed, and can be held still while it is stored', () => {
    expect(input(question, right)).not.toBe(input(question, null));
    expect(input(question, right)).not.toBe(input(question, wrong));
    expect(input(question, right, { disabled: true })).toMatch(/disabled=""/);
    // An answer to another kind (the author changed the question since) is shown as none.
    const other = samplesOfKinds[kind === 'numeric' ? 'true_false' : 'numeric'].right;
    expect(responseTo(question, other)).toBeNull();
    expect(input(question, other)).toBe(input(question, null));
  });

  test('says in words what was right and what was not', () => {
    expect(review(question, right)).toMatch(/Your answer: right|>Right</);
    expect(review(question, right)).not.toMatch(/not right/i);
    expect(review(question, wrong)).toMatch(/not right/i);
    expect(review(question, wrong)).toMatch(/>Right<|Right answer|Right order/);
    if (!partly) return;
    // Of what is partly right, both.
    expect(review(question, partly)).toMatch(/>Right<|Your answer: right|>In order</);
    expect(review(question, partly)).toMatch(/not right|left open|>Right</i);
  });

  test('claims nothing while the solution is not known here', () => {
    const held = { ...question, solution: null } as Question;
    expect(review(held, wrong)).toMatch(/Your answer|You answered/);
    expect(review(held, wrong)).not.toMatch(/right|Right/);
  });

  test('a question left open can be reviewed', () => {
    expect(review(question, null)).not.toBe('');
  });

  test('digits choose what can be graded, or nothing', () => {
    const chosen = uiOf(question).chooseNth(question, null, 0, 'seed');
    if (chosen) expect(grade(question, chosen).kind).toBe('graded');
    expect(uiOf(question).chooseNth(question, null, 99, 'seed')).toBeUndefined();
  });
});

test('a kind this app does not know yet is said to need a newer one, asked or reviewed', () => {
  const question = { ...samplesOfKinds.numeric.question, kind: 'sculpture' } as unknown as Question;
  expect(input(question, null)).toContain('newer version');
  expect(review(question, samplesOfKinds.numeric.right)).toContain('newer version');
});
