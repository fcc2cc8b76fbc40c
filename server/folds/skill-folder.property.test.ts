import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { attemptOutcomes } from '@hornbook/shared/learning/outcomes.ts';
import { foldSkill } from '@hornbook/shared/learning/skill-state.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoldedSkill } from './fold-skills.ts';
import { makeSkillFolder } from './skill-folder.ts';

const DAY = 86_400_000;
const questionIds = ['q0', 'q1', 'q2', 'q3'];
const facts = Object.fromEntries(
  questionIds.map((id, n) => [
    id,
    { skillIds: [['a', 'b'], ['b'], ['c'], []][n] ?? [], guess: 0.2, possible: 1, solved: null },
  ]),
);
const factsOf = () => (id: string) => facts[id];

const attemptArbitrary: fc.Arbitrary<Attempt> = fc
  .record({
    id: fc.constantFrom('1', '2', '3', '4'),
    day: fc.nat(9),
    status: fc.constantFrom<Attempt['status']>('in_progress', 'abandoned', 'completed'),
    answered: fc.dictionary(fc.constantFrom(...questionIds), fc.record({ correct: fc.boolean(), hints: fc.nat(1) })),
    deleted: fc.boolean(),
  })
  .map(({ id, day, status, answered, deleted }) => {
    const at = day * DAY;
    const localDay = `2026-01-0${day}`;
    const given = Object.entries(answered);
    return {
      id,
      mode: 'review',
      activityId: null,
      courseId: null,
      questionIds,
      seed: '',
      replicaId: 'replicaa00',
      replicaSeq: Number(id),
      startedAt: at,
      timeZone: 'UTC',
      utcOffsetMinutes: 0,
      timeLimitMs: null,
      status,
      completedAt: at,
      completedDay: localDay,
      durationMs: 1,
      answers: Object.fromEntries(
        given.map(([question, { hints }]) => [
          question,
          {
            courseVersion: 'v',
            response: { kind: 'true_false', value: true },
            hintsUsed: hints,
            durationMs: 1,
            answeredAt: at,
            localDay,
            hlc: '',
          },
        ]),
      ),
      earnedPoints: 0,
      possiblePoints: 0,
      grading: {
        version: 1,
        questions: Object.fromEntries(
          given.map(([question, { correct }]) => [question, { earned: 0, possible: 1, correct }]),
        ),
      },
      effectiveAt: at,
      stamps: {},
      deletedAt: deleted && day % 3 === 0 ? at : null,
    };
  });

/** The fold from nothing, by the shared functions alone. */
const foldAll = (attempts: Iterable<Attempt>): Record<string, FoldedSkill> => {
  const said = [...attempts].map((attempt) => attemptOutcomes(attempt, factsOf()));
  const outcomes = said.flatMap((one) => one.outcomes);
  const touched = said.flatMap((one) => one.touchedSkillIds);
  const skillIds = new Set([...touched, ...outcomes.map(({ skillId }) => skillId)]);
  return Object.fromEntries(
    [...skillIds].map((skillId) => [skillId, { ...foldSkill(skillId, outcomes), touched: touched.includes(skillId) }]),
  );
};

test('[D1] folding what changed gives what folding everything gives, after every step', () => {
  fc.assert(
    fc.property(fc.array(fc.array(attemptArbitrary, { maxLength: 3 }), { maxLength: 8 }), (rounds) => {
      const folder = makeSkillFolder();
      const latest = new Map<string, Attempt>();
      const states: Record<string, FoldedSkill> = {};
      for (const round of rounds) {
        for (const attempt of round) latest.set(attempt.id, attempt);
        for (const [skillId, state] of folder.take(round, factsOf)) {
          if (state) states[skillId] = state;
          else delete states[skillId];
        }
        expect(states).toEqual(foldAll(latest.values()));
      }
    }),
    propertyRuns(200),
  );
});
