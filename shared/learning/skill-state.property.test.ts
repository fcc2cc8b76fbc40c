import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { DAY_MS } from './local-day.ts';
import { canonicalOutcomes, foldSkill, type Outcome, skillStatus } from './skill-state.ts';

const START = Date.UTC(2026, 0, 5, 9);

const outcomeArbitrary: fc.Arbitrary<Outcome> = fc
  .record({
    n: fc.nat(200),
    question: fc.nat(12),
    correct: fc.boolean(),
    hinted: fc.boolean(),
    guess: fc.constantFrom(0.5, 0.25, 0.05, 1 / 15),
    hours: fc.nat(24 * 40),
    replica: fc.constantFrom('replicaa00', 'replicab00'),
  })
  .map(({ n, question, correct, hinted, guess, hours, replica }) => ({
    attemptId: `attempt-${replica}-${n}`,
    questionId: `question-${question}`,
    skillId: 'skill',
    correct,
    hinted,
    guess,
    at: START + hours * 3_600_000,
    localDay: new Date(START + hours * 3_600_000).toISOString().slice(0, 10),
    durationMs: 1000,
    replicaId: replica,
    replicaSeq: n,
    position: question,
  }));

/** A log as it can be: the same (attempt, question) says the same wherever it turns up. */
const logArbitrary = fc.uniqueArray(outcomeArbitrary, {
  maxLength: 60,
  selector: ({ attemptId, questionId }) => `${attemptId}/${questionId}`,
});

describe('[D1] skill states fold to the same', () => {
  test('however the log is split over devices, shuffled and doubled', () => {
    fc.assert(
      fc.property(logArbitrary, fc.infiniteStream(fc.nat()), (log, noise) => {
        const whole = foldSkill('skill', log);
        const order = log.map((each) => ({ each, rank: noise.next().value as number }));
        const shuffledLog = order.toSorted((a, b) => a.rank - b.rank).map(({ each }) => each);
        const half = Math.floor(log.length / 2);
        expect(foldSkill('skill', shuffledLog)).toEqual(whole);
        expect(foldSkill('skill', [...log.slice(half), ...log, ...log.slice(0, half)])).toEqual(whole);
        expect(foldSkill('skill', canonicalOutcomes(shuffledLog))).toEqual(whole);
      }),
      propertyRuns(300),
    );
  });

  test('and only time moves a status: from mastered to review needed, never back', () => {
    const rank = { not_started: 0, in_progress: 0, mastered: 1, review_needed: 2 };
    fc.assert(
      fc.property(logArbitrary, fc.nat(400), fc.nat(400), (log, one, other) => {
        const state = foldSkill('skill', log);
        const [early, late] = [Math.min(one, other), Math.max(one, other)].map((days) => START + days * DAY_MS);
        const before = skillStatus(state, early as number);
        const after = skillStatus(state, late as number);
        expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
        if (!state.mastered) expect(after).toBe(before);
      }),
      propertyRuns(300),
    );
  });

  test('whatever the zone of the device that reads', () => {
    const { process } = globalThis as unknown as { process: { env: Record<string, string | undefined> } };
    const zone = process.env.TZ;
    try {
      fc.assert(
        fc.property(logArbitrary, (log) => {
          const states = ['Pacific/Apia', 'Asia/Kathmandu', 'America/St_Johns'].map((name) => {
            process.env.TZ = name;
            return JSON.stringify(foldSkill('skill', log));
          });
          expect(new Set(states).size).toBe(1);
        }),
        propertyRuns(20),
      );
    } finally {
      process.env.TZ = zone;
    }
  });

  test('with every number finite and within its bounds', () => {
    fc.assert(
      fc.property(logArbitrary, (log) => {
        const state = foldSkill('skill', log);
        expect(state.p).toBeGreaterThanOrEqual(0);
        expect(state.p).toBeLessThanOrEqual(1);
        expect(Number.isFinite(state.evidence)).toBe(true);
        expect(state.evidence).toBeGreaterThanOrEqual(0);
        if (state.mastered) expect(state.dueAt).toBeGreaterThan(state.lastGoodAt as number);
        else expect(state.dueAt).toBeNull();
      }),
      propertyRuns(300),
    );
  });
});
