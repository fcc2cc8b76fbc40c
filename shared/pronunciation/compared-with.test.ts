import { describe, expect, test } from 'vitest';
import { sayAsMade } from '../testing/made-voice.ts';
import { COMPARED, comparedWith } from './compared-with.ts';
import { WIDTH } from './features.ts';
import { judge, LEAST_COHORT } from './judge.ts';
import { LONGEST_REFERENCE_MS, lookAtSound } from './look-at-sound.ts';
import { decodeReferences, encodeReferences, type ReferencePhrase, referenceOf } from './references.ts';
import { SAMPLE_RATE } from './spectrum.ts';
import { readWav, writeWav } from './wav.ts';

const ada = { pitch: 200, tract: 1.1, pace: 1 };
const stranger = { pitch: 140, tract: 1, pace: 1.2 };
const phraseOf = (text: string): ReferencePhrase => ({
  id: `id-${text}`,
  text,
  voices: [{ id: 'ada', features: referenceOf(sayAsMade(text, ada)) }],
});
const [one, two, three] = ['one', 'two', 'three'].map(phraseOf) as [ReferencePhrase, ReferencePhrase, ReferencePhrase];

describe('a phrase that is alone', () => {
  const file = encodeReferences({ type: 'human', phrases: comparedWith([two], []) });
  const references = decodeReferences(file);
  if (!references) throw new Error('no references');
  const bandOf = (samples: Float32Array) => {
    const judged = judge(samples, references, two.id);
    return judged.kind === 'judged' ? judged.verdict : judged;
  };

  test('has enough to be compared with, none of which anybody says', () => {
    expect(references.phrases).toHaveLength(COMPARED);
    expect(COMPARED).toBeGreaterThan(LEAST_COHORT);
    expect(references.phrases.filter(({ text }) => text !== '')).toEqual([expect.objectContaining({ id: two.id })]);
    expect(new Set(references.phrases.map(({ id }) => id)).size).toBe(COMPARED);
    for (const { voices } of references.phrases)
      for (const { features } of voices) expect(features.values).toHaveLength(features.frames * WIDTH);
  });
  test('is matched by a stranger who says it, and by nobody who says another', () => {
    expect(bandOf(sayAsMade('two', stranger))).toMatchObject({ band: 'matches', heardId: null });
    for (const text of ['one', 'four', 'five', 'six', 'seven', 'eight', 'nine'])
      expect(bandOf(sayAsMade(text, stranger))).toMatchObject({ heardId: null });
    const matched = ['one', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].filter((text) => {
      const judged = bandOf(sayAsMade(text, stranger));
      return 'band' in judged && judged.band === 'matches';
    });
    expect(matched).toEqual([]);
  });
});

test('other phrases come first, each text once, and none where there is nothing to compare', () => {
  const compared = comparedWith([one], [one, two, { ...two, id: 'again' }, three]);
  expect(compared.slice(0, 3)).toEqual([one, two, three]);
  expect(compared).toHaveLength(COMPARED);
  expect(comparedWith([], [one])).toEqual([one]);
});

describe('a recording that somebody wants to compare with', () => {
  const said = sayAsMade('three', ada);
  const silence = new Float32Array(SAMPLE_RATE);
  const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));

  test('is found in the silence around it', () => {
    const { fault, speech, features } = lookAtSound(joined(silence, said, silence));
    expect(fault).toBeNull();
    expect(speech.startMs).toBeGreaterThan(900);
    expect(speech.endMs - speech.startMs).toBeLessThan((1100 * said.length) / SAMPLE_RATE);
    expect(features.frames).toBeGreaterThan(10);
  });
  test.each([
    ['silent', silence],
    ['silent', new Float32Array()],
    ['too-short', joined(silence, said.subarray(1000, 3000), silence)],
    ['clipped', said.map((sample) => Math.max(-1, Math.min(1, 40 * sample)))],
    [
      'too-long',
      joined(...Array.from({ length: Math.ceil((LONGEST_REFERENCE_MS * 16) / said.length) + 1 }, () => said)),
    ],
  ] as const)('is refused as %s', (reason, samples) => {
    expect(lookAtSound(samples).fault).toBe(reason);
  });
});

describe('a WAV file', () => {
  const said = sayAsMade('one', ada);
  test('holds a sound as it was, within what 16 bits can say', () => {
    const read = readWav(writeWav(said));
    expect(read).toHaveLength(said.length);
    said.forEach((sample, at) => {
      expect(Math.abs((read?.[at] ?? 9) - sample)).toBeLessThan(1 / 10_000);
    });
  });
  test('that is cut off, of another form, or lies about its lengths gives what is there, or nothing', () => {
    const file = writeWav(said);
    const changed = (at: number, bytes: number[]) => {
      const copy = file.slice();
      copy.set(bytes, at);
      return copy;
    };
    expect(readWav(file.subarray(0, 1000))?.length).toBe(478);
    expect(readWav(changed(40, [255, 255, 255, 255]))?.length).toBe(said.length);
    for (const broken of [
      file.subarray(0, 40),
      changed(0, [0]),
      changed(20, [3, 0]),
      changed(22, [0, 0]),
      changed(24, [1, 0, 0, 0]),
      changed(24, [255, 255, 255, 255]),
      changed(34, [8, 0]),
      new Uint8Array(),
      new Uint8Array(100).fill(82),
    ])
      expect(readWav(broken)).toBeNull();
  });
});
