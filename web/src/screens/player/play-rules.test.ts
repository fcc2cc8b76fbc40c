import { expect, test } from 'vitest';
import { rulesOf } from './play-rules.ts';
import { primaryOf, resumePlayer } from './player-state.ts';

/** What the kinds are for, as the requirements say it. */
test.each([
  ['practice', 'each', true, false],
  ['quiz', 'end', false, false],
  ['test', 'end', false, true],
  ['challenge', 'end', true, false],
  ['review', 'each', true, false],
  ['mistakes', 'each', true, false],
  ['mixed', 'end', false, false],
] as const)('%s gives feedback at: %s, hints: %s, a page before the end: %s', (kind, feedback, hints, endPage) => {
  expect(rulesOf(kind)).toEqual({ feedback, hints, endPage });
});

test('only where feedback is given at once an answer is checked; else it is only kept', () => {
  const given = { kind: 'numeric' as const, text: '1' };
  for (const kind of ['practice', 'quiz', 'test', 'challenge'] as const) {
    const play = {
      rules: rulesOf(kind),
      questions: [
        { id: 'a', stored: null },
        { id: 'b', stored: null },
      ],
    };
    const state = resumePlayer(play, { questionId: 'a', responses: { a: given } });
    expect(primaryOf(state, play)).toBe(kind === 'practice' ? 'check' : 'next');
  }
});
