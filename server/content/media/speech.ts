import type { StoryFields } from '../story-format.ts';
import { runTool, TOOLS } from './tools.ts';

/** Of espeak-ng's own sound. */
export const SAMPLE_RATE = 22_050;
/** As loud as speech gets: half a decibel below full scale. */
const PEAK = 31_000;
/** Below this nothing is said. */
const QUIET = 220;

export type Sound = Int16Array;
export type Voice = StoryFields['voices'][string];

export const silence = (ms: number): Sound => new Int16Array(Math.round((ms * SAMPLE_RATE) / 1000));
export const lengthMs = (sound: Sound): number => (sound.length * 1000) / SAMPLE_RATE;

/** One line in one voice: from the first to the last sound, as loud as any other line. */
export const speak = async (text: string, { voice, speed, pitch }: Voice): Promise<Sound> => {
  const args = ['-v', voice, '-s', String(speed), '-p', String(pitch), '-z', '--stdout'];
  const wav = await runTool(TOOLS.speech, args, { input: text });
  // The header's sizes are not filled in when it is streamed: the sound is what follows it.
  const data = wav.subarray(44, wav.length - (wav.length % 2));
  const samples = Int16Array.from({ length: data.length / 2 }, (_, index) => data.readInt16LE(index * 2));
  const first = samples.findIndex((sample) => Math.abs(sample) > QUIET);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > QUIET);
  if (first === -1) throw new Error(`espeak-ng said nothing of: ${text}`);
  const said = samples.subarray(Math.max(0, first - 400), last + 900);
  const loudest = said.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  return said.map((sample) => Math.round((sample * PEAK) / loudest));
};

export interface Placed<T> {
  what: T;
  startMs: number;
  endMs: number;
}

/** Puts sounds one after another with rests between them, and says where each came to lie. */
export const inARow = <T>(
  sounds: readonly { what: T; sound: Sound }[],
  { beforeMs = 300, betweenMs = 450, afterMs = 500 } = {},
): { sound: Sound; placed: Placed<T>[] } => {
  const pieces: Sound[] = [silence(beforeMs)];
  const placed: Placed<T>[] = [];
  let at = pieces[0]?.length ?? 0;
  sounds.forEach(({ what, sound }, index) => {
    const rest = silence(index === sounds.length - 1 ? afterMs : betweenMs);
    const ms = (samples: number) => Math.round((samples * 1000) / SAMPLE_RATE);
    placed.push({ what, startMs: ms(at), endMs: ms(at + sound.length) });
    pieces.push(sound, rest);
    at += sound.length + rest.length;
  });
  const whole = new Int16Array(at);
  let to = 0;
  for (const piece of pieces) {
    whole.set(piece, to);
    to += piece.length;
  }
  return { sound: whole, placed };
};

/** How loud it is in each stretch of `ms`, from 0 to 1. */
export const loudness = (sound: Sound, ms: number): number[] => {
  const step = Math.round((ms * SAMPLE_RATE) / 1000);
  return Array.from({ length: Math.ceil(sound.length / step) }, (_, index) => {
    const part = sound.subarray(index * step, (index + 1) * step);
    return Math.sqrt(part.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / Math.max(1, part.length));
  });
};
