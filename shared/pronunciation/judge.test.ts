import { describe, expect, test } from 'vitest';
import { sayAsMade } from '../testing/made-voice.ts';
import { decide, judge } from './judge.ts';
import { METHOD, METHOD_VERSION, thresholds } from './method.ts';
import { type References, referenceOf } from './references.ts';
import { SAMPLE_RATE } from './spectrum.ts';

const voices = {
  ada: { pitch: 200, tract: 1.1, pace: 1 },
  ben: { pitch: 115, tract: 0.97, pace: 1.1 },
  cleo: { pitch: 160, tract: 1.03, pace: 0.95 },
};
const texts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const references: References = {
  type: 'synthetic',
  phrases: texts.map((text) => ({
    id: `id-${text}`,
    text,
    voices: Object.entries(voices).map(([id, voice]) => ({ id, features: referenceOf(sayAsMade(text, voice)) })),
  })),
};
const stranger = { pitch: 140, tract: 1, pace: 1.2 };
const bandOf = (samples: Float32Array, id: string) => {
  const judged = judge(samples, references, id);
  return judged.kind === 'judged' ? judged.verdict.band : judged.kind === 'unusable' ? judged.reason : judged.kind;
};

test('a stranger who says the phrase matches it, and is told by what', () => {
  for (const text of texts) expect(bandOf(sayAsMade(text, stranger), `id-${text}`)).toBe('matches');
  const judged = judge(sayAsMade('two', stranger), references, 'id-two');
  expect(judged).toMatchObject({ verdict: { method: METHOD, methodVersion: METHOD_VERSION, heardId: null } });
  if (judged.kind !== 'judged') return;
  expect(Number.isInteger(judged.verdict.zThousandths)).toBe(true);
  // The stranger takes longer than any of the references.
  expect(judged.speed).toBeLessThan(1);
  expect(judged.path.length).toBeGreaterThan(20);
});

test('another phrase is another phrase, and which', () => {
  const judged = judge(sayAsMade('seven', stranger), references, 'id-two');
  expect(judged).toMatchObject({ kind: 'judged', verdict: { band: 'different', heardId: 'id-seven' } });
});

describe('what is no take says why', () => {
  const take = sayAsMade('three', stranger);
  const hiss = (loud: number) => {
    let state = 7;
    return take.map(() => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return (loud * state) / 2 ** 31;
    });
  };
  test.each([
    ['silent', new Float32Array(2 * SAMPLE_RATE)],
    ['silent', new Float32Array()],
    ['silent', take.map(() => Number.NaN)],
    ['too-short', take.slice(0, 0.12 * SAMPLE_RATE)],
    ['clipped', take.map((sample) => Math.max(-1, Math.min(1, sample * 40)))],
    ['noisy', hiss(0.3)],
    ['different', take.toReversed()],
  ])('%s', (what, samples) => {
    expect(bandOf(samples, 'id-three')).toBe(what);
  });
});

test('too few other phrases say nothing, and neither does a phrase that is not among them', () => {
  const few = { ...references, phrases: references.phrases.slice(0, 8) };
  expect(judge(sayAsMade('one', stranger), few, 'id-one')).toEqual({ kind: 'no-references' });
  expect(judge(sayAsMade('one', stranger), references, 'id-none')).toEqual({ kind: 'no-references' });
});

test('the bands follow from place and distance, as the thresholds say', () => {
  const limits = thresholds.synthetic;
  const others = [0.5, 0.55, 0.6, 0.65, 0.7, 0.5, 0.55, 0.6];
  const band = (own: number) => decide([own, ...others], 0, limits).band;
  expect(band(0.2)).toBe('matches');
  expect(band(limits.matchesDistance + 0.001)).not.toBe('matches');
  expect(band(0.64)).toBe('different');
  // All far away: being the nearest of them is not enough.
  expect(decide([0.85, ...others.map((apart) => apart + 0.4)], 0, limits).band).toBe('different');
  expect(decide([Number.POSITIVE_INFINITY, ...others], 0, limits).band).toBe('different');
});
