/** What the whole recipe is heard at; whoever records or reads a file brings it to this. */
export const SAMPLE_RATE = 16_000;
/** Samples of one frame, and from one frame to the next: 32 ms and 10 ms. */
export const FRAME = 512;
export const HOP = 160;
const BITS = 9;

/**
 * What is listened to, in hertz: what a telephone carries. Above it voices, microphones and codecs differ more than words
 * do: strangers are told apart better without it.
 */
export const LOWEST = 100;
export const HIGHEST = 3_800;

const PRE_EMPHASIS = 0.97;

const hamming = Float64Array.from(
  { length: FRAME },
  (_, at) => 0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (FRAME - 1)),
);
const cosines = Float64Array.from({ length: FRAME / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / FRAME));
const sines = Float64Array.from({ length: FRAME / 2 }, (_, at) => -Math.sin((2 * Math.PI * at) / FRAME));
/** Where each sample goes before the first butterfly: its place with the bits turned round. */
const places = Uint16Array.from({ length: FRAME }, (_, at) => {
  let turned = 0;
  for (let bit = 0; bit < BITS; bit++) turned |= ((at >> bit) & 1) << (BITS - 1 - bit);
  return turned;
});

/** In place: the discrete Fourier transform (radix 2) of FRAME values that are in bit-reversed order already. */
const transform = (re: Float64Array, im: Float64Array): void => {
  for (let size = 2; size <= FRAME; size *= 2) {
    const half = size / 2;
    const step = FRAME / size;
    for (let from = 0; from < FRAME; from += size) {
      for (let k = 0; k < half; k++) {
        const cos = cosines[k * step] as number;
        const sin = sines[k * step] as number;
        const low = from + k;
        const high = low + half;
        const a = re[high] as number;
        const b = im[high] as number;
        const x = a * cos - b * sin;
        const y = a * sin + b * cos;
        re[high] = (re[low] as number) - x;
        im[high] = (im[low] as number) - y;
        re[low] = (re[low] as number) + x;
        im[low] = (im[low] as number) + y;
      }
    }
  }
};

export const BINS = FRAME / 2 + 1;
/** Takes the raising of high tones back, and what is not listened to away. */
const loudness = Float64Array.from({ length: BINS }, (_, bin) => {
  const hertz = (bin * SAMPLE_RATE) / FRAME;
  const gain = 1 + PRE_EMPHASIS ** 2 - 2 * PRE_EMPHASIS * Math.cos((2 * Math.PI * bin) / FRAME);
  return hertz < LOWEST || hertz > HIGHEST ? 0 : 1 / gain;
});

export interface Spectra {
  /** How many frames there are; none when the sound is shorter than one. */
  frames: number;
  /** The power of each frequency, frame after frame, BINS a frame. */
  power: Float64Array;
  /** How loud each frame is, hum and hiss aside: its power from LOWEST to HIGHEST as it was recorded. */
  energy: Float64Array;
}

/** The short-time power spectra of a sound: mono, SAMPLE_RATE, full scale 1. High tones are raised first, as speech is weak there. */
export const spectraOf = (samples: Float32Array): Spectra => {
  const frames = samples.length < FRAME ? 0 : 1 + Math.floor((samples.length - FRAME) / HOP);
  const power = new Float64Array(frames * BINS);
  const energy = new Float64Array(frames);
  const re = new Float64Array(FRAME);
  const im = new Float64Array(FRAME);
  for (let frame = 0; frame < frames; frame++) {
    const from = frame * HOP;
    im.fill(0);
    for (let at = 0; at < FRAME; at++) {
      const sample = samples[from + at] as number;
      const before = from + at === 0 ? 0 : (samples[from + at - 1] as number);
      re[places[at] as number] = (sample - PRE_EMPHASIS * before) * (hamming[at] as number);
    }
    transform(re, im);
    let sum = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const x = re[bin] as number;
      const y = im[bin] as number;
      const here = x * x + y * y;
      power[frame * BINS + bin] = here;
      sum += here * (loudness[bin] as number);
    }
    energy[frame] = sum;
  }
  return { frames, power, energy };
};
