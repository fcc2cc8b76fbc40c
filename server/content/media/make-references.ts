import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeReferences, type ReferencePhrase, referenceOf } from '@hornbook/shared/pronunciation/references.ts';
import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import type { MadeMedia, StoryFields } from '../story-format.ts';
import { runTool, TOOLS } from './tools.ts';

/** A recording as the recipe hears it: mono, SAMPLE_RATE. */
export const heardIn = async (file: string): Promise<Float32Array> => {
  const raw = await runTool(TOOLS.film, [
    '-v',
    'error',
    '-i',
    file,
    '-f',
    's16le',
    '-ac',
    '1',
    '-ar',
    String(SAMPLE_RATE),
    '-',
  ]);
  return Float32Array.from({ length: Math.floor(raw.length / 2) }, (_, at) => raw.readInt16LE(2 * at) / 32_768);
};

/** From the recordings of a story's phrases, as learners hear them, what takes of them are compared with. */
export const makeReferences = async (
  { phrases }: StoryFields,
  made: MadeMedia,
  folder: string,
): Promise<Uint8Array | null> => {
  if (!phrases) return null;
  const sounds = new Map<string, Float32Array>();
  for (const voice of phrases.voices) sounds.set(voice, await heardIn(join(folder, `phrases-${voice}.webm`)));
  const at = (ms: number) => Math.round((ms * SAMPLE_RATE) / 1000);
  const references = phrases.list.map(
    ({ id, text }): ReferencePhrase => ({
      id,
      text,
      voices: phrases.voices.flatMap((voice) => {
        const [startMs, endMs] = made.phrases?.[voice]?.[id] ?? [0, 0];
        const said = sounds.get(voice)?.subarray(at(startMs), at(endMs));
        return said && said.length > 0 ? [{ id: voice, features: referenceOf(said) }] : [];
      }),
    }),
  );
  return encodeReferences({ type: 'synthetic', phrases: references });
};

/** Writes them beside the recordings; whether anything changed. */
export const writeReferences = async (fields: StoryFields, made: MadeMedia, folder: string): Promise<boolean> => {
  const bytes = await makeReferences(fields, made, folder);
  const file = join(folder, 'phrases.speech');
  if (!bytes || (await readFile(file).catch(() => null))?.equals(bytes)) return false;
  await writeFile(file, bytes);
  return true;
};
