import { BINS, FRAME, HIGHEST, LOWEST, SAMPLE_RATE, type Spectra } from './spectrum.ts';

/** Bands of the ear's scale, and how many cosines describe them: MFCC 0 to 12. */
export const BANDS = 26;
export const COEFFICIENTS = 13;

const toMel = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const fromMel = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

/**
 * Where a frequency lies for a speaker whose vocal tract is longer (over 1) or shorter: in proportion up to 85 % of the
 * scale, from there straight to its end, which stays where it is.
 */
const warped = (hertz: number, warp: number): number => {
  const knee = (0.85 * HIGHEST) / Math.max(1, warp);
  if (hertz <= knee) return hertz * warp;
  return warp * knee + ((HIGHEST - warp * knee) * (hertz - knee)) / (HIGHEST - knee);
};

interface Band {
  from: number;
  weights: Float64Array;
}

/** Overlapping triangles, evenly spaced for the ear. */
const bandsFor = (warp: number): Band[] => {
  const lowest = toMel(LOWEST);
  const step = (toMel(HIGHEST) - lowest) / (BANDS + 1);
  const edge = (index: number): number => (warped(fromMel(lowest + step * index), warp) * FRAME) / SAMPLE_RATE;
  return Array.from({ length: BANDS }, (_, band) => {
    const [low, peak, high] = [edge(band), edge(band + 1), edge(band + 2)];
    const from = Math.max(0, Math.ceil(low));
    const to = Math.min(BINS - 1, Math.floor(high));
    const weights = Float64Array.from({ length: Math.max(1, to - from + 1) }, (__, at) => {
      const bin = from + at;
      return Math.max(0, bin <= peak ? (bin - low) / (peak - low) : (high - bin) / (high - peak));
    });
    return { from, weights };
  });
};

const bankOf = new Map<number, Band[]>();
const cosines = Float64Array.from({ length: COEFFICIENTS * BANDS }, (_, at) => {
  const row = Math.floor(at / BANDS);
  return Math.cos((Math.PI * row * ((at % BANDS) + 0.5)) / BANDS) * Math.sqrt((row === 0 ? 1 : 2) / BANDS);
});

/** Below this share of the loudest band of the whole sound (40 dB) there is mostly what the room and the recording left. */
const FLOOR = 1e-4;

/** The MFCC 0 to 12 of each frame, COEFFICIENTS a frame. Only the shape matters afterwards: gain adds to MFCC 0 alone. */
export const cepstraOf = ({ frames, power }: Spectra, warp: number): Float64Array => {
  let bank = bankOf.get(warp);
  if (!bank) {
    bank = bandsFor(warp);
    bankOf.set(warp, bank);
  }
  const loud = new Float64Array(frames * BANDS);
  let loudest = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < BANDS; band++) {
      const { from, weights } = bank[band] as Band;
      let sum = 0;
      for (let at = 0; at < weights.length; at++)
        sum += (weights[at] as number) * (power[frame * BINS + from + at] as number);
      loud[frame * BANDS + band] = sum;
      if (sum > loudest) loudest = sum;
    }
  }
  const floor = loudest * FLOOR || Number.MIN_VALUE;
  for (let at = 0; at < loud.length; at++) loud[at] = Math.log(Math.max(floor, loud[at] as number));
  const cepstra = new Float64Array(frames * COEFFICIENTS);
  for (let frame = 0; frame < frames; frame++) {
    for (let row = 0; row < COEFFICIENTS; row++) {
      let sum = 0;
      for (let band = 0; band < BANDS; band++)
        sum += (cosines[row * BANDS + band] as number) * (loud[frame * BANDS + band] as number);
      cepstra[frame * COEFFICIENTS + row] = sum;
    }
  }
  return cepstra;
};
