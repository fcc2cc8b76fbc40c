import { bands } from './method.ts';
import type { JudgedTake } from './take.ts';

/** As much of a kept take as says whether it could go. */
export interface KeptTake {
  id: string;
  questionId: string;
  /** Milliseconds. */
  recordedAt: number;
  take: JudgedTake;
}

/** Nearer to the phrase first; of equals the earlier one. Places found by different methods can't be compared, bands can. */
const byLikeness = (a: KeptTake, b: KeptTake): number =>
  bands.indexOf(a.take.band) - bands.indexOf(b.take.band) ||
  a.take.zThousandths - b.take.zThousandths ||
  a.recordedAt - b.recordedAt;

const byTime = (a: KeptTake, b: KeptTake): number => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1);

/**
 * The recordings that could go while one still hears how one got on: of each phrase the first, the best and the latest
 * are kept.
 */
export const spareRecordings = <T extends KeptTake>(all: readonly T[]): T[] => {
  const phrases = new Map<string, T[]>();
  for (const one of all) phrases.set(one.questionId, [...(phrases.get(one.questionId) ?? []), one]);
  return [...phrases.values()].flatMap((takes) => {
    const inTime = takes.toSorted(byTime);
    const kept = new Set([inTime[0], inTime.at(-1), takes.toSorted(byLikeness)[0]]);
    return inTime.filter((one) => !kept.has(one));
  });
};
