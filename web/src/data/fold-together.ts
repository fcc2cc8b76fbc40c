import type { Card, Review } from '@hornbook/shared/learning/card.ts';
import { type AttemptTally, type DayScore, foldDay } from '@hornbook/shared/learning/day-scores.ts';
import { foldCard } from '@hornbook/shared/learning/fold-card.ts';
import { reviewsOf } from '@hornbook/shared/learning/outcomes.ts';
import { reviewsFromElsewhere } from '@hornbook/shared/learning/past-review.ts';
import { foldSkillFully, type Outcome } from '@hornbook/shared/learning/skill-state.ts';
import type { Table } from 'dexie';
import { readingsOf, readingTables } from './fold-readings.ts';
import { type CountedAttempt, scoreOf } from './fold-scores.ts';
import { recordOf } from './fold-skills.ts';
import type { ActivityScore, FoldedSkill, LearnerDatabase } from './learner-database.ts';
import { markMonths } from './mark-months.ts';

const READ_AT_ONCE = 200;
const WRITTEN_AT_ONCE = 50;
/** How long it may go on without letting a touch or a frame come in between. */
const SLICE_MS = 8;

/** What attempts said of what waits, by what it is about. */
interface Gathered {
  skills: Map<string, { outcomes: Outcome[]; touches: number; attempts: number }>;
  activities: Map<string, CountedAttempt[]>;
  days: Map<string, AttemptTally[]>;
  cards: Map<string, Review[]>;
}

/**
 * [D1] Folds everything that waits to be folded from all its attempts, in one reading of them: each by itself would read
 * the same attempts over and over. Nothing is written of an older reading than the last; then, or where little waits, it
 * is left to be done one by one.
 */
export const foldTogether = async (learner: LearnerDatabase): Promise<void> => {
  const readings = await readingsOf(learner);
  const gathered = await startGathering(learner);
  await gather(learner, gathered);
  await gatherElsewhere(learner, gathered);
  const slow = new Map((await learner.paces.toArray()).map(({ kind, slowAfterMs }) => [kind, slowAfterMs]));
  const slowAfterOf = (kind: string) => slow.get(kind) ?? null;
  const store = storeFor(learner, readings);
  const { skillStates, staleSkills, activityScores, staleActivities, dayScores, staleDays, cards, staleCards } =
    learner;

  await store<FoldedSkill>(skillStates, staleSkills, gathered.skills.keys(), (skillId) => {
    const its = gathered.skills.get(skillId);
    return its && its.attempts > 0 ? recordOf(foldSkillFully(skillId, its.outcomes), its.touches) : null;
  });
  await store<ActivityScore>(activityScores, staleActivities, gathered.activities.keys(), (activityId) =>
    scoreOf(activityId, gathered.activities.get(activityId) ?? []),
  );
  await store<DayScore>(
    dayScores,
    staleDays,
    gathered.days.keys(),
    (localDay) => {
      const tallies = gathered.days.get(localDay) ?? [];
      return tallies.length > 0 ? foldDay(localDay, tallies) : null;
    },
    (days) => markMonths(learner, days),
  );
  await store<Card>(cards, staleCards, gathered.cards.keys(), (questionId) =>
    foldCard(gathered.cards.get(questionId) ?? [], slowAfterOf),
  );
};

const startGathering = async ({ staleSkills, staleActivities, staleDays, staleCards }: LearnerDatabase) => {
  const [skillIds, activityIds, days, cards] = await Promise.all([
    staleSkills.toCollection().primaryKeys(),
    staleActivities.toCollection().primaryKeys(),
    staleDays.toCollection().primaryKeys(),
    staleCards.toArray(),
  ]);
  const gathered: Gathered = {
    skills: new Map(skillIds.map((skillId) => [skillId, { outcomes: [], touches: 0, attempts: 0 }])),
    activities: new Map(activityIds.map((activityId) => [activityId, []])),
    days: new Map(days.map((localDay) => [localDay, []])),
    // Those with reviews to add go on from where they are.
    cards: new Map(cards.flatMap(({ questionId, added }) => (added === null ? [[questionId, []]] : []))),
  };
  return gathered;
};

const gather = async ({ foldedAttempts }: LearnerDatabase, gathered: Gathered): Promise<void> => {
  for (let after = ''; ; ) {
    const some = await foldedAttempts.where('attemptId').above(after).limit(READ_AT_ONCE).toArray();
    for (const attempt of some) {
      for (const skillId of attempt.skillIds) {
        const its = gathered.skills.get(skillId);
        if (!its) continue;
        its.attempts += 1;
        its.outcomes.push(...attempt.outcomes.filter((outcome) => outcome.skillId === skillId));
        if (attempt.touchedSkillIds.includes(skillId)) its.touches += 1;
      }
      const { attemptId, activityId, completedAt, percent, answered, tally } = attempt;
      gathered.activities.get(activityId)?.push({ attemptId, activityId, completedAt, percent, answered, tally });
      if (tally) gathered.days.get(tally.localDay)?.push(tally);
      for (const review of reviewsOf(attempt)) gathered.cards.get(review.questionId)?.push(review);
    }
    const last = some.at(-1);
    if (!last || some.length < READ_AT_ONCE) return;
    after = last.attemptId;
  }
};

const gatherElsewhere = async (learner: LearnerDatabase, { cards }: Gathered): Promise<void> => {
  const questionIds = [...cards.keys()];
  for (let from = 0; from < questionIds.length; from += READ_AT_ONCE) {
    const rows = await learner.rows('pastReviews').bulkGet(questionIds.slice(from, from + READ_AT_ONCE));
    for (const row of rows) if (row) cards.get(row.questionId)?.push(...reviewsFromElsewhere(row));
  }
};

/** Folds and stores a handful at a time: computed outside of any transaction, which an answer would have to wait for. */
const storeFor = (learner: LearnerDatabase, readings: number) => {
  let since = performance.now();
  const breathe = async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
  return async <T>(
    table: Table<T, string>,
    stale: Table<unknown, string>,
    ids: Iterable<string>,
    fold: (id: string) => T | null,
    mark?: (ids: readonly string[]) => Promise<void>,
  ): Promise<void> => {
    const all = [...ids];
    for (let from = 0; from < all.length; from += WRITTEN_AT_ONCE) {
      const some = all.slice(from, from + WRITTEN_AT_ONCE);
      const there: T[] = [];
      const gone: string[] = [];
      for (const id of some) {
        const folded = fold(id);
        if (folded) there.push(folded);
        else gone.push(id);
        await breathe();
      }
      const stored = await learner.transaction(
        'rw',
        [table, stale, learner.staleMonths, ...readingTables(learner)],
        async () => {
          if ((await readingsOf(learner)) !== readings) return false;
          // What is as it was is not written: every screen that shows one of them would read them all again.
          const known = await table.bulkGet(some);
          const before = new Set(known.map((one) => JSON.stringify(one)));
          await table.bulkPut(there.filter((one) => !before.has(JSON.stringify(one))));
          await table.bulkDelete(gone);
          await mark?.(some);
          await stale.bulkDelete(some);
          return true;
        },
      );
      if (!stored) return;
    }
  };
};
