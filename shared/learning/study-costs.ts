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
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;

/**
 * A learner's own times: of answers, from the pace kept by kind (slow is twice the median), and of completed lessons.
 * What too little is known of costs what it does at first.
 */
export const studyCosts = (
  paces: Iterable<{ kind: string; slowAfterMs: number | null }>,
  lessonsMs: readonly number[],
): Costs => {
  const medians = [...paces].flatMap(({ kind, slowAfterMs }) =>
    slowAfterMs === null ? [] : [{ kind, seconds: Math.max(3, Math.round(slowAfterMs / 2000)) }],
  );
  const answers = medians.filter(({ kind }) => kind !== 'code').map(({ seconds }) => seconds);
  const code = medians.find(({ kind }) => kind === 'code')?.seconds;
  const own = answers.length > 0 ? Math.round(answers.reduce((sum, one) => sum + one, 0) / answers.length) : null;
  const read = lessonsMs.filter((ms) => ms > 0);
  return {
    cardSeconds: own ?? FIRST_COSTS.cardSeconds,
    questionSeconds: own ?? FIRST_COSTS.questionSeconds,
    codeSeconds: code ?? FIRST_COSTS.codeSeconds,
    lessonSeconds: read.length < ENOUGH ? null : Math.max(60, Math.round(median(read) / 1000)),
  };
};
