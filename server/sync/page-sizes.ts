const SMALLEST = 256 * 1024;
const LARGEST = 2 * 1024 * 1024;
/** A next page asked for within this time means the last one came through quickly. */
const SOON_MS = 2_000;
const MOST_REMEMBERED = 10_000;

interface LastPage {
  bytes: number;
  /** When it was read, and whether there was more behind it; until it is read, when it was asked for. */
  at: number;
  full: boolean;
}

/** How many bytes the next page of a learner's feed may have, and how the last one came out. */
export interface PageSizes {
  next(learnerId: string, fromBeginning: boolean): number;
  read(learnerId: string, full: boolean): void;
}

/**
 * A page is what a cut connection loses, so it begins small and doubles only while the link carries pages quickly: while
 * the next is asked for soon after one that had more behind it, whether the asker then waits for news or not.
 */
export const pageSizes = (now: () => number = Date.now): PageSizes => {
  const last = new Map<string, LastPage>();
  return {
    next: (learnerId, fromBeginning) => {
      const before = last.get(learnerId);
      const quick = !fromBeginning && before?.full === true && now() - before.at < SOON_MS;
      const bytes = quick ? Math.min(LARGEST, before.bytes * 2) : SMALLEST;
      last.delete(learnerId);
      last.set(learnerId, { bytes, at: now(), full: false });
      const [oldest] = last.keys();
      if (last.size > MOST_REMEMBERED && oldest) last.delete(oldest);
      return bytes;
    },
    read: (learnerId, full) => {
      const page = last.get(learnerId);
      if (page) last.set(learnerId, { ...page, at: now(), full });
    },
  };
};
