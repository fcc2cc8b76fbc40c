import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attempt } from '../collections/attempts.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { sampleQuestions } from '../testing/sample-questions.ts';
import { type FoldedSkill, makeAttemptFolder } from './attempt-folder.ts';
import { scoreAttempt } from './attempt-standing.ts';
import type { Card, Review } from './card.ts';
import { type DayScore, firstBetteredDay, foldDay, tallyAttempt } from './day-scores.ts';
import { foldCard } from './fold-card.ts';
import { dayOfNumber } from './local-day.ts';
import { attemptOutcomes, reviewsOf } from './outcomes.ts';
import { type Pace, paceWith, slowAfterMs } from './pace.ts';
import { reviewsFromElsewhere } from './past-review.ts';
import { foldSkill } from './skill-state.ts';

const DAY = 86_400_000;
const questionIds = ['q0', 'q1', 'q2', 'q3'];
const facts = Object.fromEntries(
  questionIds.map((id, n) => [
    id,
    {
      skillIds: [['a', 'b'], ['b'], ['c'], []][n] ?? [],
      guess: 0.2,
      possible: 1,
      // The last one only the server can grade: it has no card.
      solved: [sampleQuestions.trueFalse, sampleQuestions.numeric, sampleQuestions.trueFalse, null][n] ?? null,
    },
  ]),
);
const factsOf = () => (id: string) => facts[id];

const attemptArbitrary: fc.Arbitrary<Attempt> = fc
  .record({
    id: fc.nat(12).map(String),
    late: fc.constantFrom(0, 0, 0, 0, -9),
    zone: fc.constantFrom(-1, 0, 0, 1, -20),
    durationMs: fc.constantFrom(1_000, 2_000, 50_000),
    // Of two activities, or free.
    activityId: fc.constantFrom(null, 'one', 'two'),
    earned: fc.nat(4),
    status: fc.constantFrom<Attempt['status']>('in_progress', 'abandoned', 'completed', 'completed', 'completed'),
    answered: fc.dictionary(
      fc.constantFrom(...questionIds),
      fc.record({ correct: fc.boolean(), hints: fc.constantFrom(0, 0, 1) }),
    ),
    deleted: fc.boolean(),
  })
  .map(({ id, late, zone, durationMs, activityId, earned, status, answered, deleted }) => {
    // Mostly in order, so that there is something to go on from.
    const day = 20_000 + Number(id) + late;
    const at = day * DAY;
    const localDay = dayOfNumber(day + zone);
    const given = Object.entries(answered);
    return {
      id,
      mode: 'review',
      activityId,
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
            durationMs,
            answeredAt: at,
            localDay,
            hlc: '',
          },
        ]),
      ),
      earnedPoints: earned,
      possiblePoints: 4,
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

/** Of each question named, all reviews given elsewhere as they are now. */
const elsewhereArbitrary: fc.Arbitrary<Map<string, Review[]>> = fc
  .dictionary(
    fc.constantFrom('q0', 'q1', 'q3'),
    fc.array(fc.tuple(fc.nat(14), fc.integer({ min: 1, max: 4 })), { maxLength: 3 }),
  )
  .map(
    (given) =>
      new Map(
        Object.entries(given).map(([questionId, reviews]) => [
          questionId,
          reviewsFromElsewhere({
            questionId,
            kind: questionId === 'q1' ? 'numeric' : 'true_false',
            reviews: reviews.map(([day, grade]) => `${(19_999 + day) * DAY} ${grade} ${dayOfNumber(19_999 + day)}`),
            stamps: {},
            deletedAt: null,
          }),
        ]),
      ),
  );

interface Derived {
  days: Record<string, DayScore>;
  bettered: string[];
  skills: Record<string, FoldedSkill>;
  cards: Record<string, Card>;
}

/** The fold from nothing, by the shared functions alone. */
const foldAll = (all: Iterable<Attempt>, elsewhere: ReadonlyMap<string, Review[]> = new Map()): Derived => {
  const attempts = [...all];
  const said = attempts.map((attempt) => attemptOutcomes(attempt, factsOf()));
  const outcomes = said.flatMap((one) => one.outcomes);
  const touched = said.flatMap((one) => one.touchedSkillIds);
  const skillIds = new Set([...touched, ...outcomes.map(({ skillId }) => skillId)]);
  const reviews = said.flatMap(reviewsOf);
  const slowAfterOf = (wanted: string) =>
    slowAfterMs(
      reviews
        .filter(({ kind, right }) => right && kind === wanted)
        .reduce((pace: Pace, { durationMs }) => paceWith(pace, durationMs, 1), []),
    );
  const cards: Derived['cards'] = {};
  const counted = [...reviews, ...[...elsewhere.values()].flat()];
  for (const questionId of new Set(counted.map((review) => review.questionId))) {
    const card = foldCard(
      counted.filter((review) => review.questionId === questionId),
      slowAfterOf,
    );
    if (card) cards[questionId] = card;
  }
  const scores = attempts.map((attempt) => scoreAttempt(attempt, new Map(Object.entries(facts))));
  const tallies = attempts.flatMap((attempt, n) => {
    const [its, score] = [said[n], scores[n]];
    return (its && score && tallyAttempt(attempt, its, score)) ?? [];
  });
  const results = new Map<string, { localDay: string; percent: number }[]>();
  attempts.forEach(({ id, activityId, mode }, n) => {
    const [tally, score] = [tallies.find(({ attemptId }) => attemptId === id), scores[n]];
    if (!tally || score?.kind !== 'scored') return;
    const key = activityId ?? mode;
    results.set(key, [...(results.get(key) ?? []), { localDay: tally.localDay, percent: score.percent }]);
  });
  return {
    days: Object.fromEntries(tallies.map(({ localDay }) => [localDay, foldDay(localDay, tallies)])),
    bettered: [...results.values()].flatMap((its) => firstBetteredDay(its) ?? []).sort(),
    skills: Object.fromEntries(
      [...skillIds].map((skillId) => [
        skillId,
        { ...foldSkill(skillId, outcomes), touched: touched.includes(skillId) },
      ]),
    ),
    cards,
  };
};

