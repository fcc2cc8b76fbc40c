import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { Catalogue, CourseManifest, LessonPart, SolvedOf } from '@hornbook/shared/content/pack.ts';
import type { ResponseOf } from '@hornbook/shared/grading/response.ts';
import { type APIRequestContext, chromium, type Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { pickGoal, untilSent } from './learner.ts';
import { rowsAtService } from './rows-at-service.ts';
import { freePort, Service } from './service.ts';

const COURSE = 'everyday-english';

interface Spoken {
  path: string;
  questions: SolvedOf<'speak'>[];
}

/** The activity of the first lesson that asks to speak, and all files one needs for it. */
const findSpoken = async (request: APIRequestContext): Promise<Spoken> => {
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
const sayIt = (page: Page, { voices }: SolvedOf<'speak'>): Promise<number[]> => {
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

const record = async (page: Page, ms: number) => {
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

test('phrases are spoken while the server is stopped: the right one, another, nothing; what was heard arrives elsewhere', async ({
  browserName,
}, { project }) => {
  test.skip(browserName !== 'chromium', 'only Chromium can be given a sound for a microphone');
  test.setTimeout(240_000);
  const microphone = join(await mkdtemp(join(tmpdir(), 'hornbook-voice-')), 'said.wav');
  await writeFile(microphone, wavOf([]));
  const browser = await chromium.launch({
    ...project.use.launchOptions,
    args: [
      ...(project.use.launchOptions?.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
    ],
  });
  const service = new Service(await freePort());
  await service.start();
  const context = await browser.newContext({ baseURL: service.url, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await pickGoal(page, /Speak everyday English/);
  const spoken = await findSpoken(context.request);
  const [first, second] = spoken.questions;
  if (!first || !second) throw new Error('two phrases are needed');
  await page.goto(spoken.path);
  await expect(page.getByRole('button', { name: 'Record' })).toBeEnabled({ timeout: 30_000 });
  const sounds = { right: await sayIt(page, first), wrong: await sayIt(page, second) };
  const lastsMs = (samples: number[]) => 500 + samples.length / 48 + 400;
  // What is judged by comes with the first take, and from this device after that.
  await writeFile(microphone, wavOf(sounds.wrong));
  await record(page, lastsMs(sounds.wrong));
  await service.stop();

  await test.step('another phrase is told, and which', async () => {
    await record(page, lastsMs(sounds.wrong));
    await expect(page.getByText(`This sounded more like ${second.phrase.text}`)).toBeVisible();
  });
  await test.step('silence is silence, and keeps what was heard before', async () => {
    await writeFile(microphone, wavOf([]));
    await record(page, 1_500);
    await expect(page.getByText(/We heard nothing|too noisy/)).toBeVisible();
  });
  await test.step('the right phrase matches, and is seen beside the voice', async () => {
    await writeFile(microphone, wavOf(sounds.right));
    await record(page, lastsMs(sounds.right));
    await expect(page.getByText(`It matches: we heard ${first.phrase.text}`)).toBeVisible();
    await expect(page.getByRole('img', { name: /The voice above/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Hear yourself' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
    if (process.env.HORNBOOK_PICTURES)
      await page.screenshot({ path: join(process.env.HORNBOOK_PICTURES, 'spoken.png'), fullPage: true });
  });
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('heading', { name: /^Right|Correct|Yes/ })).toBeVisible();
  if (process.env.HORNBOOK_PICTURES)
    await page.screenshot({ path: join(process.env.HORNBOOK_PICTURES, 'verdict.png'), fullPage: true });

  await test.step('who can’t speak writes', async () => {
    await page.getByRole('button', { name: 'Continue' }).click();
    for (const { phrase } of spoken.questions.slice(1)) {
      await page.getByRole('button', { name: /write it instead/ }).click();
      await expect(page.getByText(phrase.text)).toHaveCount(0);
      await page.getByLabel('Write what you hear').fill(phrase.text.toLowerCase().replaceAll(/[.!?]/g, ''));
      await page.getByRole('button', { name: 'Check' }).click();
      await page.getByRole('button', { name: /Continue|See how it went/ }).click();
    }
  });
  await service.start();
  await untilSent(page);
  const rows = await rowsAtService(context, service.url);
  const attempts = rows
    .filter(({ collection }) => collection === 'attempts')
    .map(({ row }) => row as unknown as Attempt);
  const answers = attempts.flatMap(({ answers: given }) => Object.entries(given));
  const takeOf = (id: string) => answers.find(([questionId]) => questionId === id)?.[1].response as ResponseOf<'speak'>;
  expect(takeOf(first.id).take).toMatchObject({ band: 'matches', method: 'mfcc-dtw', methodVersion: 1 });
  expect(takeOf(second.id)).toMatchObject({ take: null });
  await browser.close();
  await service.dispose();
});

test('without a microphone, or when it is refused, the phrase is written', async ({ openDevice, browserName }) => {
  test.skip(browserName !== 'chromium', 'permissions are asked of Chromium');
  const { context, page } = await openDevice();
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await pickGoal(page, /Speak everyday English/);
  const spoken = await findSpoken(context.request);
  await page.goto(spoken.path);
  await page.getByRole('button', { name: 'Record' }).click();
  await expect(page.getByText(/microphone is not allowed/)).toBeVisible();
  await page.getByRole('button', { name: /write it instead/ }).press('Enter');
  await page.keyboard.type(spoken.questions[0]?.phrase.text ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Right|Correct|Yes/ })).toBeVisible();
});
