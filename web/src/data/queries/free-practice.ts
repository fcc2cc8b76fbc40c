import {
  type FreeMode,
  type PoolQuestion,
  pickQuestions,
  type SkillStanding,
} from '@hornbook/shared/learning/pick-questions.ts';
import type { Connections } from '../open-databases.ts';
import { useLive } from './live.ts';
import { readPlayable } from './playable-questions.ts';
import { readSkills } from './skills.ts';

interface PickedFrom extends PoolQuestion {
  courseVersion: string;
}

export interface FreeOffer {
  /** How many questions there would be; 0 when there is nothing to ask. */
  questions: number;
  /** One that was begun and can be gone on with. */
  openAttemptId: string | null;
}

const modes: FreeMode[] = ['review', 'mistakes', 'mixed'];

/** Every question that can be asked here, with its latest outcome. */
const readPool = async (connections: Connections): Promise<PickedFrom[]> => {
  const [playable, cards] = await Promise.all([readPlayable(connections), connections.learner.cards.toArray()]);
  const last = new Map(cards.map((card) => [card.questionId, { correct: card.lastRight, at: card.last.at }]));
  return [...playable].map(([questionId, { fact, courseVersion }]) => ({
    questionId,
    skillIds: fact.skillIds,
    courseVersion,
    last: last.get(questionId) ?? null,
  }));
};

/** What a free attempt would ask. */
export const readFreeQuestionsFor = async (
  connections: Connections,
  mode: FreeMode,
  seed: string,
): Promise<PickedFrom[]> => {
  const [pool, { skills }] = await Promise.all([readPool(connections), readSkills(connections)]);
  return pickQuestions(mode, pool, standings(skills), seed);
};

const standings = (skills: Awaited<ReturnType<typeof readSkills>>['skills']): Map<string, SkillStanding> =>
  new Map(
    skills.map(({ skillId, status, known, retrievability }) => [
      skillId,
      { status, level: retrievability ?? known ?? 0 },
    ]),
  );

export const readFreePractice = async (connections: Connections): Promise<Record<FreeMode, FreeOffer>> => {
  const [pool, { skills }, going] = await Promise.all([
    readPool(connections),
    readSkills(connections),
    connections.learner.rows('attempts').where('status').equals('in_progress').toArray(),
  ]);
  const offer = (mode: FreeMode): FreeOffer => ({
    questions: pickQuestions(mode, pool, standings(skills), '').length,
    openAttemptId: going.findLast((attempt) => attempt.mode === mode && attempt.deletedAt === null)?.id ?? null,
  });
  return Object.fromEntries(modes.map((mode) => [mode, offer(mode)])) as Record<FreeMode, FreeOffer>;
};

/** What could be practised freely now, by mode. */
export const useFreePractice = (): Record<FreeMode, FreeOffer> | undefined => useLive(readFreePractice);
