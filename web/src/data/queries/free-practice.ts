import {
  type FreeMode,
  type PoolQuestion,
  pickQuestions,
  type SkillStanding,
} from '@hornbook/shared/learning/pick-questions.ts';
import type { Connections } from '../open-databases.ts';
import { versionQuestions } from '../version-questions.ts';
import { useLive } from './live.ts';
import { readSkills } from './skills.ts';

/** A question that can be asked here and now, graded on the device. */
export interface PlayableQuestion extends PoolQuestion {
  courseVersion: string;
}

export interface FreeOffer {
  /** How many questions there would be; 0 when there is nothing to ask. */
  questions: number;
  /** One that was begun and can be gone on with. */
  openAttemptId: string | null;
}

const modes: FreeMode[] = ['review', 'mistakes', 'mixed'];

/** Every question on this device with its latest outcome, from the newest version of each course that is here. */
const readPool = async ({ catalogue, learner }: Connections): Promise<PlayableQuestion[]> => {
  const [entries, manifests, partIds, folded] = await Promise.all([
    catalogue.catalogue.get('catalogue'),
    catalogue.manifests.toArray(),
    catalogue.parts.toCollection().primaryKeys(),
    learner.foldedAttempts.toArray(),
  ]);
  const stored = new Set(partIds);
  const current = new Map(entries?.catalogue.courses.map(({ courseId, version }) => [courseId, version]));
  const latest = new Map<string, NonNullable<PoolQuestion['last']>>();
  for (const { questionId, correct, hinted, at } of folded.flatMap(({ outcomes }) => outcomes)) {
    if ((latest.get(questionId)?.at ?? -1) <= at) latest.set(questionId, { correct: correct && !hinted, at });
  }
  const pool: PlayableQuestion[] = [];
  for (const { courseId, version } of manifests) {
    if ((current.get(courseId) ?? version) !== version) continue;
    for (const [questionId, { place, fact }] of await versionQuestions(catalogue, version)) {
      if (!fact.solved || !stored.has(place.part.sha256)) continue;
      pool.push({ questionId, skillIds: fact.skillIds, courseVersion: version, last: latest.get(questionId) ?? null });
    }
  }
  return pool;
};

/** What a free attempt would ask. */
export const readFreeQuestionsFor = async (
  connections: Connections,
  mode: FreeMode,
  seed: string,
): Promise<PlayableQuestion[]> => {
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
