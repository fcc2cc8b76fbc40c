import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWav } from '@hornbook/shared/pronunciation/wav.ts';
import { type MadeVoice, sayAsMade } from '@hornbook/shared/testing/made-voice.ts';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { faultsOf, fill, openAuthorsDevice, openDesk, writeLesson } from './author.ts';
import { expect, test } from './fixtures.ts';
import { follow, untilKeptOffline } from './learner.ts';
import { Link } from './link.ts';
import { lastsMs, openWithMicrophone, record } from './microphone.ts';
import { freePort } from './service.ts';

const PHRASE = 'See you tomorrow.';
const OTHER = 'Where are you from?';
const voices = {
  ada: { pitch: 200, tract: 1.1, pace: 1 },
  ben: { pitch: 115, tract: 0.97, pace: 1.1 },
  learner: { pitch: 140, tract: 1, pace: 1.2 },
} satisfies Record<string, MadeVoice>;

const said = (text: string, voice: MadeVoice): Float32Array => sayAsMade(text, voice);
/** As the fake microphone plays it, at 48 kHz. */
const heard = (text: string, voice: MadeVoice): number[] =>
  [...said(text, voice)].flatMap((sample, at, all) =>
    [0, 1, 2].map((third) => sample + ((all[at + 1] ?? sample) - sample) * (third / 3)),
  );
const inSilence = (samples: Float32Array): Float32Array => {
  const whole = new Float32Array(samples.length + 32_000);
  whole.set(samples, 16_000);
  return whole;
};
const wavFile = (name: string, samples: Float32Array) => ({
  name,
  mimeType: 'audio/wav',
  buffer: Buffer.from(writeWav(samples)),
});

