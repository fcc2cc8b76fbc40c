import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';

/** Random numbers between 0 and 1, always the same (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());

const powerOf = (samples: Float32Array): number =>
  samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);

/** A recording in a room with white noise that many decibels below its words, and some of the room before and after. */
export const inNoise = (samples: Float32Array, db: number, random: () => number): Float32Array => {
  const loud = Math.sqrt(powerOf(samples) / 10 ** (db / 10));
  const pad = Math.round(0.3 * SAMPLE_RATE);
  return Float32Array.from(
    { length: samples.length + 2 * pad },
    (_, at) => (samples[at - pad] ?? 0) + loud * normal(random),
  );
};

const SECONDS = 2;
const length = SECONDS * SAMPLE_RATE;

const noise = (random: () => number, envelope: (seconds: number) => number): Float32Array => {
  // One pole makes it duller, like wind or a street.
  const smooth = random();
  let last = 0;
  return Float32Array.from({ length }, (_, at) => {
    last = smooth * last + (1 - smooth) * normal(random);
    return 0.2 * last * envelope(at / SAMPLE_RATE);
  });
};

/** Notes of a scale with their overtones, each dying away: as a piano next door. */
const music = (random: () => number): Float32Array => {
  const samples = new Float32Array(length);
  for (let start = 0; start < length; start += Math.round((0.12 + 0.3 * random()) * SAMPLE_RATE)) {
    const pitch = 130 * 2 ** (Math.floor(random() * 24) / 12);
    const decay = 2 + 4 * random();
    for (let at = start; at < length; at++) {
      const seconds = (at - start) / SAMPLE_RATE;
      let tone = 0;
      for (let overtone = 1; overtone <= 6; overtone++)
        tone += Math.sin(2 * Math.PI * pitch * overtone * seconds) / overtone;
      samples[at] = (samples[at] as number) + 0.12 * tone * Math.exp(-decay * seconds);
    }
  }
  return samples;
};

/** What is no take of any phrase, by name: each made from a number and a take. */
export const controls: Readonly<Record<string, (random: () => number, take: Float32Array) => Float32Array>> = {
  silence: (random) => Float32Array.from({ length }, () => 0.0004 * normal(random)),
  noise: (random) => noise(random, () => 1),
  // Comes and goes as syllables do, so that loudness alone can't tell it.
  bursts: (random) => {
    const rate = 2 + 4 * random();
    return noise(random, (seconds) => Math.max(0.01, Math.sin(Math.PI * rate * seconds)) ** 2);
  },
  music,
  clipped: (_, take) => {
    const loudest = take.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
    return take.map((sample) => Math.max(-1, Math.min(1, (8 * sample) / loudest)));
  },
  reversed: (_, take) => take.toReversed(),
};
