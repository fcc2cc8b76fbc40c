import { COEFFICIENTS, cepstraOf } from './cepstrum.ts';
import type { Span } from './span.ts';
import type { Spectra } from './spectrum.ts';

/** Numbers of one frame: thirteen coefficients and how they change. */
export const WIDTH = 2 * COEFFICIENTS;
/** Change counts double: it says which sound follows which, and a voice changes it little. */
const DELTA_WEIGHT = 2;
/** Frames on either side that a change is measured over. */
const REACH = 2;

/** What a sound is compared by: frames of WIDTH numbers, each of length one, so that a product is a cosine. */
export interface Features {
  frames: number;
  values: Float32Array;
}

/** The features of a stretch of a sound, as a speaker of that vocal tract length would have said it. */
export const featuresOf = (spectra: Spectra, { from, to }: Span, warp = 1): Features => {
  const frames = to - from;
  const cepstra = cepstraOf(spectra, warp).subarray(from * COEFFICIENTS, to * COEFFICIENTS);
  const values = new Float32Array(frames * WIDTH);
  for (let row = 0; row < COEFFICIENTS; row++) {
    let sum = 0;
    let squares = 0;
    for (let frame = 0; frame < frames; frame++) sum += cepstra[frame * COEFFICIENTS + row] as number;
    const mean = sum / Math.max(1, frames);
    for (let frame = 0; frame < frames; frame++)
      squares += ((cepstra[frame * COEFFICIENTS + row] as number) - mean) ** 2;
    const deviation = Math.sqrt(squares / Math.max(1, frames)) || 1;
    for (let frame = 0; frame < frames; frame++)
      values[frame * WIDTH + row] = ((cepstra[frame * COEFFICIENTS + row] as number) - mean) / deviation;
  }
  for (let frame = 0; frame < frames; frame++) {
    for (let row = 0; row < COEFFICIENTS; row++) {
      let change = 0;
      for (let reach = 1; reach <= REACH; reach++) {
        const later = Math.min(frames - 1, frame + reach);
        const earlier = Math.max(0, frame - reach);
        change += reach * ((values[later * WIDTH + row] as number) - (values[earlier * WIDTH + row] as number));
      }
      // By least squares over the reach: 2 · (1 + 4).
      values[frame * WIDTH + COEFFICIENTS + row] = (DELTA_WEIGHT * change) / 10;
    }
  }
  return { frames, values: unitFrames(values, frames) };
};

/** Scales each frame to length one, in place. */
export const unitFrames = (values: Float32Array, frames: number): Float32Array => {
  for (let frame = 0; frame < frames; frame++) {
    let squares = 0;
    for (let at = frame * WIDTH; at < (frame + 1) * WIDTH; at++) squares += (values[at] as number) ** 2;
    const length = Math.sqrt(squares) || 1;
    for (let at = frame * WIDTH; at < (frame + 1) * WIDTH; at++) values[at] = (values[at] as number) / length;
  }
  return values;
};

/** Every nth frame: enough to compare by where fewer will do. */
export const everyNth = ({ frames, values }: Features, n: number): Features => {
  const kept = Math.ceil(frames / n);
  const thinned = new Float32Array(kept * WIDTH);
  for (let frame = 0; frame < kept; frame++)
    thinned.set(values.subarray(frame * n * WIDTH, (frame * n + 1) * WIDTH), frame * WIDTH);
  return { frames: kept, values: thinned };
};
