import { type AttemptTally, foldDay } from '@hornbook/shared/learning/day-scores.ts';
import type { FoldedAttempt, LearnerDatabase } from './learner-database.ts';
import { markMonths } from './mark-months.ts';

export const dayTables = ({ staleDays }: LearnerDatabase) => [staleDays];

/** Notes the local days whose attempts came to something else, within the transaction that read them anew. */
export const markDays = async (
  { staleDays }: LearnerDatabase,
  before: readonly FoldedAttempt[],
  now: readonly FoldedAttempt[],
): Promise<void> => {
  const talliesOf = (attempts: readonly FoldedAttempt[]) =>
    new Map(attempts.flatMap(({ attemptId, tally }) => (tally ? [[attemptId, tally] as const] : [])));
  const [had, has] = [talliesOf(before), talliesOf(now)];
  const days = new Set<string>();
  const note = (tallies: Map<string, AttemptTally>, others: Map<string, AttemptTally>) => {
    for (const [id, tally] of tallies) {
      if (JSON.stringify(tally) !== JSON.stringify(others.get(id))) days.add(tally.localDay);
    }
  };
  note(had, has);
  note(has, had);
  await staleDays.bulkPut([...days].map((localDay) => ({ localDay })));
};

export const foldStaleDay = async (learner: LearnerDatabase, localDay: string): Promise<void> => {
  const { foldedAttempts, dayScores, staleDays, staleMonths } = learner;
  await learner.transaction('rw', foldedAttempts, dayScores, staleDays, staleMonths, async () => {
    const attempts = await foldedAttempts.where('tally.localDay').equals(localDay).toArray();
    const tallies = attempts.flatMap(({ tally }) => (tally ? [tally] : []));
    if (tallies.length === 0) await dayScores.delete(localDay);
    else await dayScores.put(foldDay(localDay, tallies));
    await markMonths(learner, [localDay]);
    await staleDays.delete(localDay);
  });
};
