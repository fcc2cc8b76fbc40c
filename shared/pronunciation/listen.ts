import { distance } from './align.ts';
import { everyNth, type Features, featuresOf } from './features.ts';
import { WARPS } from './method.ts';
import { COMPARED_EVERY, type ReferencePhrase, type References } from './references.ts';
import { type Span, speechSpan } from './span.ts';
import { spectraOf } from './spectrum.ts';
import { type Unusable, unusable } from './take-quality.ts';

/** Roughly is by every 40 ms. */
const ROUGHLY = 2;
/** Pairs of a vocal tract and a voice that are looked at closely. */
const LIKELIEST = 3;

/** The voice of a phrase that a take came nearest to. */
export interface Nearest {
  distance: number;
  voiceId: string;
  /** The take as it was heard for this, and the voice's. */
  take: Features;
  reference: Features;
}

interface Take {
  fine: Features;
  rough: Features;
}

type RoughVoice = ReferencePhrase['voices'][number] & { rough: Features };

export type Heard =
  | { kind: 'unusable'; reason: Unusable; span: Span }
  /** How far the take is from each phrase, in their order. */
  | { kind: 'heard'; span: Span; nearest: Nearest[] };

/** Compares a recording (mono, SAMPLE_RATE, full scale 1) with every phrase of the references. */
export const listen = (samples: Float32Array, references: References): Heard => {
  const spectra = spectraOf(samples);
  const span = speechSpan(spectra);
  const reason = unusable(samples, spectra, span);
  if (reason) return { kind: 'unusable', reason, span };
  const takes = WARPS.map((warp): Take => {
    const fine = everyNth(featuresOf(spectra, span, warp), COMPARED_EVERY);
    return { fine, rough: everyNth(fine, ROUGHLY) };
  });
  const nearest = references.phrases.map(({ voices }) =>
    nearestOf(
      takes,
      voices.map((voice) => ({ ...voice, rough: everyNth(voice.features, ROUGHLY) })),
    ),
  );
  return { kind: 'heard', span, nearest };
};

/** Of all voices and vocal tracts the likeliest, found roughly, and then how far they are. */
const nearestOf = (takes: readonly Take[], voices: readonly RoughVoice[]): Nearest => {
  const pairs = takes.flatMap((take) =>
    voices.map((voice) => ({ take, voice, roughly: distance(take.rough, voice.rough) })),
  );
  pairs.sort((a, b) => a.roughly - b.roughly);
  const none = { frames: 0, values: new Float32Array() };
  let best: Nearest = { distance: Number.POSITIVE_INFINITY, voiceId: '', take: none, reference: none };
  for (const { take, voice } of pairs.slice(0, LIKELIEST)) {
    const apart = distance(take.fine, voice.features);
    if (apart < best.distance)
      best = { distance: apart, voiceId: voice.id, take: take.fine, reference: voice.features };
  }
  return best;
};
