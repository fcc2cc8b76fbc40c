import { expect, test } from 'vitest';
import { BINS, FRAME, HOP, SAMPLE_RATE, spectraOf } from './spectrum.ts';

const tone = (hertz: number, length = 4 * FRAME): Float32Array =>
  Float32Array.from({ length }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / SAMPLE_RATE));

test('the fast transform gives what the plain one gives', () => {
  const samples = Float32Array.from({ length: FRAME }, (_, at) => Math.sin(at * at * 0.37) * 0.4);
  const { frames, power } = spectraOf(samples);
  expect(frames).toBe(1);
  for (const bin of [0, 1, 7, 100, 200, BINS - 1]) {
    let [re, im] = [0, 0];
    for (let at = 0; at < FRAME; at++) {
      const raised = (samples[at] as number) - 0.97 * (at > 0 ? (samples[at - 1] as number) : 0);
      const windowed = raised * (0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (FRAME - 1)));
      re += windowed * Math.cos((2 * Math.PI * bin * at) / FRAME);
      im -= windowed * Math.sin((2 * Math.PI * bin * at) / FRAME);
    }
    expect(power[bin]).toBeCloseTo(re * re + im * im, 6);
  }
});

test('a tone is where it belongs', () => {
  const { frames, power } = spectraOf(tone(1000));
  expect(frames).toBe(1 + Math.floor((4 * FRAME - FRAME) / HOP));
  const second = power.subarray(BINS, 2 * BINS);
  expect(second.indexOf(Math.max(...second))).toBe((1000 * FRAME) / SAMPLE_RATE);
});

test('hum and hiss are not loud, and what is shorter than a frame has none', () => {
  const loud = (hertz: number) => spectraOf(tone(hertz)).energy[2] as number;
  expect(loud(50)).toBeLessThan(loud(500) / 20);
  expect(loud(6000)).toBeLessThan(loud(500) / 1000);
  expect(spectraOf(new Float32Array(FRAME - 1)).frames).toBe(0);
});
