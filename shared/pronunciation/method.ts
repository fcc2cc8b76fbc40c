/** What judged an attempt to speak: stored with it, so that bands of different methods are never taken for the same. */
export const METHOD = 'mfcc-dtw';
/** Rises whenever the same recording could get another band than before. */
export const METHOD_VERSION = 1;

/** How close a take came, best first. */
export const bands = ['matches', 'close', 'different'] as const;
export type Band = (typeof bands)[number];

/** Vocal tract lengths a speaker is tried with, beside those of the reference voices. */
export const WARPS = [0.88, 0.94, 1, 1.06, 1.12] as const;

export interface Thresholds {
  /** The target's place among the other phrases, in their standard deviations; the lower the closer. */
  matchesZ: number;
  closeZ: number;
  /** And how far away it may be at most, whatever the others are. */
  matchesDistance: number;
  closeDistance: number;
  /** Another phrase is nearer than the target by this share: then that one was heard. */
  clearly: number;
}

/** By what the references were spoken by: real voices are nearer to real voices. */
export type ReferenceType = 'synthetic' | 'human';
export const thresholds: Readonly<Record<ReferenceType, Thresholds>> = {
  synthetic: { matchesZ: -1.2, closeZ: -0.6, matchesDistance: 0.51, closeDistance: 0.62, clearly: 0.06 },
  human: { matchesZ: -1.2, closeZ: -0.6, matchesDistance: 0.53, closeDistance: 0.64, clearly: 0.06 },
};

/** Among nonsense alone: it is more alike than phrases are, so who says the phrase stands out from it further. */
export const amongNonsense = { matchesZ: -2.5, closeZ: -1.5 };
