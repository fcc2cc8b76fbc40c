import type { Question, QuestionKind, SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import { setupI18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { QuestionInput, QuestionReview } from './question-input.tsx';
import { questionUis, responseTo, uiOf } from './question-uis.ts';

/** What every kind must stand. A new kind gets a right and a wrong response here, and is tested the moment it is listed. */
const responses: { readonly [K in QuestionKind]: { right: Response; wrong: Response } } = {
  multiple_choice: {
    right: { kind: 'multiple_choice', optionId: 'a' },
    wrong: { kind: 'multiple_choice', optionId: 'b' },
  },
  true_false: { right: { kind: 'true_false', value: false }, wrong: { kind: 'true_false', value: true } },
  multiple_response: {
    right: { kind: 'multiple_response', optionIds: ['a', 'b', 'c'] },
    wrong: { kind: 'multiple_response', optionIds: ['d'] },
  },
  numeric: { right: { kind: 'numeric', text: '3,5' }, wrong: { kind: 'numeric', text: '9' } },
  short_text: { right: { kind: 'short_text', text: 'Evaporation' }, wrong: { kind: 'short_text', text: 'rain' } },
};

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
const render = (element: ReactElement): string =>
  renderToStaticMarkup(<I18nProvider i18n={i18n}>{element}</I18nProvider>);
const samples = new Map<QuestionKind, SolvedQuestion>(Object.values(sampleQuestions).map((q) => [q.kind, q]));
const kinds = Object.keys(questionUis) as QuestionKind[];

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

describe.each(kinds)('%s', (kind) => {
  const question = samples.get(kind) as SolvedQuestion;
  const { right, wrong } = responses[kind];

  test('its samples are what they say', () => {
    expect(grade(question, right)).toMatchObject({ correct: true });
    expect(grade(question, wrong)).toMatchObject({ correct: false });
  });

  test('is answered in real controls that are named by the prompt, and point at what is missing', () => {
    const html = input(question, null, { problemId: 'problem' });
    expect(html).toMatch(/<input /);
    expect(html).toMatch(/aria-labelledby="prompt |aria-describedby="prompt /);
    expect(html).toMatch(/aria-describedby="[^"]*problem"/);
  });

  test('shows what is chosen or typed, and can be held still while it is stored', () => {
    expect(input(question, right)).toMatch(/checked=""|value="(3,5|Evaporation)"/);
    expect(input(question, right, { disabled: true })).toMatch(/disabled=""/);
    // An answer to another kind (the author changed the question since) is shown as none.
    const other = responses[kind === 'numeric' ? 'true_false' : 'numeric'].right;
    expect(responseTo(question, other)).toBeNull();
    expect(input(question, other)).toBe(input(question, null));
  });

  test('says in words what was right and what was not', () => {
    expect(review(question, right)).toContain('Your answer: right');
    expect(review(question, right)).not.toContain('not right');
    expect(review(question, wrong)).toContain('Your answer: not right');
    expect(review(question, wrong)).toMatch(/>Right<|Right answer/);
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
