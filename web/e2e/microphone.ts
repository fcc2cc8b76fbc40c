import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalogue, CourseManifest, LessonPart, SolvedOf } from '@hornbook/shared/content/pack.ts';
import { type APIRequestContext, chromium, type FullProject, type Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const COURSE = 'everyday-english';

export interface Spoken {
  path: string;
  questions: SolvedOf<'speak'>[];
}

/** The activity of the first lesson that asks to speak, and all files one needs for it. */
export const findSpoken = async (request: APIRequestContext): Promise<Spoken> => {
  const catalogue: Catalogue = await (await request.get('/packs/catalogue')).json();
  const version = catalogue.courses.find(({ slug }) => slug === COURSE)?.version;
  const manifest: CourseManifest = await (await request.get(`/packs/${version}`)).json();
  const lesson = manifest.units[0]?.lessons[0];
  const part: LessonPart = await (await request.get(`/packs/${lesson?.part.sha256}`)).json();
  for (const { id, questions } of part.activities) {
    const spoken = questions.filter((question): question is SolvedOf<'speak'> => question.kind === 'speak');
    if (spoken.length === 0) continue;
    return {
      path: `/play/${COURSE}/${id}`,
      questions: spoken,
    };
  }
  throw new Error('no activity of the first lesson asks to speak');
};

/** A WAV file at 48 kHz as the fake microphone plays it: half a second of room, then the sound. */
const wavOf = (samples: readonly number[]): Buffer => {
  const room = Array.from({ length: 24_000 }, (_, at) => 0.0006 * Math.sin(at * at));
  // The file begins anew when it ends: on a slow machine too a recording is over by then.
  const after = Array.from({ length: 14 }, () => room).flat();
  const all = [...room, ...samples, ...after, ...after];
  const data = Buffer.alloc(44 + 2 * all.length);
  data.write('RIFF', 0, 'latin1');
  data.writeUInt32LE(36 + 2 * all.length, 4);
  data.write('WAVEfmt ', 8, 'latin1');
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(48_000, 24);
  data.writeUInt32LE(96_000, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36, 'latin1');
  data.writeUInt32LE(2 * all.length, 40);
  all.forEach((sample, at) => {
    data.writeInt16LE(Math.round(32_000 * Math.max(-1, Math.min(1, sample))), 44 + 2 * at);
  });
  return data;
};

/** A phrase as the last voice says it, a tenth slower and lower: nobody among the references. */
export const sayIt = (page: Page, { voices }: SolvedOf<'speak'>): Promise<number[]> => {
  const voice = voices.at(-1);
  return page.evaluate(
    async ([sha256, startMs, endMs]) => {
      const bytes = await (await fetch(`/packs/${sha256}`)).arrayBuffer();
      const sound = (await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes)).getChannelData(0);
      const length = ((endMs - startMs) * 48 * 11) / 10;
      return Array.from(
        { length: Math.floor(length) },
        (_, at) => sound[Math.round(startMs * 48 + (at * 10) / 11)] ?? 0,
      );
    },
    [voice?.sources[0]?.sha256 ?? '', voice?.clip.startMs ?? 0, voice?.clip.endMs ?? 0] as const,
  );
};

export const record = async (page: Page, ms: number) => {
  await page.getByRole('button', { name: /^(Record|Say it again)$/ }).click();
  await expect(page.getByText('Speak now', { exact: true })).toBeVisible();
  await page.waitForTimeout(ms);
  // One that takes too long ends by itself.
  await page
    .getByRole('button', { name: 'Stop' })
    .click({ timeout: 12_000 })
    .catch(() => undefined);
  await expect(page.getByRole('button', { name: /^(Record|Say it again)$/ })).toBeEnabled({ timeout: 30_000 });
};

/** As long as a sound and the room around it last. */
export const lastsMs = (samples: readonly number[]): number => 500 + samples.length / 48 + 400;

/** A browser whose microphone hears what it is told to; silence until then. */
export const openWithMicrophone = async ({ use }: FullProject) => {
  const file = join(await mkdtemp(join(tmpdir(), 'hornbook-voice-')), 'said.wav');
  const hear = (samples: readonly number[]) => writeFile(file, wavOf(samples));
  await hear([]);
  const browser = await chromium.launch({
    ...use.launchOptions,
    args: [
      ...(use.launchOptions?.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
    ],
  });
  return { browser, hear };
};
