import { align, type Path } from './align.ts';
import { listen, type Nearest } from './listen.ts';
import { amongNonsense, type Band, METHOD, METHOD_VERSION, type Thresholds, thresholds } from './method.ts';
import { COMPARED_EVERY, type References } from './references.ts';
import type { Span } from './span.ts';
import { HOP, SAMPLE_RATE } from './spectrum.ts';
import type { Unusable } from './take-quality.ts';

/** How many other phrases there must be at least for a place among them to mean something. */
export const LEAST_COHORT = 8;
/** Others that are all alike far away would make any distance look small: they count as spread by this much. */
const LEAST_SPREAD = 0.03;

/** What is kept of a judgement. */
export interface Verdict {
  band: Band;
  /** The place among other phrases in thousandths of their standard deviation; the lower the closer. */
  zThousandths: number;
  method: string;
  methodVersion: number;
  /** The id of the phrase it sounded more like, when that is clear. */
  heardId: string | null;
}

/** Where speech is in a recording. */
export interface Speech {
  startMs: number;
  endMs: number;
}

export type Judgement =
  | { kind: 'unusable'; reason: Unusable; speech: Speech }
  | {
      kind: 'judged';
      verdict: Verdict;
      speech: Speech;
      /** The voice it came nearest to. */
      voiceId: string;
      /** The reference's length divided by the take's: over 1 is faster than the reference. */
      speed: number;
      /** Pairs of moments, take and reference, each in milliseconds from the start of its speech. */
      path: Path;
    }
  /** The references don't hold this phrase, or too few others. */
  | { kind: 'no-references' };

const MS_A_FRAME = (1000 * HOP) / SAMPLE_RATE;
const toSpeech = ({ from, to }: Span): Speech => ({ startMs: from * MS_A_FRAME, endMs: to * MS_A_FRAME });

/** Judges a recording (mono, SAMPLE_RATE, full scale 1) as a take of one of the phrases. */
export const judge = (samples: Float32Array, references: References, phraseId: string): Judgement => {
  const target = references.phrases.findIndex(({ id }) => id === phraseId);
  if (target < 0 || references.phrases.length <= LEAST_COHORT) return { kind: 'no-references' };
  const heard = listen(samples, references);
  const speech = toSpeech(heard.span);
  if (heard.kind === 'unusable') return { kind: 'unusable', reason: heard.reason, speech };
  const { band, z, heardAs } = decide(
    heard.nearest.map(({ distance }) => distance),
    target,
    limitsFor(references),
  );
  const { voiceId, take, reference } = heard.nearest[target] as Nearest;
  const inMs = (frame: number): number => frame * COMPARED_EVERY * MS_A_FRAME;
  return {
    kind: 'judged',
    verdict: {
      band,
      zThousandths: Math.round(z * 1000),
      method: METHOD,
      methodVersion: METHOD_VERSION,
      // What has no text nobody says: a take that is nearer to it is not that, it is only not this.
      heardId: heardAs === null ? null : (references.phrases[heardAs]?.text && references.phrases[heardAs].id) || null,
    },
    speech,
    voiceId,
    speed: reference.frames / Math.max(1, take.frames),
    path: align(take, reference).map(([left, right]) => [inMs(left), inMs(right)]),
  };
};

/** What a place has to be among such phrases: the more of them are nonsense, the further out. */
export const limitsFor = ({ type, phrases }: References): Thresholds => {
  const limits = thresholds[type];
  const share = phrases.filter(({ text }) => text === '').length / Math.max(1, phrases.length - 1);
  const between = (name: keyof typeof amongNonsense) => limits[name] + share * (amongNonsense[name] - limits[name]);
  return { ...limits, matchesZ: between('matchesZ'), closeZ: between('closeZ') };
};

/** The place of a phrase among the distances to all: how many standard deviations of the others it lies from their mean. */
export const placeAmong = (distances: readonly number[], target: number): number => {
  const own = distances[target] ?? Number.POSITIVE_INFINITY;
  const others = distances.filter((apart, index) => index !== target && Number.isFinite(apart));
  if (!Number.isFinite(own) || others.length === 0) return 99;
  const mean = others.reduce((sum, apart) => sum + apart, 0) / others.length;
  const spread = Math.sqrt(others.reduce((sum, apart) => sum + (apart - mean) ** 2, 0) / others.length);
  return (own - mean) / Math.max(LEAST_SPREAD, spread);
};

/** What the distances to all phrases mean for one of them. */
export const decide = (
  distances: readonly number[],
  target: number,
  limits: Thresholds,
): { band: Band; z: number; heardAs: number | null } => {
  const own = distances[target] ?? Number.POSITIVE_INFINITY;
  const z = placeAmong(distances, target);
  const nearest = distances.reduce(
    (best, apart, index) => (apart < (distances[best] as number) ? index : best),
    target,
  );
  const apart = distances[nearest] as number;
  if (nearest !== target && apart < own * (1 - limits.clearly)) {
    const isNear = apart <= limits.matchesDistance && placeAmong(distances, nearest) <= limits.matchesZ;
    return { band: 'different', z, heardAs: isNear ? nearest : null };
  }
  if (z <= limits.matchesZ && own <= limits.matchesDistance) return { band: 'matches', z, heardAs: null };
  return { band: z <= limits.closeZ && own <= limits.closeDistance ? 'close' : 'different', z, heardAs: null };
};
