import { allWithin, type DraftNode, draftTree } from '@hornbook/shared/authoring/draft.ts';
import { draftCourse, finishedQuestions } from '@hornbook/shared/testing/draft-course.ts';
import { setupI18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { Router } from 'wouter';
import { Changes } from './answer-words.tsx';
import { ActivityForm, UnitForm } from './container-forms.tsx';
import { CourseForm } from './course-form.tsx';
import { type DraftRenderer, makeDraftRenderer } from './draft-renderer.ts';
import { LessonForm } from './lesson-form.tsx';
import { PartTree } from './part-tree.tsx';
import { QuestionForm } from './question-form.tsx';

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
const render = (element: ReactElement): string =>
  renderToStaticMarkup(
    <Router ssrPath="/desk">
      <I18nProvider i18n={i18n}>{element}</I18nProvider>
    </Router>,
  );

const { ids, rows } = draftCourse(1, 1_700_000_000_000);
const course = draftTree(rows, ids.course ?? '') as DraftNode;
const part = (name: string): DraftNode => allWithin(course).find(({ id }) => id === ids[name]) as DraftNode;
let renderer: DraftRenderer;
beforeAll(async () => {
  renderer = await makeDraftRenderer(course);
});
const given = (node: DraftNode) => ({ course, node, renderer, lang: 'en' });

test.each(Object.keys(finishedQuestions))(
  'a question of kind %s is asked beside its fields, as learners will be asked',
  (kind) => {
    const html = render(<QuestionForm {...given(part(kind))} />);
    expect(html).toContain(`Ask ${kind}</`);
    expect(html).toContain('Try this answer');
    expect(html).toContain('Because it is so.');
  },
);

test('an unfinished question says what is missing in place of the trial', () => {
  const node = { ...part('numeric'), text: '', details: { kind: 'numeric' } };
  const html = render(<QuestionForm {...given(node)} />);
  expect(html).toContain('Say what the right answer is.');
  expect(html).not.toContain('Try this answer');
});

test('a phrase to say has a line for each voice, and waits for their recordings', () => {
  const voice = { place: 'a0', text: 'Ada', match: 'assets/abcdef12.wav' };
  const details = { kind: 'speak', phrase: 'Good morning!', explanation: 'So.', 'voice:a': voice };
  const html = render(<QuestionForm {...given({ ...part('numeric'), details })} />);
  for (const words of ['value="Good morning!"', 'value="Ada"', 'Choose a file: Ada', 'Listening to the recordings'])
    expect(html).toContain(words);
  const none = render(<QuestionForm {...given({ ...part('numeric'), details: { ...details, 'voice:a': null } })} />);
  expect(none).toContain('Somebody has to say the phrase');
});

test('every other part has its form', () => {
  expect(render(<CourseForm {...given(course)} />)).toContain('A course of the app.');
  expect(render(<UnitForm {...given(part('unit'))} />)).toContain('value="Start"');
  expect(render(<LessonForm {...given(part('lesson'))} />)).toContain('Look.\nSee.');
  expect(render(<ActivityForm {...given(part('practice'))} />)).toContain('Ask cloze');
});

test('the tree shows all parts, and where something is missing', () => {
  const html = render(<PartTree course={course} faults={new Map([[ids.cloze ?? '', 2]])} addTo={() => null} />);
  for (const words of ['Start', 'One', 'Try it', 'Ask matching']) expect(html).toContain(words);
  expect(html.match(/Down: Ask cloze/g)?.length).toBeGreaterThan(0);
});

test('what changes is told thing by thing', () => {
  const changes = [{ kind: 'changed', what: 'lesson', title: 'One' } as const];
  const html = render(<Changes checked={{ changes, sizeBytes: 2048, fetchBytes: 1024 }} isFirst={false} />);
  expect(html).toContain('Changed');
  expect(html).toContain('<bdi>One</bdi>');
});
