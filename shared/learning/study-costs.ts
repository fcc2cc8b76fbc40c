/** What things cost one learner, in seconds. */
export interface Costs {
  cardSeconds: number;
  questionSeconds: number;
  /** Null: as the author estimates. */
  lessonSeconds: number | null;
  codeSeconds: number;
}

/** Before a learner's own times are known. */
export const FIRST_COSTS: Costs = { cardSeconds: 8, questionSeconds: 25, lessonSeconds: null, codeSeconds: 720 };

/** Own times count from this many on: fewer are chance. */
const ENOUGH = 5;

/** The lower of the two in the middle, so that it is one of the values. */
export const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : (values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? null);

const seconds = (timesMs: readonly number[], least: number, otherwise: number): number => {
  const used = timesMs.filter((ms) => ms > 0);
  return used.length < ENOUGH ? otherwise : Math.max(least, Math.round((median(used) ?? 0) / 1000));
};

/** A learner's own medians: of answers by what they were, of completed lessons. */
export const studyCosts = (times: {
  cardsMs: readonly number[];
  questionsMs: readonly number[];
  codeMs: readonly number[];
  lessonsMs: readonly number[];
}): Costs => ({
  cardSeconds: seconds(times.cardsMs, 2, FIRST_COSTS.cardSeconds),
  questionSeconds: seconds(times.questionsMs, 3, FIRST_COSTS.questionSeconds),
  codeSeconds: seconds(times.codeMs, 30, FIRST_COSTS.codeSeconds),
  lessonSeconds: times.lessonsMs.filter((ms) => ms > 0).length < ENOUGH ? null : seconds(times.lessonsMs, 30, 360),
});
