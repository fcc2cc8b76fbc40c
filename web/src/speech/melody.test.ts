import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { expect, test } from 'vitest';
import { endingOf } from './melody.ts';
import { melodyOf } from './pitch.ts';

/** A voice-like tone, with overtones, that glides from one height to another after its middle. */
const glide = (fromHz: number, toHz: number): Float32Array => {
  let phase = 0;
  return Float32Array.from({ length: SAMPLE_RATE }, (_, at) => {
    const share = Math.max(0, at / SAMPLE_RATE - 0.5) * 2;
    phase += (2 * Math.PI * (fromHz + (toHz - fromHz) * share)) / SAMPLE_RATE;
    return 0.3 * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase));
  });
};

test('a voice that goes up at the end rises, one that goes down falls, one that stays is level, however high it is', () => {
  for (const hertz of [95, 210]) {
    expect(endingOf(melodyOf(glide(hertz, hertz * 1.5)))).toBe('rises');
    expect(endingOf(melodyOf(glide(hertz, hertz * 0.7)))).toBe('falls');
    expect(endingOf(melodyOf(glide(hertz, hertz)))).toBe('level');
  }
});

test('the distance between two tones is told in semitones', () => {
  const { semitones } = melodyOf(glide(110, 220));
  const voiced = semitones.filter((tone) => tone !== null);
  expect(Math.max(...voiced) - Math.min(...voiced)).toBeGreaterThan(11);
  expect(Math.max(...voiced) - Math.min(...voiced)).toBeLessThan(12.5);
});

test('silence and noise have no melody', () => {
  const noise = Float32Array.from({ length: SAMPLE_RATE }, (_, at) => Math.sin(at * at * 12.9898) * 0.3);
  for (const sound of [new Float32Array(SAMPLE_RATE), noise, new Float32Array()])
    expect(endingOf(melodyOf(sound))).toBeNull();
});
