import { shuffled } from './shuffle.ts';
import type { SkillStatus } from './skill-state.ts';

/** Free attempts at questions of all courses: what fades or is being learned, what went wrong, a bit of everything, phrases to say. */
export type FreeMode = 'review' | 'mistakes' | 'mixed' | 'speak';

export interface PoolQuestion {
  questionId: string;
  skillIds: readonly string[];
  /** Its latest outcome, or null when it was never answered in a completed attempt. A hinted answer was not right. */
  last: { correct: boolean; at: number } | null;
}

export interface SkillStanding {
  status: SkillStatus;
  /** 0–1: how well it is known, or would be recalled. */
  level: number;
}

export const FREE_SIZE: Readonly<Record<FreeMode, number>> = { review: 8, mistakes: 10, mixed: 10, speak: 8 };

const rank: Record<SkillStatus, number> = { review_needed: 0, in_progress: 1, mastered: 2, not_started: 3 };

/**
 * The questions of a free attempt, chosen by nothing but what is given. `review`: skills that fade or are being learned,
 * weakest first, one question of each in turn, those never or longest ago answered before others. `mistakes`: questions
 * whose latest answer was not right, the freshest first. `mixed`: all begun skills in turn, in any order.
 */
export const pickQuestions = <Q extends PoolQuestion>(
  mode: Exclude<FreeMode, 'speak'>,
  pool: readonly Q[],
  skills: ReadonlyMap<string, SkillStanding>,
  seed: string,
): Q[] => {
  // Shuffled first, so that equals come in another order each time.
  const candidates = shuffled(
    [...pool].sort((a, b) => (a.questionId < b.questionId ? -1 : 1)),
    seed,
  );
  if (mode === 'mistakes') {
    return candidates
      .filter(({ last }) => last?.correct === false)
      .sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0))
      .slice(0, FREE_SIZE.mistakes);
  }
  const wanted = [...skills].filter(([, { status }]) =>
    mode === 'review' ? status === 'review_needed' || status === 'in_progress' : status !== 'not_started',
  );
  const weakest = wanted.sort(([, a], [, b]) => rank[a.status] - rank[b.status] || a.level - b.level);
  const order = mode === 'review' ? weakest : shuffled(weakest, seed);
  return inTurn(
    order.map(([skillId]) =>
      candidates
        .filter(({ skillIds }) => skillIds.includes(skillId))
        .sort((a, b) => (a.last?.at ?? 0) - (b.last?.at ?? 0)),
    ),
    FREE_SIZE[mode],
  );
};

/** One of each list in turn, none twice, until there are enough. */
const inTurn = <Q extends PoolQuestion>(lists: Q[][], enough: number): Q[] => {
  const picked = new Map<string, Q>();
  while (picked.size < enough && lists.some((list) => list.length > 0)) {
    for (const list of lists) {
      while (list[0] && picked.has(list[0].questionId)) list.shift();
      const next = list.shift();
      if (next && picked.size < enough) picked.set(next.questionId, next);
    }
  }
  return [...picked.values()];
};
