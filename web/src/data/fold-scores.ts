import { firstBetteredDay } from '@hornbook/shared/learning/day-scores.ts';
import type { ActivityScore, FoldedAttempt, LearnerDatabase } from './learner-database.ts';

export const scoreTables = ({ activityScores, staleActivities }: LearnerDatabase) => [activityScores, staleActivities];

const nothing = (activityId: string): ActivityScore => ({
  activityId,
  attempts: 0,
  answered: 0,
  bestPercent: null,
  latestPercent: null,
  latestAt: null,
  bestByDay: {},
  betteredDay: null,
});

/** What of an attempt its activity counts. */
export type CountedAttempt = Pick<
  FoldedAttempt,
  'attemptId' | 'activityId' | 'completedAt' | 'percent' | 'answered' | 'tally'
>;

export const scoreOf = (activityId: string, attempts: CountedAttempt[]): ActivityScore =>
  withAttempts(nothing(activityId), attempts);

const withAttempts = (score: ActivityScore, attempts: CountedAttempt[]): ActivityScore => {
  const counted = attempts.toSorted(inTime).reduce(withAttempt, score);
  const results = Object.entries(counted.bestByDay).map(([localDay, percent]) => ({ localDay, percent }));
  return { ...counted, betteredDay: firstBetteredDay(results) };
};

const withAttempt = (
  score: ActivityScore,
  { completedAt, percent, answered, tally }: CountedAttempt,
): ActivityScore => {
  if (completedAt === null) return score;
  const counted = { ...score, attempts: score.attempts + 1, answered: score.answered + answered };
  if (percent === null) return counted;
  if (tally) {
    const { localDay } = tally;
    counted.bestByDay = { ...score.bestByDay, [localDay]: Math.max(percent, score.bestByDay[localDay] ?? 0) };
  }
  counted.bestPercent = Math.max(percent, score.bestPercent ?? 0);
  if (score.latestAt === null || completedAt >= score.latestAt) {
    counted.latestPercent = percent;
    counted.latestAt = completedAt;
  }
  return counted;
};

const sameScore = (a: FoldedAttempt | undefined, b: FoldedAttempt): boolean =>
  a !== undefined &&
  a.activityId === b.activityId &&
  a.completedAt === b.completedAt &&
  a.percent === b.percent &&
  a.answered === b.answered &&
  a.tally?.localDay === b.tally?.localDay;

/** Counts attempts that were completed, within the transaction that read them; marks activities to be counted anew. */
export const extendScores = async (
  { activityScores, staleActivities }: LearnerDatabase,
  before: readonly FoldedAttempt[],
  now: readonly FoldedAttempt[],
): Promise<string[]> => {
  const earlier = new Map(before.map((attempt) => [attempt.attemptId, attempt]));
  const later = new Set(now.map(({ attemptId }) => attemptId));
  const anew = new Set(before.filter(({ attemptId }) => !later.has(attemptId)).map(({ activityId }) => activityId));
  const added: FoldedAttempt[] = [];
  for (const attempt of now) {
    const known = earlier.get(attempt.attemptId);
    if (sameScore(known, attempt)) continue;
    if (known && known.completedAt !== null) {
      // Which activity an attempt is of may change as well, when two births of one row meet.
      anew.add(known.activityId).add(attempt.activityId);
    } else added.push(attempt);
  }
  const activityIds = [...new Set([...anew, ...added.map(({ activityId }) => activityId)])];
  const [known, marks] = await Promise.all([activityScores.bulkGet(activityIds), staleActivities.bulkGet(activityIds)]);
  // Of two at the same instant the later id counts as the latest, and a score does not say whose it has.
  const isTied = (activityId: string, latestAt: number | null | undefined) =>
    added.some((attempt) => attempt.activityId === activityId && attempt.completedAt === (latestAt ?? Number.NaN));
  const isStale = (activityId: string, index: number) =>
    anew.has(activityId) || marks[index] !== undefined || isTied(activityId, known[index]?.latestAt);
  const stale = activityIds.filter(isStale);
  const counted = activityIds.flatMap((activityId, index) =>
    isStale(activityId, index)
      ? []
      : [
          withAttempts(
            known[index] ?? nothing(activityId),
            added.filter((attempt) => attempt.activityId === activityId),
          ),
        ],
  );
  await activityScores.bulkPut(counted);
  await staleActivities.bulkPut(stale.map((activityId) => ({ activityId })));
  return stale;
};

/** The later one counts as the latest; of two at the same instant always the same one. */
const inTime = (a: CountedAttempt, b: CountedAttempt): number =>
  (a.completedAt ?? 0) - (b.completedAt ?? 0) || (a.attemptId < b.attemptId ? -1 : 1);

export const foldStaleActivity = async (learner: LearnerDatabase, activityId: string): Promise<void> => {
  const { foldedAttempts, activityScores, staleActivities } = learner;
  await learner.transaction('rw', foldedAttempts, activityScores, staleActivities, async () => {
    const attempts = await foldedAttempts.where('activityId').equals(activityId).toArray();
    await activityScores.put(scoreOf(activityId, attempts));
    await staleActivities.delete(activityId);
  });
};
