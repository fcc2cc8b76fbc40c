import { isLeech } from '@hornbook/shared/learning/card.ts';
import type { DueReviews } from '@hornbook/shared/learning/due-reviews.ts';
import {
  FREE_SIZE,
  type FreeMode,
  type PoolQuestion,
  pickQuestions,
  type SkillStanding,
} from '@hornbook/shared/learning/pick-questions.ts';
import { studyCosts } from '@hornbook/shared/learning/study-costs.ts';
import type { Connections } from '../open-databases.ts';
import { readDueReviews } from './due-reviews.ts';
import { useLive } from './live.ts';
import { readPhrases } from './phrases.ts';
import { readPlayable } from './playable-questions.ts';
import { readSkills } from './skills.ts';

/** As many of the reviews that are due as are asked at once. */
const REVIEWS_AT_ONCE = 10;

/** To hear a phrase, to say it, and to hear both. */
const SPOKEN_SECONDS = 30;

interface PickedFrom extends PoolQuestion {
  courseVersion: string;
}

export interface FreeOffer {
  /** How many questions there would be; 0 when there is nothing to ask. */
  questions: number;
  /** What they take this learner; the plan of the day reckons alike. */
  minutes: number;
  /** One that was begun and can be gone on with. */
  openAttemptId: string | null;
}

const modes = ['review', 'mistakes', 'mixed'] as const;

/** Every question that can be asked here, with its latest outcome. */
const readPool = async (connections: Connections): Promise<PickedFrom[]> => {
  const [playable, cards] = await Promise.all([readPlayable(connections), connections.learner.cards.toArray()]);
  const byId = new Map(cards.map((card) => [card.questionId, card]));
  return [...playable].flatMap(([questionId, { fact, courseVersion }]) => {
    const card = byId.get(questionId);
    // What is forgotten again and again is explained, not asked.
    if (card && isLeech(card)) return [];
    const last = card ? { correct: card.lastRight, at: card.last.at } : null;
    return [{ questionId, skillIds: fact.skillIds, courseVersion, last }];
  });
};

/**
 * A review asks today's share of what is due, weakest first; when nothing is, what the weakest skills train. The other
 * ways to practise choose from everything.
 */
const pick = (
  mode: Exclude<FreeMode, 'speak'>,
  pool: readonly PickedFrom[],
  skills: ReadonlyMap<string, SkillStanding>,
  due: DueReviews,
  seed: string,
): PickedFrom[] => {
  if (mode !== 'review' || due.today.length === 0) return pickQuestions(mode, pool, skills, seed);
  const byId = new Map(pool.map((question) => [question.questionId, question]));
  return due.today.flatMap(({ questionId }) => byId.get(questionId) ?? []).slice(0, REVIEWS_AT_ONCE);
};

/** Phrases to say, weakest first, or one alone. */
const readSpokenFor = async (connections: Connections, only: string | undefined) =>
  (await readPhrases(connections))
    .filter(({ question }) => only === undefined || question.id === only)
    .slice(0, FREE_SIZE.speak)
    .map(({ question: { id: questionId }, courseVersion }) => ({ questionId, courseVersion }));

/** What a free attempt would ask; `only` names the one phrase that is to be said. */
export const readFreeQuestionsFor = async (
  connections: Connections,
  mode: FreeMode,
  seed: string,
  only?: string,
): Promise<Pick<PickedFrom, 'questionId' | 'courseVersion'>[]> => {
  if (mode === 'speak') return readSpokenFor(connections, only);
  const [pool, { skills }, due] = await Promise.all([
    readPool(connections),
    readSkills(connections),
    readDueReviews(connections),
  ]);
  return pick(mode, pool, standings(skills), due, seed);
};

const standings = (skills: Awaited<ReturnType<typeof readSkills>>['skills']): Map<string, SkillStanding> =>
  new Map(
    skills.map(({ skillId, status, known, retrievability }) => [
      skillId,
      { status, level: retrievability ?? known ?? 0 },
    ]),
  );

export const readFreePractice = async (connections: Connections): Promise<Record<FreeMode, FreeOffer>> => {
  const [phrases, pool, { skills }, due, going, paces] = await Promise.all([
    readPhrases(connections),
    readPool(connections),
    readSkills(connections),
    readDueReviews(connections),
    connections.learner.rows('attempts').where('status').equals('in_progress').toArray(),
    connections.learner.paces.toArray(),
  ]);
  const { cardSeconds, questionSeconds } = studyCosts(paces, []);
  const offer = (mode: FreeMode, questions: number, secondsEach: number): FreeOffer => ({
    questions,
    minutes: Math.ceil((questions * secondsEach) / 60),
    openAttemptId: going.findLast((attempt) => attempt.mode === mode && attempt.deletedAt === null)?.id ?? null,
  });
  const picked = modes.map((mode) => {
    const seconds = mode === 'review' && due.today.length > 0 ? cardSeconds : questionSeconds;
    return [mode, offer(mode, pick(mode, pool, standings(skills), due, '').length, seconds)] as const;
  });
  const speak = offer('speak', Math.min(FREE_SIZE.speak, phrases.length), SPOKEN_SECONDS);
  return Object.fromEntries([...picked, ['speak', speak]]) as Record<FreeMode, FreeOffer>;
};

/** What could be practised freely now, by mode. */
export const useFreePractice = (): Record<FreeMode, FreeOffer> | undefined => useLive(readFreePractice);
