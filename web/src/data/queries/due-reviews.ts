import { dueReviews as chooseDue, type DueReviews, reviewsPerDay } from '@hornbook/shared/learning/due-reviews.ts';
import { dayNumber } from '@hornbook/shared/learning/local-day.ts';
import { readToday } from '../corrected-clock.ts';
import type { Connections } from '../open-databases.ts';
import { useLive } from './live.ts';
import { readPlayable } from './playable-questions.ts';

/** Minutes a day for someone who has not said. */
const USUAL_MINUTES = 15;

/** The reviews due on this local day, of questions that can be asked on this device: the one count all screens show. */
export const readDueReviews = async (connections: Connections): Promise<DueReviews> => {
  const { learner } = connections;
  const today = dayNumber(await readToday(learner));
  const [due, kept, profile] = await Promise.all([
    learner.cards.where('dueDay').belowOrEqual(today).toArray(),
    learner.cards.where('keptDay').equals(today).toArray(),
    learner.rows('profile').get('me'),
  ]);
  const cards = new Map([...due, ...kept].map((card) => [card.questionId, card]));
  const playable: ReadonlyMap<string, unknown> = cards.size > 0 ? await readPlayable(connections) : new Map();
  const here = [...cards.values()].filter(({ questionId }) => playable.has(questionId));
  return chooseDue(here, today, reviewsPerDay(profile?.dailyMinutes || USUAL_MINUTES));
};

export const useDueReviews = (): DueReviews | undefined => useLive(readDueReviews);
