/**
 * How long a learner takes to answer a kind of question rightly: counts of durations in steps of √2. It only counts, so
 * that attempts can be added and taken away in any order; and being coarse, it seldom moves, which would grade anew.
 */
export type Pace = readonly number[];

/** Upper bounds of the steps, in milliseconds: half a second to a quarter of an hour. */
const BOUNDS = Array.from({ length: 22 }, (_, step) => Math.round(500 * 2 ** (step / 2)));
/** With fewer answers nobody is called slow. */
const LEAST_ANSWERS = 12;

const stepOf = (durationMs: number): number => {
  const step = BOUNDS.findIndex((bound) => durationMs <= bound);
  return step === -1 ? BOUNDS.length : step;
};

/** The pace with a duration counted `by` more (or fewer) times. */
export const paceWith = (pace: Pace, durationMs: number, by: 1 | -1): Pace => {
  const counts = Array.from({ length: BOUNDS.length + 1 }, (_, step) => pace[step] ?? 0);
  const step = stepOf(durationMs);
  counts[step] = (counts[step] ?? 0) + by;
  return counts;
};

/** Right answers that take longer than this were hard: twice the median. Null while too little is known. */
export const slowAfterMs = (pace: Pace): number | null => {
  const total = pace.reduce((sum, count) => sum + count, 0);
  if (total < LEAST_ANSWERS) return null;
  let below = 0;
  const median = pace.findIndex((count) => {
    below += count;
    return below * 2 >= total;
  });
  const bound = BOUNDS[median];
  return bound === undefined ? null : 2 * bound;
};
