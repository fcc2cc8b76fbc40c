import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sayAsMade } from '../testing/made-voice.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { align, distance } from './align.ts';
import { type Features, WIDTH } from './features.ts';
import { decodeReferences, encodeReferences, referenceOf } from './references.ts';
import { resample } from './resample.ts';
import { HOP } from './spectrum.ts';

const woman = { pitch: 210, tract: 1.12, pace: 1 };
const man = { pitch: 110, tract: 1.04, pace: 1.1 };
const hello = sayAsMade('hello', woman);
const feature = referenceOf(hello);

test('loudness says nothing', () => {
  for (const gain of [0.02, 0.5, 3])
    expect(distance(feature, referenceOf(hello.map((sample) => sample * gain)))).toBeLessThan(1e-4);
});

test('neither does silence before and after', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (before, after) => {
      const padded = new Float32Array(hello.length + (before + after) * HOP);
      padded.set(hello, before * HOP);
      expect(distance(feature, referenceOf(padded))).toBeLessThan(0.06);
    }),
    propertyRuns(8),
  );
});

test('every frame has length one', () => {
  expect(feature.frames).toBeGreaterThan(40);
  for (let frame = 0; frame < feature.frames; frame++) {
    const values = feature.values.subarray(frame * WIDTH, (frame + 1) * WIDTH);
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 4);
  }
});

test('the same words of another voice are nearer than other words of the same', () => {
  const other = referenceOf(sayAsMade('hello', man));
  const words = referenceOf(sayAsMade('good bye', woman));
  expect(distance(feature, other)).toBeLessThan(0.8 * distance(feature, words));
});

const anyFeatures = fc
  .array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: WIDTH, maxLength: WIDTH }), {
    minLength: 1,
    maxLength: 24,
  })
  .map((rows): Features => {
    const values = Float32Array.from(rows.flatMap((row) => row.map((value) => value / (Math.hypot(...row) || 1))));
    return { frames: rows.length, values };
  });

test('a distance is the same both ways, nothing from itself, and that of its own path', () => {
  fc.assert(
    fc.property(anyFeatures, anyFeatures, (a, b) => {
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, b)).toBeGreaterThanOrEqual(-1e-6);
      expect(distance(a, a)).toBeLessThan(distance(a, b) + 1e-6);
      const path = align(a, b);
      expect(path[0]).toEqual([0, 0]);
      expect(path.at(-1)).toEqual([a.frames - 1, b.frames - 1]);
      path.forEach(([row, column], index) => {
        const [fromRow, fromColumn] = path[index - 1] ?? [row, column];
        expect([0, 1]).toContain(row - fromRow);
        expect([0, 1]).toContain(column - fromColumn);
      });
    }),
    propertyRuns(60),
  );
});

test('nothing is infinitely far from everything', () => {
  const nothing = { frames: 0, values: new Float32Array() };
  expect(distance(nothing, feature)).toBe(Number.POSITIVE_INFINITY);
  expect(align(nothing, feature)).toEqual([]);
});

test('references come back from their file nearly as they were, and a damaged file is none', () => {
  const references = {
    type: 'synthetic' as const,
    phrases: [{ id: 'a', text: '¿Qué? 你好', voices: [{ id: 'one', features: feature }] }],
  };
  const bytes = encodeReferences(references);
  const back = decodeReferences(bytes);
  expect(back?.phrases[0]).toMatchObject({ id: 'a', text: '¿Qué? 你好' });
  expect(distance(feature, back?.phrases[0]?.voices[0]?.features as Features)).toBeLessThan(1e-3);
  expect(decodeReferences(bytes.subarray(0, bytes.length - 1))).toBeNull();
  expect(decodeReferences(bytes.subarray(0, 3))).toBeNull();
  expect(decodeReferences(new TextEncoder().encode('0000 is no such file'))).toBeNull();
});

test('another rate is the same sound', () => {
  const there = resample(hello, 16_000, 22_050);
  expect(there.length).toBe(Math.floor((hello.length * 22_050) / 16_000));
  expect(distance(feature, referenceOf(resample(there, 22_050, 16_000)))).toBeLessThan(0.01);
});
