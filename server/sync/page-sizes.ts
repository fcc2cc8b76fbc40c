const SMALLEST = 256 * 1024;
const LARGEST = 2 * 1024 * 1024;
/** A next page asked for within this time means the last one came through quickly. */
const SOON_MS = 2_000;
const MOST_REMEMBERED = 10_000;

/**
 * How many bytes the next page of a learner's feed may have. A page is what a cut connection loses, so it begins small
 * and doubles only while the link carries pages quickly.
 */
export const pageSizes = (now: () => number = Date.now) => {
  const last = new Map<string, { bytes: number; at: number }>();
  return (learnerId: string, continuing: boolean): number => {
    const before = last.get(learnerId);
    const quick = continuing && before !== undefined && now() - before.at < SOON_MS;
    const bytes = quick ? Math.min(LARGEST, before.bytes * 2) : SMALLEST;
    last.delete(learnerId);
    last.set(learnerId, { bytes, at: now() });
    const [oldest] = last.keys();
    if (last.size > MOST_REMEMBERED && oldest) last.delete(oldest);
    return bytes;
  };
};
