import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { masteryLack, masteryProgress } from './mastery-progress.ts';
import { foldSkill, type Outcome } from './skill-state.ts';

const outcome = (n: number, correct: boolean, perDay: number, guess: number, questions: number): Outcome => ({
  attemptId: `attempt-${n}`,
  questionId: `question-${n % questions}`,
  skillId: 'skill',
  correct,
  hinted: false,
  guess,
  at: n * 60_000,
  localDay: `2026-01-${String(1 + Math.floor(n / perDay)).padStart(2, '0')}`,
  durationMs: 0,
  replicaId: 'replica',
  replicaSeq: n,
  position: 0,
});

describe('the meter of a skill', () => {
  test('looks full only when the skill is mastered', () => {
    const logArbitrary = fc.tuple(
      fc.array(fc.boolean(), { maxLength: 25 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(0.5, 0.25, 0.05),
      fc.integer({ min: 1, max: 12 }),
    );
    fc.assert(
      fc.property(logArbitrary, ([results, perDay, guess, questions]) => {
        const state = foldSkill(
          'skill',
          results.map((correct, n) => outcome(n, correct, perDay, guess, questions)),
        );
        const progress = masteryProgress(state);
        expect(progress).toBeGreaterThanOrEqual(0);
        if (state.mastered) expect(progress).toBe(1);
        else expect(progress).toBeLessThanOrEqual(0.95);
        expect(masteryLack(state) === null).toBe(state.mastered);
      }),
      propertyRuns(300),
    );
  });

  test('stays short of full on the first day, however much is right, and says that another day is wanted', () => {
    const state = foldSkill(
      'skill',
      Array.from({ length: 20 }, (_, n) => outcome(n, true, 20, 0.25, 20)),
    );
    expect(state.p).toBeGreaterThan(0.99);
    expect(masteryProgress(state)).toBeCloseTo(0.9, 5);
    expect(masteryLack(state)).toBe('another-day');
  });

  test('moves with every right answer towards it', () => {
    const steps = Array.from({ length: 6 }, (_, n) =>
      masteryProgress(
        foldSkill(
          'skill',
          Array.from({ length: n }, (__, k) => outcome(k, true, 3, 0.05, 20)),
        ),
      ),
    );
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps[0]).toBe(0);
    expect(steps[5]).toBe(1);
  });
});
