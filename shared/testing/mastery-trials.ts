import { DAY_MS, dayNumber, dayOfNumber } from '../learning/local-day.ts';
import { extendSkill, foldSkillFully, type Outcome, type SkillFold } from '../learning/skill-state.ts';

/** A small generator of chance: the same figures in every run. */
const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

export interface Trial {
  /** How often a learner of this kind is right. */
  rightRate: number;
  /** The chance of being right by guessing alone. */
  guess: number;
  /** Items each learner gets at most. */
  items: number;
  learners: number;
  seed: number;
}

export const ITEMS_A_DAY = 5;
const FIRST_DAY = dayNumber('2026-01-05');

/** After how many items, five new questions a day, each of many learners is certified; Infinity for never. */
export const itemsToMastery = ({ rightRate, guess, items, learners, seed }: Trial): number[] => {
  const random = randomOf(seed);
  return Array.from({ length: learners }, () => {
    let fold: SkillFold | null = foldSkillFully('skill', []);
    for (let n = 0; n < items && fold; n++) {
      fold = extendSkill(fold, [itemOf(n, random() < rightRate, guess)]);
      if (fold?.state.mastered) return n + 1;
    }
    return Number.POSITIVE_INFINITY;
  });
};

const itemOf = (n: number, correct: boolean, guess: number): Outcome => {
  const day = FIRST_DAY + Math.floor(n / ITEMS_A_DAY);
  return {
    attemptId: `${n}`,
    questionId: `${n}`,
    skillId: 'skill',
    correct,
    hinted: false,
    guess,
    at: day * DAY_MS + n * 60_000,
    localDay: dayOfNumber(day),
    durationMs: 0,
    replicaId: 'replica',
    replicaSeq: n,
    position: 0,
  };
};

export const shareWithin = (counts: readonly number[], items: number): number =>
  counts.filter((count) => count <= items).length / counts.length;

export const mean = (counts: readonly number[]): number =>
  counts.reduce((sum, count) => sum + count, 0) / counts.length;
