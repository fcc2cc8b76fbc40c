import { describe, expect, test } from 'vitest';
import { DAY_MS } from './local-day.ts';
import { foldSkill, type Outcome, retrievability, SKILL_POLICY, skillStatus } from './skill-state.ts';

const START = Date.UTC(2026, 0, 5, 9);

/** The n-th outcome of a learner who answers `perDay` questions a day, each question new. */
const outcome = (n: number, change: Partial<Outcome> = {}, perDay = 5): Outcome => {
  const day = Math.floor(n / perDay);
  return {
    attemptId: `attempt-${n}`,
    questionId: `question-${n}`,
    skillId: 'skill',
    correct: true,
    hinted: false,
    guess: 0.25,
    at: START + day * DAY_MS + (n % perDay) * 60_000,
    localDay: new Date(START + day * DAY_MS).toISOString().slice(0, 10),
    durationMs: 20_000,
    replicaId: 'replica',
    replicaSeq: n + 1,
    position: 0,
    ...change,
  };
};
const outcomes = (count: number, change: (n: number) => Partial<Outcome> = () => ({})): Outcome[] =>
  Array.from({ length: count }, (_, n) => outcome(n, change(n)));

describe('the state of a skill', () => {
  test('is not started without outcomes, and in progress once something was tried', () => {
    expect(skillStatus(undefined, START)).toBe('not_started');
    expect(skillStatus(undefined, START, true)).toBe('in_progress');
    expect(skillStatus(foldSkill('skill', outcomes(1)), START)).toBe('in_progress');
  });

  test('needs right answers on two days, however many there were on one', () => {
    const oneDay = outcomes(30, () => ({ at: START, localDay: '2026-01-05' }));
    expect(foldSkill('skill', oneDay).mastered).toBe(false);
    expect(foldSkill('skill', [...oneDay, outcome(40)]).mastered).toBe(true);
  });

  test('needs five different questions: one question answered every day proves nothing', () => {
    const same = outcomes(60, (n) => ({ questionId: `question-${n % 4}` }));
    expect(foldSkill('skill', same).mastered).toBe(false);
  });

  test('counts only the first outcome of a question on a local day', () => {
    const first = [outcome(0, { correct: false }), outcome(1, { questionId: 'question-0' })];
    expect(foldSkill('skill', first).items).toBe(1);
    expect(foldSkill('skill', first).recent).toEqual([false]);
  });

  test('takes a right answer after a hint for a wrong one', () => {
    const hinted = foldSkill(
      'skill',
      outcomes(3, () => ({ hinted: true })),
    );
    const wrong = foldSkill(
      'skill',
      outcomes(3, () => ({ correct: false })),
    );
    expect(hinted).toEqual(wrong);
  });

  test('fades from mastered to review needed exactly when it is due, and one right answer brings it back', () => {
    const learnt = outcomes(10);
    const state = foldSkill('skill', learnt);
    const due = state.dueAt as number;
    expect(skillStatus(state, due)).toBe('mastered');
    expect(skillStatus(state, due + 1)).toBe('review_needed');
    expect(retrievability((due - (state.lastGoodAt as number)) / DAY_MS, state.stability as number)).toBeCloseTo(
      SKILL_POLICY.reviewBelow,
      6,
    );
    const late = due + 3 * DAY_MS;
    const reviewed = foldSkill('skill', [...learnt, outcome(99, { at: late, localDay: '2026-03-01' })]);
    expect(skillStatus(reviewed, late)).toBe('mastered');
    expect(reviewed.stability).toBeCloseTo((state.stability as number) * 2.2, 3);
  });

  test('lasts longer after recalling what was nearly forgotten than after repeating what was fresh', () => {
    const learnt = outcomes(10);
    const last = learnt.at(-1)?.at as number;
    const stabilityAfter = (days: number) =>
      foldSkill('skill', [...learnt, outcome(99, { at: last + days * DAY_MS, localDay: '2026-06-01' })]).stability ?? 0;
    expect(stabilityAfter(0.01)).toBeLessThan(stabilityAfter(2));
    expect(stabilityAfter(2)).toBeLessThan(stabilityAfter(14));
    expect(stabilityAfter(14)).toBe(stabilityAfter(70));
  });

  test('is lost when knowledge falls under its bound, and has to be shown anew', () => {
    const lost = [
      ...outcomes(10),
      ...outcomes(20)
        .slice(10)
        .map((each) => ({ ...each, correct: false })),
    ];
    const state = foldSkill('skill', lost);
    expect(state.mastered).toBe(false);
    expect(state.dueAt).toBeNull();
    expect(skillStatus(state, START)).toBe('in_progress');
  });

  test('counts days of its outcomes and nothing of the reader: the outcome of another skill changes nothing', () => {
    const mine = outcomes(8);
    expect(foldSkill('skill', [...mine, outcome(99, { skillId: 'other' })])).toEqual(foldSkill('skill', mine));
  });
});
