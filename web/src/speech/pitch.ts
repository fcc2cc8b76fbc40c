import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { PitchDetector } from 'pitchy';
import type { Melody } from './melody.ts';

/** What is looked at at once, 64 ms: three turns of the lowest voices, and no longer than they hold a tone. */
const WINDOW = 1_024;
const EVERY_MS = 20;
/** How sure it must be that there is a tone at all, 0 to 1. */
const CLEAR = 0.7;
/** Voices lie between these, Hz; what is found beyond is half or twice the tone. */
const LOWEST = 50;
const HIGHEST = 520;

const detector = PitchDetector.forFloat32Array(WINDOW);
// A tone comes again after twice its turn, and after three times: the first that is nearly as clear is meant.
detector.clarityThreshold = 0.8;

/** How a voice goes up and down, every 20 ms, in semitones from its own middle. Shown, never judged by. */
export const melodyOf = (samples: Float32Array): Melody => {
  const hop = (SAMPLE_RATE * EVERY_MS) / 1000;
  const window = new Float32Array(WINDOW);
  const tones: (number | null)[] = [];
  for (let middle = 0; middle < samples.length; middle += hop) {
    const from = middle - WINDOW / 2;
    window.fill(0);
    window.set(samples.subarray(Math.max(0, from), Math.max(0, from + WINDOW)), Math.max(0, -from));
    const [hertz, clarity] = detector.findPitch(window, SAMPLE_RATE);
    tones.push(clarity >= CLEAR && hertz >= LOWEST && hertz <= HIGHEST ? 12 * Math.log2(hertz) : null);
  }
  const voiced = tones.filter((tone) => tone !== null).toSorted((a, b) => a - b);
  const middle = voiced[Math.floor(voiced.length / 2)] ?? 0;
  return { everyMs: EVERY_MS, semitones: tones.map((tone) => (tone === null ? null : tone - middle)) };
};
