import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type References, referenceOf } from '@hornbook/shared/pronunciation/references.ts';
import { readWav } from '@hornbook/shared/pronunciation/wav.ts';
import { synthesise } from './synthesise.ts';
import { joined, type Take, type Trial, tryTakes } from './trial.ts';

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const NAME = /^(\d)_([a-z]+)_(\d+)\.wav$/;
/** Real voices a stranger is compared with, and made ones. */
const HUMAN_VOICES = 5;
const MADE_VOICES = ['en-us', 'en-gb+f3', 'en-us+f2'];
/** Of each speaker and digit: enough for figures to the percent. */
const TAKES = 8;
/** The first takes are for references, and for whoever changes the recipe. */
const FROM_TAKE = 12;

/** Recordings named digit_speaker_take.wav, by speaker and digit, in the order of their takes. */
const readCorpus = async (folder: string): Promise<Map<string, Map<number, { take: number; path: string }[]>>> => {
  const speakers = new Map<string, Map<number, { take: number; path: string }[]>>();
  for (const name of (await readdir(folder)).sort()) {
    const [, digit, speaker, take] = NAME.exec(name) ?? [];
    if (digit === undefined || speaker === undefined) continue;
    const digits = speakers.get(speaker) ?? new Map<number, { take: number; path: string }[]>();
    speakers.set(speaker, digits);
    digits.set(Number(digit), [...(digits.get(Number(digit)) ?? []), { take: Number(take), path: join(folder, name) }]);
  }
  return speakers;
};

const samplesOf = async (path: string): Promise<Float32Array> => {
  const samples = readWav(await readFile(path));
  if (!samples) throw new Error(`${path} is no WAV file of 16-bit samples.`);
  return samples;
};

export interface HumanTrial {
  speakers: string[];
  /** Each speaker against references by others. */
  againstPeople: Trial;
  /** Each speaker against made voices; null without espeak-ng. */
  againstMade: Trial | null;
}

/** Tries real voices, no speaker against a reference of their own. Throws when the folder holds too little. */
export const tryPeople = async (folder: string, withMade: boolean): Promise<HumanTrial> => {
  const corpus = await readCorpus(folder);
  const speakers = [...corpus.keys()];
  if (speakers.length < 3)
    throw new Error(
      `${folder} holds recordings of ${speakers.length} speakers; at least 3 are needed, named digit_speaker_take.wav.`,
    );
  const firstOf = async (speaker: string, digit: number) => {
    const first = corpus
      .get(speaker)
      ?.get(digit)
      ?.toSorted((a, b) => a.take - b.take)[0];
    return first ? [{ id: speaker, features: referenceOf(await samplesOf(first.path)) }] : [];
  };
  const spoken = new Map<string, Awaited<ReturnType<typeof firstOf>>[]>();
  for (const speaker of speakers)
    spoken.set(speaker, await Promise.all(WORDS.map((_, digit) => firstOf(speaker, digit))));
  const made: References | null = withMade
    ? {
        type: 'synthetic',
        phrases: await Promise.all(
          WORDS.map(async (text, digit) => ({
            id: String(digit),
            text,
            voices: await Promise.all(
              MADE_VOICES.map(async (id) => ({ id, features: referenceOf(await synthesise(text, id)) })),
            ),
          })),
        ),
      }
    : null;

  const people: Trial[] = [];
  const machines: Trial[] = [];
  for (const speaker of speakers) {
    const takes: Take[] = [];
    for (const [digit, all] of corpus.get(speaker) ?? []) {
      const ordered = all.toSorted((a, b) => a.take - b.take);
      const from = Math.min(FROM_TAKE, Math.max(1, ordered.length - TAKES));
      for (const { path } of ordered.slice(from, from + TAKES))
        takes.push({ phrase: digit, samples: await samplesOf(path) });
    }
    const others = speakers.filter((other) => other !== speaker).slice(0, HUMAN_VOICES);
    const references: References = {
      type: 'human',
      phrases: WORDS.map((text, digit) => ({
        id: String(digit),
        text,
        voices: others.flatMap((other) => spoken.get(other)?.[digit] ?? []),
      })),
    };
    people.push(tryTakes(takes, references));
    if (made) machines.push(tryTakes(takes, made));
  }
  return { speakers, againstPeople: joined(people), againstMade: made && joined(machines) };
};
