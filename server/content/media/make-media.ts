import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saidSha256 } from '../said.ts';
import type { MadeMedia, StoryFields } from '../story-format.ts';
import type { Mouth } from './draw-people.ts';
import { drawScene, SIZE } from './draw-scene.ts';
import { drawPicture, encodeFilm, encodeSound, type Frame, toWebp } from './encode.ts';
import { writeReferences } from './make-references.ts';
import { inARow, lengthMs, loudness, speak, type Voice } from './speech.ts';
import { writeWebVtt } from './write-vtt.ts';

const FPS = 8;
const FRAME_MS = 1000 / FPS;
type Clips = Record<string, [number, number]>;

/** Makes all recordings of one story into `folder`, and says how many bytes they are. */
export const makeMedia = async (fields: StoryFields, folder: string): Promise<number> => {
  const work = await mkdtemp(join(tmpdir(), 'hornbook-media-'));
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const made: MadeMedia = {
      format: 1,
      madeWith: 'npm run media: espeak-ng, ffmpeg',
      saidSha256: saidSha256(fields),
      video: await makeVideo(fields, { folder, work }),
      ...(fields.story && { story: await makeStory(fields, fields.story, folder) }),
      ...(fields.words && { words: await makeWords(fields, fields.words, folder) }),
      ...(fields.phrases && { phrases: await makePhrases(fields, fields.phrases, folder) }),
    };
    await writeFile(join(folder, 'media.json'), `${JSON.stringify(made, null, 2)}\n`);
    await writeReferences(fields, made, folder);
    const sizes = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))));
    return sizes.reduce((sum, { size }) => sum + size, 0);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

const voiceOf = ({ voices }: StoryFields, id: string): Voice => {
  const voice = voices[id];
  if (!voice) throw new Error(`there is no voice "${id}"`);
  return voice;
};

const speakAll = <T extends { by: string; text: string }>(fields: StoryFields, lines: readonly T[]) =>
  Promise.all(lines.map(async (line) => ({ what: line, sound: await speak(line.text, voiceOf(fields, line.by)) })));

const subtitled = (
  fields: StoryFields,
  placed: { what: { by: string; text: string }; startMs: number; endMs: number }[],
) =>
  placed.map(({ what, startMs, endMs }) => {
    const voice = voiceOf(fields, what.by);
    return { speaker: voice.name, text: what.text, startMs, endMs };
  });

const makeVideo = async (
  fields: StoryFields,
  { folder, work }: { folder: string; work: string },
): Promise<MadeMedia['video']> => {
  const { scenes } = fields.video;
  const lines = scenes.flatMap((scene) => scene.lines.map((line) => ({ ...line, scene })));
  const { sound, placed } = inARow(await speakAll(fields, lines), { beforeMs: 700, betweenMs: 550, afterMs: 1_300 });
  await writeFile(join(folder, 'video.vtt'), writeWebVtt(subtitled(fields, placed), lengthMs(sound)));

  const drawn = new Map<string, string>();
  const picture = async (
    scene: (typeof scenes)[number],
    by: string | null,
    mouth: Mouth,
    board: string[] | undefined,
  ) => {
    const svg = drawScene(scene, fields.voices, { by, mouth, board });
    const file = drawn.get(svg) ?? join(work, `${drawn.size}.png`);
    if (!drawn.has(svg)) await drawPicture(svg, file);
    drawn.set(svg, file);
    return file;
  };
  const frames: Frame[] = [];
  const loud = loudness(sound, FRAME_MS);
  for (let index = 0; index < loud.length; index += 1) {
    const at = index * FRAME_MS;
    const current = placed.findLast(({ startMs }) => startMs <= at + FRAME_MS) ?? placed[0];
    if (!current) throw new Error('nothing is said in this video');
    const { scene, by, board } = current.what;
    const speaking = at >= current.startMs - FRAME_MS && at < current.endMs;
    const level = loud[index] ?? 0;
    const mouth: Mouth = !speaking || level < 0.03 ? 0 : level < 0.11 ? 1 : 2;
    const file = await picture(scene, speaking ? by : null, mouth, board);
    const last = frames.at(-1);
    if (last?.file === file) last.durationMs += FRAME_MS;
    else frames.push({ file, durationMs: FRAME_MS });
  }
  const cuts = placed.map(({ startMs }) => Math.floor(startMs / FRAME_MS) * FRAME_MS);
  await encodeFilm(frames, sound, { base: join(folder, 'video'), work, fps: FPS, cuts });

  const screenshots: { atMs: number }[] = [];
  for (const [index, scene] of scenes.entries()) {
    const ofScene = placed.filter(({ what }) => what.scene === scene);
    const shown = ofScene.find(({ what }) => what.board) ?? ofScene[0];
    screenshots.push({ atMs: ofScene[0]?.startMs ?? 0 });
    const file = await picture(scene, shown?.what.by ?? null, 1, shown?.what.board);
    await toWebp(file, join(folder, `scene-${index + 1}.webp`));
    if (index === 0) await toWebp(await picture(scene, null, 0, shown?.what.board), join(folder, 'poster.webp'));
  }
  return { durationMs: Math.round(lengthMs(sound)), ...SIZE, screenshots };
};

const makeStory = async (
  fields: StoryFields,
  { lines }: NonNullable<StoryFields['story']>,
  folder: string,
): Promise<{ durationMs: number }> => {
  const said = lines.filter((line) => 'text' in line);
  const { sound, placed } = inARow(await speakAll(fields, said), { betweenMs: 600 });
  await writeFile(join(folder, 'story.vtt'), writeWebVtt(subtitled(fields, placed), lengthMs(sound)));
  await encodeSound(sound, join(folder, 'story'));
  return { durationMs: Math.round(lengthMs(sound)) };
};

const makeWords = async (
  fields: StoryFields,
  { voice, list }: NonNullable<StoryFields['words']>,
  folder: string,
): Promise<NonNullable<MadeMedia['words']>> => {
  const lines = list.flatMap(({ word, example }) => [word, example].map((text) => ({ by: voice, text, word })));
  const { sound, placed } = inARow(await speakAll(fields, lines));
  await encodeSound(sound, join(folder, 'words'));
  const clips = (word: string) => placed.filter(({ what }) => what.word === word).map(clipOf);
  return Object.fromEntries(list.map(({ word }) => [word, clips(word) as [[number, number], [number, number]]]));
};

const makePhrases = async (
  fields: StoryFields,
  { voices, list }: NonNullable<StoryFields['phrases']>,
  folder: string,
): Promise<Record<string, Clips>> => {
  const made: Record<string, Clips> = {};
  for (const by of voices) {
    const { sound, placed } = inARow(
      await speakAll(
        fields,
        list.map(({ id, text }) => ({ by, text, id })),
      ),
    );
    await encodeSound(sound, join(folder, `phrases-${by}`));
    made[by] = Object.fromEntries(placed.map((one) => [one.what.id, clipOf(one)]));
  }
  return made;
};

const clipOf = ({ startMs, endMs }: { startMs: number; endMs: number }): [number, number] => [startMs, endMs];
