// `npm run bench -- speech`: how long three seconds of speech are judged, in the worker of the built app, as a learner records them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startService } from './bench-service.mjs';
import { findBrowser } from './browser.mjs';

/** What is promised on a machine that does nothing else: a quarter of what a slow phone may take. */
const MOST_MS = 75;
const SPEECH_MS = 3_000;
const TAKES = 12;
const RATE = 48_000;
const PATIENCE_MS = 60_000;

/** Room, the speech, and more room: the file begins anew when it ends, and a recording is over by then. */
const wavOf = (speech) => {
  const room = (ms) => Array.from({ length: (RATE * ms) / 1000 }, (_, at) => 0.0006 * Math.sin(at * at));
  const all = [...room(400), ...speech, ...room(12_000)];
  const data = Buffer.alloc(44 + 2 * all.length);
  data.write('RIFF', 0, 'latin1');
  data.writeUInt32LE(36 + 2 * all.length, 4);
  data.write('WAVEfmt ', 8, 'latin1');
  for (const [value, at] of [
    [16, 16],
    [RATE, 24],
    [2 * RATE, 28],
  ])
    data.writeUInt32LE(value, at);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ])
    data.writeUInt16LE(value, at);
  data.write('data', 36, 'latin1');
  data.writeUInt32LE(2 * all.length, 40);
  all.forEach((sample, at) => {
    data.writeInt16LE(Math.round(32_000 * Math.max(-1, Math.min(1, sample))), 44 + 2 * at);
  });
  return data;
};

/** The first activity of the course that asks to speak, with its phrases. */
const findSpoken = async (url) => {
  const read = async (path) => (await fetch(`${url}/packs/${path}`)).json();
  const { courses } = await read('catalogue');
  const course = courses.find(({ slug }) => slug === 'everyday-english');
  const [lesson] = (await read(course.version)).units[0].lessons;
  for (const { id, questions } of (await read(lesson.part.sha256)).activities)
    if (questions.some(({ kind }) => kind === 'speak'))
      return { path: `${url}/play/${course.slug}/${id}`, voice: questions[0].voices.at(-1) };
  throw new Error('The first lesson asks to say nothing.');
};

/** In the page: so many milliseconds of what a voice of the lesson says, its rests left out. */
const SPEAK = async ({ sha256, fromMs, ms, rate }) => {
  const bytes = await (await fetch(`/packs/${sha256}`)).arrayBuffer();
  const sound = (await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes)).getChannelData(0);
  const said = [];
  const step = rate / 50;
  for (let at = (fromMs * rate) / 1000; at < sound.length && said.length < (ms * rate) / 1000; at += step) {
    const stretch = sound.subarray(at, at + step);
    if (stretch.some((sample) => Math.abs(sample) > 0.02)) said.push(...stretch);
  }
  return said.slice(0, (ms * rate) / 1000);
};

const median = (values) => Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]);

export async function benchSpeech() {
  const found = findBrowser();
  if (found.problem) {
    process.stdout.write(`${found.problem}\n`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'hornbook-bench-'));
  const microphone = join(folder, 'said.wav');
  writeFileSync(microphone, wavOf([]));
  const service = await startService(folder);
  const browser = await chromium.launch({
    executablePath: found.path ?? undefined,
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
    ],
  });
  try {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const { path, voice } = await findSpoken(service.url);
    await page.goto(path);
    const button = page.getByRole('button', { name: /^(Record|Say it again)$/, disabled: false });
    await button.waitFor();
    const [{ sha256 }] = voice.sources;
    const speech = await page.evaluate(SPEAK, { sha256, fromMs: voice.clip.startMs, ms: SPEECH_MS, rate: RATE });
    writeFileSync(microphone, wavOf(speech));
    for (let take = 0; take < TAKES; take += 1) {
      await button.click();
      await page.getByText('Speak now', { exact: true }).waitFor();
      await page.waitForTimeout(SPEECH_MS + 900);
      await page.getByRole('button', { name: 'Stop' }).click();
      await button.waitFor();
      // What can't be judged would be over sooner.
      await page.getByText(/It matches|Close to|sounded more like|Not recognised/).waitFor();
    }
    const ms = await page.evaluate(() =>
      performance.getEntriesByName('hornbook-judged').map(({ duration }) => duration),
    );
    const [first, ...later] = ms;
    const result = {
      bench: 'speech',
      speechMs: Math.round((1000 * speech.length) / RATE),
      takes: ms.length,
      /** With reading what is compared with. */
      firstMs: Math.round(first),
      judgedMs: { median: median(later), max: Math.round(Math.max(...later)), limit: MOST_MS },
      machine: { cpus: cpus().length, load: Math.round(loadavg()[0] * 10) / 10 },
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return result.judgedMs.median <= MOST_MS ? 0 : 1;
  } finally {
    await browser.close();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
