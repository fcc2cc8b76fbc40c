import { FSRSAlgorithm, generatorParameters } from 'ts-fsrs';

// The one file that knows the library: it reaches into Date.prototype, and its cards count UTC midnights and refuse a log
// out of order. Only its two formulas are used, with days the learner's own dates differ by.

/** How well a question is remembered: days until recall falls to 90 %, and how hard it is, 1–10. */
export interface Memory {
  stability: number;
  difficulty: number;
}

/**
 * 1 again (wrong, or with a hint), 2 hard, 3 good, 4 easy. Nothing is ever graded easy by itself: only learners who rated
 * themselves, in another program, have said so.
 */
export type RecallGrade = 1 | 2 | 3 | 4;

/**
 * FSRS-6 as published. Written out rather than taken from the library's defaults: another release must not move every
 * learner's schedule unseen.
 */
export const FSRS_WEIGHTS: readonly number[] = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

const algorithm = new FSRSAlgorithm(
  generatorParameters({
    w: FSRS_WEIGHTS,
    enable_fuzz: false,
    enable_short_term: true,
    request_retention: 0.9,
    maximum_interval: 36_500,
  }),
);

/** The memory after a review, `null` being one never met before. */
export const nextMemory = (memory: Memory | null, elapsedDays: number, grade: RecallGrade): Memory => {
  const { stability, difficulty } = algorithm.next_state(memory, Math.max(0, elapsedDays), grade);
  return { stability, difficulty };
};

/** Days until the next review: at least one. */
export const intervalOf = ({ stability }: Memory): number => algorithm.next_interval(stability, 0);