const taker = () => {
  const folder = makeAttemptFolder();
  const derived: Derived = { days: {}, bettered: [], skills: {}, cards: {} };
  return (attempts: Attempt[], elsewhere?: ReadonlyMap<string, Review[]>): Derived => {
    const { skills, cards, days } = folder.take(attempts, factsOf, elsewhere);
    for (const [localDay, day] of days) {
      if (day) derived.days[localDay] = day;
      else delete derived.days[localDay];
    }
    derived.bettered = folder.standings().bettered;
    for (const [skillId, state] of skills) {
      if (state) derived.skills[skillId] = state;
      else delete derived.skills[skillId];
    }
    for (const [questionId, card] of cards) {
      if (card) derived.cards[questionId] = card;
      else delete derived.cards[questionId];
    }
    return derived;
  };
};

describe('[D1] folding what changed', () => {
  test('gives what folding everything gives, after every step', () => {
    fc.assert(
      fc.property(fc.array(fc.array(attemptArbitrary, { maxLength: 4 }), { maxLength: 10 }), (rounds) => {
        const take = taker();
        const latest = new Map<string, Attempt>();
        for (const round of rounds) {
          for (const attempt of round) latest.set(attempt.id, attempt);
          expect(take(round)).toEqual(foldAll(latest.values()));
        }
      }),
      propertyRuns(200),
    );
  });

  test('counts reviews given elsewhere in the cards, after every step, and in nothing else', () => {
    const round = fc.tuple(fc.array(attemptArbitrary, { maxLength: 3 }), elsewhereArbitrary);
    fc.assert(
      fc.property(fc.array(round, { maxLength: 8 }), (rounds) => {
        const [take, without] = [taker(), taker()];
        const latest = new Map<string, Attempt>();
        const elsewhere = new Map<string, Review[]>();
        for (const [attempts, given] of rounds) {
          for (const attempt of attempts) latest.set(attempt.id, attempt);
          for (const [questionId, reviews] of given) elsewhere.set(questionId, reviews);
          const derived = take(attempts, given);
          expect(derived).toEqual(foldAll(latest.values(), elsewhere));
          expect({ ...derived, cards: {} }).toEqual({ ...without(attempts), cards: {} });
        }
      }),
      propertyRuns(60),
    );
  });

  test('gives the same on two devices that heard of it in another order, split and doubled', () => {
    const log = fc.uniqueArray(attemptArbitrary, { selector: ({ id }) => id });
    fc.assert(
      fc.property(log, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 4 }), (attempts, noise, size) => {
        const ranked = attempts.map((each) => ({ each, rank: noise.next().value as number }));
        const other = ranked.toSorted((a, b) => a.rank - b.rank).map(({ each }) => each);
        const [here, there] = [taker(), taker()];
        let derived = here([]);
        for (let from = 0; from < other.length; from += size) {
          here(other.slice(from, from + size));
          derived = here(other.slice(0, from));
        }
        expect(derived).toEqual(there(attempts));
      }),
      propertyRuns(200),
    );
  });

  test('leaves alone every skill and card a late attempt does not name', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(attemptArbitrary, { selector: ({ id }) => id }),
        attemptArbitrary,
        (attempts, late) => {
          const folder = makeAttemptFolder();
          folder.take(attempts, factsOf);
          const { skills, cards } = folder.take([late], factsOf);
          const before = attempts.find(({ id }) => id === late.id);
          const named = new Set([...Object.keys(late.answers), ...Object.keys(before?.answers ?? {})]);
          const trained = new Set([...named].flatMap((questionId) => facts[questionId]?.skillIds ?? []));
          for (const skillId of skills.keys()) expect(trained).toContain(skillId);
          // A pace that moves has all cards of the kind graded anew: with so few answers there is none yet.
          const answers = attempts.reduce((sum, attempt) => sum + Object.keys(attempt.answers).length, 0);
          if (answers < 8) for (const questionId of cards.keys()) expect(named).toContain(questionId);
        },
      ),
      propertyRuns(200),
    );
  });
});
