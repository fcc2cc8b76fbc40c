import type { Features } from './features.ts';
import type { Speech } from './judge.ts';
import { referenceOf } from './references.ts';
import { speechSpan } from './span.ts';
import { HOP, SAMPLE_RATE, spectraOf } from './spectrum.ts';
import { type Unusable, unusable } from './take-quality.ts';

/** A learner has ten seconds for a phrase, and nobody says it as fast as who knows it. */
export const LONGEST_REFERENCE_MS = 6_000;

/** Why a recording is not compared with; each has its own words at the desk. */
export type UnusableReference = Unusable | 'too-long';

/** A recording (mono, SAMPLE_RATE) as somebody may want to compare with it. */
export interface LookedAt {
  /** Where somebody speaks in it. */
  speech: Speech;
  fault: UnusableReference | null;
  features: Features;
}

export const lookAtSound = (samples: Float32Array): LookedAt => {
  const spectra = spectraOf(samples);
  const span = speechSpan(spectra);
  const inMs = (frames: number): number => (frames * 1000 * HOP) / SAMPLE_RATE;
  const isLong = inMs(span.to - span.from) > LONGEST_REFERENCE_MS;
  return {
    speech: { startMs: inMs(span.from), endMs: inMs(span.to) },
    fault: unusable(samples, spectra, span) ?? (isLong ? 'too-long' : null),
    features: referenceOf(samples),
  };
};
