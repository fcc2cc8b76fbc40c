import { type DayLedger, dayLedger } from '@hornbook/shared/learning/aggregates.ts';
import type { DayScore } from '@hornbook/shared/learning/day-scores.ts';
import type { Connections } from '../open-databases.ts';
import { useLive } from './live.ts';

/** Every day by course and by skill: what the learning record only has the sums of. */
export interface DaysInDetail {
  ledger: DayLedger;
  scores: DayScore[];
}

export const readDaysInDetail = async ({ learner }: Connections): Promise<DaysInDetail> => {
  const [studyDays, lessons, scores] = await Promise.all([
    learner.rows('studyDays').toArray(),
    learner.rows('lessonProgress').toArray(),
    learner.dayScores.toArray(),
  ]);
  return { ledger: dayLedger({ studyDays, lessons, scores }), scores };
};

export const useDaysInDetail = (): DaysInDetail | undefined => useLive(readDaysInDetail);
