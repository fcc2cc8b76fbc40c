import { shuffled } from '../learning/shuffle.ts';
import { SAMPLE_RATE } from '../pronunciation/spectrum.ts';

/** First and second formant of some vowels, in hertz, and silence between words. */
const SOUNDS: readonly (readonly [number, number] | null)[] = [
  [280, 2250],
  [400, 1900],
  [700, 1750],
  [750, 1200],
  [500, 850],
  [310, 870],
  [600, 1000],
  null,
];

export interface MadeVoice {
  /** In hertz. */
  pitch: number;
  /** By how much all formants are raised: a shorter vocal tract. */
  tract: number;
  /** Of the length of a sound. */
  pace: number;
}

/** What a made voice says of a text: for each text another row of vowels, the same by every voice. 12 sounds, about 1.3 s. */
export const sayAsMade = (text: string, { pitch, tract, pace }: MadeVoice): Float32Array => {
  const sounds = shuffled([...SOUNDS, ...SOUNDS.slice(0, 6)], text).slice(0, 12);
  const length = Math.round(0.11 * pace * SAMPLE_RATE);
  const samples = new Float32Array(sounds.length * length);
  let phase = 0;
  for (let at = 0; at < samples.length; at++) {
    const sound = sounds[Math.floor(at / length)];
    const within = (at % length) / length;
    // A voice falls a little to the end.
    const tone = pitch * (1.1 - 0.2 * (at / samples.length));
    phase += tone / SAMPLE_RATE;
    if (!sound) continue;
    let sample = 0;
    for (let overtone = 1; overtone * tone < 3_800; overtone++) {
      const hertz = overtone * tone;
      const loud = sound.reduce((sum, formant) => sum + Math.exp(-(((hertz - formant * tract) / 130) ** 2)), 0.02);
      sample += (loud / Math.sqrt(overtone)) * Math.sin(2 * Math.PI * overtone * phase);
    }
    samples[at] = 0.12 * sample * Math.sin(Math.PI * Math.min(1, Math.max(0, within))) ** 0.3;
  }
  return samples;
};
