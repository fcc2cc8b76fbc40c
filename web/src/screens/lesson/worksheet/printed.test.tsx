import type { Question } from '@hornbook/shared/content/pack.ts';
import { questionKinds } from '@hornbook/shared/grading/question-kinds.ts';
import { samplesOfKinds } from '@hornbook/shared/testing/sample-questions.ts';
import { setupI18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { PrintedAnswer } from './printed-answer.tsx';
import { PrintedQuestion } from './printed-question.tsx';

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
const render = (element: ReactElement): string =>
  renderToStaticMarkup(<I18nProvider i18n={i18n}>{element}</I18nProvider>);
const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe.each(questionKinds)('%s on paper', (kind) => {
  const question: Question = samplesOfKinds[kind].question;

  test('has nothing to press, and its answer stands on the other page alone', () => {
    const sheet = render(<PrintedQuestion question={question} lang="en" />);
    expect(sheet).not.toMatch(/<(input|select|button|textarea)/);
    expect(words(sheet).trim()).not.toBe('');
    const answer = words(render(<PrintedAnswer question={{ ...question, explanationHtml: null }} lang="en" />)).trim();
    expect(answer).not.toBe('');
    expect(answer).not.toContain('is not printed');
  });

  test('keeps the answer that the service keeps', () => {
    const held = { ...question, solution: null, explanationHtml: null } as Question;
    expect(words(render(<PrintedAnswer question={held} lang="en" />))).toContain('its answer is not printed');
  });
});
