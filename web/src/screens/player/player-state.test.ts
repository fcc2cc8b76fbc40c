import type { Response } from '@hornbook/shared/grading/response.ts';
import { expect, test } from 'vitest';
import { rulesOf } from './play-rules.ts';
import {
  nextPlace,
  openQuestions,
  type Play,
  type PlayerEvent,
  primaryOf,
  reducePlayer,
  responseAt,
  resumePlayer,
} from './player-state.ts';

const text = (value: string): Response => ({ kind: 'short_text', text: value });
const play = (kind: Parameters<typeof rulesOf>[0], ...stored: (string | null)[]): Play => ({
  rules: rulesOf(kind),
  questions: stored.map((value, index) => ({ id: `q${index}`, stored: value === null ? null : text(value) })),
});
const after = (from: Play, ...events: PlayerEvent[]) => events.reduce(reducePlayer, resumePlayer(from, null));

test('a fresh attempt begins with its first question, a resumed one with the first that is open', () => {
  expect(resumePlayer(play('practice', null, null), null).at).toBe(0);
  expect(resumePlayer(play('practice', 'a', null, null), null).at).toBe(1);
});

test('after a crash the same question is there with what was typed', () => {
  const state = resumePlayer(play('quiz', 'a', null, null), { questionId: 'q2', responses: { q2: text('half a w') } });
  expect(state.at).toBe(2);
  expect(responseAt(state, play('quiz', 'a', null, null), 2)).toEqual(text('half a w'));
});

test('a crash between answer and Continue comes back to the verdict, not to a field', () => {
  const practice = play('practice', 'a', null);
  const state = resumePlayer(practice, { questionId: 'q0', responses: { q0: text('older draft') } });
  expect(state.at).toBe(0);
  expect(primaryOf(state, practice)).toBe('continue');
  expect(responseAt(state, practice, 0)).toEqual(text('a'));
});

test('an answer taken back is in its field again, and the question open', () => {
  const answered = after(
    play('practice', null, null),
    { type: 'respond', questionId: 'q0', response: text('a') },
    { type: 'saved', questionId: 'q0', response: text('a') },
    { type: 'go', to: 1 },
    { type: 'undone', questionId: 'q0', response: text('a') },
    { type: 'go', to: 0 },
  );
  expect(primaryOf(answered, play('practice', null, null))).toBe('check');
  expect(responseAt(answered, play('practice', null, null), 0)).toEqual(text('a'));
});

test('a draft for questions that are no longer asked is left out', () => {
  expect(resumePlayer(play('quiz', null), { questionId: 'gone', responses: { gone: text('x') } })).toMatchObject({
    at: 0,
    drafts: {},
  });
});

test('practice checks each question, continues after its verdict and finishes after the last', () => {
  const practice = play('practice', null, null);
  const asking = after(practice, { type: 'respond', questionId: 'q0', response: text('a') });
  expect(primaryOf(asking, practice)).toBe('check');
  const checked = reducePlayer(reducePlayer(asking, { type: 'save' }), {
    type: 'saved',
    questionId: 'q0',
    response: text('a'),
  });
  expect(primaryOf(checked, practice)).toBe('continue');
  expect(nextPlace(checked, practice)).toBe(1);
  const last = [
    { type: 'go', to: 1 },
    { type: 'saved', questionId: 'q1', response: text('b') },
  ] satisfies PlayerEvent[];
  expect(primaryOf(last.reduce(reducePlayer, checked), practice)).toBe('finish');
});

test('practice continues to a question that another device left open, wherever it is', () => {
  const practice = play('practice', null, 'b');
  const state = reducePlayer(resumePlayer(practice, null), { type: 'go', to: 1 });
  expect(primaryOf(state, practice)).toBe('continue');
  expect(nextPlace(state, practice)).toBe(0);
});

test('a quiz goes from question to question and finishes after the last when none is open', () => {
  const quiz = play('quiz', 'a', null);
  const state = after(quiz, { type: 'respond', questionId: 'q1', response: text('b') });
  expect(state.at).toBe(1);
  expect(primaryOf(state, quiz)).toBe('finish');
});

test('what was skipped is shown before the end', () => {
  const quiz = play('quiz', null, null);
  const start = after(quiz);
  expect(primaryOf(start, quiz)).toBe('skip');
  const last = after(quiz, { type: 'go', to: 1 }, { type: 'respond', questionId: 'q1', response: text('b') });
  expect(primaryOf(last, quiz)).toBe('end');
  expect(nextPlace(last, quiz)).toBe(2);
  expect(openQuestions(last, quiz)).toEqual([0, 1]);
});

test('a test always shows the page before the end, and finishes only from there', () => {
  const whole = play('test', 'a', 'b');
  expect(primaryOf(after(whole, { type: 'go', to: 1 }), whole)).toBe('end');
  expect(primaryOf(after(whole, { type: 'go', to: 2 }), whole)).toBe('finish');
});

test('an emptied field is not a silent return to the stored answer', () => {
  const quiz = play('quiz', 'a', 'b');
  const state = after(quiz, { type: 'go', to: 0 }, { type: 'respond', questionId: 'q0', response: null });
  expect(responseAt(state, quiz, 0)).toBeNull();
  // Not 'skip': the player then says that something is missing.
  expect(primaryOf(state, quiz)).toBe('next');
});

test('nothing changes in the field while it is being stored, and a failure leaves it there', () => {
  const quiz = play('quiz', null);
  const saving = after(quiz, { type: 'respond', questionId: 'q0', response: text('a') }, { type: 'save' });
  expect(reducePlayer(saving, { type: 'respond', questionId: 'q0', response: text('b') })).toBe(saving);
  const failed = reducePlayer(saving, { type: 'refuse', problem: 'no-room' });
  expect(failed).toMatchObject({ busy: false, problem: 'no-room' });
  expect(responseAt(failed, quiz, 0)).toEqual(text('a'));
});