/** For whoever wants to look: HORNBOOK_PICTURES names a folder. */
const pictures = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.HORNBOOK_PICTURES;
  if (!folder) return;
  const size = page.viewportSize();
  for (const scheme of ['light', 'dark'] as const)
    for (const [width, height] of [
      [360, 740],
      [1280, 800],
    ] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`), fullPage: true });
    }
  await page.emulateMedia({ colorScheme: 'light' });
  if (size) await page.setViewportSize(size);
};

const devicesOf = (browser: Browser, contexts: BrowserContext[]) => async (own?: Link) => {
  const context = await browser.newContext({
    ...(own && { baseURL: own.url }),
    viewport: { width: 360, height: 740 },
    acceptDownloads: true,
  });
  contexts.push(context);
  return { context, page: await context.newPage() };
};

test(
  'an author has two people say a phrase, tries it, and publishes it; a phone is judged by them while the service is away; the course goes out as a folder and comes back',
  {
    tag: '@long',
  },
  async ({ browserName }, { project }) => {
    test.skip(browserName !== 'chromium', 'only Chromium can be given a sound for a microphone');
    test.setTimeout(300_000);
    const { browser, hear } = await openWithMicrophone(project);
    const ends: (() => Promise<void>)[] = [() => browser.close()];
    const contexts: BrowserContext[] = [];
    const openDevice = devicesOf(browser, contexts);
    const { page, service } = await openAuthorsDevice(openDevice, ends);
    const tryOut = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Try it as learners will' }) });
    const said1 = page.getByRole('group', { name: /The recording of/ });

    await test.step('a question without a voice says so', async () => {
      await openDesk(page);
      await writeLesson(page, '## Goodbyes\n\nThere are $3$ of them.');
      await page.getByRole('button', { name: 'Add a question' }).click();
      await page.getByRole('combobox', { name: 'Kind of question' }).selectOption({ label: 'Say a phrase' });
      await fill(page, 'What is asked', 'You leave, and will be back.');
      await fill(page, 'The phrase to say', PHRASE);
      await fill(page, 'Other ways to write it, one a line', 'c u tomorrow');
      await fill(page, 'Explanation', 'One says it to whoever one meets again.');
      await expect(tryOut.getByText('Somebody has to say the phrase: add a voice.')).toBeVisible();
    });

    await test.step('a file is cut to its phrase; silence and what is no sound are refused with the reason', async () => {
      await page.getByRole('button', { name: 'Add a voice' }).click();
      await fill(page, 'Name of the voice 1', 'Ada');
      const file = page.getByLabel('Sound file: Ada');
      await file.setInputFiles({ name: 'ada.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('no sound') });
      await expect(page.getByText('There is no sound in this file that can be read here.')).toBeVisible();
      await file.setInputFiles(wavFile('silence.wav', new Float32Array(32_000)));
      await expect(said1.getByText('Nobody is heard in it.')).toBeVisible();
      await expect(said1.getByRole('button', { name: 'Keep it' })).toHaveAttribute('aria-disabled', 'true');
      await said1.getByRole('button', { name: 'Throw it away' }).click();
      await file.setInputFiles(wavFile('ada.wav', inSilence(said(PHRASE, voices.ada))));
      await expect(said1.getByText('It can be heard well.')).toBeVisible();
      // Cut too far it says so, and back again it is good.
      const end = said1.getByLabel('Ends at');
      const whole = await end.inputValue();
      await end.fill('1120');
      await expect(said1.getByText('What is left is too short')).toBeVisible();
      await end.fill(whole);
      await expect(said1.getByText('It can be heard well.')).toBeVisible();
      await pictures(page, 'cutting');
      expect(await faultsOf(page)).toEqual([]);
      await said1.getByRole('button', { name: 'Keep it' }).click();
      await expect(page.getByRole('button', { name: 'Hear it: Ada' })).toBeVisible();
    });

    await test.step('another voice is recorded here', async () => {
      await page.getByRole('button', { name: 'Add a voice' }).click();
      await fill(page, 'Name of the voice 2', 'Ben');
      const ben = heard(PHRASE, voices.ben);
      await hear(ben);
      await page.getByRole('button', { name: 'Record: Ben' }).click();
      await expect(page.getByText('Speak now', { exact: true })).toBeVisible();
      await page.waitForTimeout(lastsMs(ben));
      await page.getByRole('button', { name: 'Stop: Ben' }).click();
      await expect(said1.getByText('It can be heard well.')).toBeVisible({ timeout: 30_000 });
      await said1.getByRole('button', { name: 'Keep it' }).click();
      await expect(page.getByRole('button', { name: 'Hear it: Ben' })).toBeVisible();
      await expect(page.getByText(/s, .* on every phone/)).toHaveCount(2);
    });

    const right = heard(PHRASE, voices.learner);
    const wrong = heard(OTHER, voices.learner);
    await test.step('the author tries it as learners will', async () => {
      await hear(wrong);
      await record(page, lastsMs(wrong));
      await expect(tryOut.getByText(/Not recognised/)).toBeVisible();
      await hear(right);
      await record(page, lastsMs(right));
      await expect(tryOut.getByText(`It matches: we heard ${PHRASE}`)).toBeVisible();
      await pictures(page, 'tried');
      expect(await faultsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Try this answer' }).click();
      await expect(tryOut.getByText('2 of 2 points')).toBeVisible();
    });

    await test.step('it is published', async () => {
      await page.getByRole('link', { name: 'All of the course' }).click();
      await page.getByRole('link', { name: 'Check and publish' }).click();
      await expect(page.getByText(/Fewer than nine phrases/)).toBeVisible();
      await pictures(page, 'publish');
      const publish = page.getByRole('button', { name: 'Publish', exact: true });
      await expect(publish).toBeEnabled({ timeout: 60_000 });
      await publish.click();
      await expect(page.getByText('Published', { exact: true })).toBeVisible({ timeout: 30_000 });
    });

    const way = new Link(await freePort(), service.port);
    ends.push(() => way.stop());
    await way.start();
    const phone = await openDevice(way);
    await test.step('a phone takes the course, and is judged while the service is away', async () => {
      await phone.page.goto('/learn/tides');
      await untilKeptOffline(phone.page);
      await phone.page.getByRole('button', { name: 'Take this course' }).click();
      await expect(phone.page.getByText('It works without a connection.')).toBeVisible({ timeout: 30_000 });
      way.cut();
      await follow(phone.page, '/learn/tides');
      await phone.page.getByRole('link', { name: /Practice · 1 question/ }).click();
      await expect(phone.page.getByRole('button', { name: 'Record' })).toBeEnabled({ timeout: 30_000 });
      await hear(wrong);
      await record(phone.page, lastsMs(wrong));
      await expect(phone.page.getByText(/Not recognised/)).toBeVisible();
      await hear(right);
      await record(phone.page, lastsMs(right));
      await expect(phone.page.getByText(`It matches: we heard ${PHRASE}`)).toBeVisible();
      await expect(phone.page.getByRole('combobox', { name: 'Voice' }).locator('option')).toHaveText(['Ada', 'Ben']);
      await pictures(phone.page, 'phone');
      await phone.page.getByRole('button', { name: 'Check' }).click();
      await expect(phone.page.getByRole('heading', { name: /^Right|Correct|Yes/ })).toBeVisible();
    });

    await test.step('its folder makes the same course anew, voices and all', async () => {
      await page.goto('/desk');
      await page.getByRole('link', { name: /Tides/ }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as a folder of texts' }).click();
      const folder = unzipSync(await readFile(await (await download).path()));
      const sounds = Object.keys(folder).filter((path) => path.endsWith('.wav'));
      expect(sounds).toHaveLength(2);
      // By another id it is another author's course.
      const text = strFromU8(folder['tides/course.md'] ?? new Uint8Array());
      const another = text.replace(/^id: "[0-9a-f]{8}/m, 'id: "12345678');
      expect(another).not.toBe(text);
      const buffer = Buffer.from(zipSync({ ...folder, 'tides/course.md': strToU8(another) }));
      await page.goto('/desk/import');
      await page.getByLabel('File to bring').setInputFiles({ name: 'tides.zip', mimeType: 'application/zip', buffer });
      await page.getByRole('button', { name: /^Take / }).click();
      await expect(page.getByText('Taken. It is kept on this device')).toBeVisible();
      await page.getByRole('link', { name: 'To the course' }).click();
      await page.getByRole('link', { name: /You leave, and will be back/ }).click();
      for (const name of ['Ada', 'Ben'])
        await expect(page.getByRole('button', { name: `Hear it: ${name}` })).toBeVisible();
      await record(page, lastsMs(right));
      await expect(tryOut.getByText(`It matches: we heard ${PHRASE}`)).toBeVisible();
    });
    for (const context of contexts) await context.close();
    for (const end of ends.reverse()) await end();
  },
);
