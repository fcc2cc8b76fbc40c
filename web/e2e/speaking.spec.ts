import { join } from 'node:path';
import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { RecordingRow } from '@hornbook/shared/collections/recordings.ts';
import type { ResponseOf } from '@hornbook/shared/grading/response.ts';
import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { joinAs, pickGoal, sendAll, untilKeptOffline, untilSent } from './learner.ts';
import { findSpoken, lastsMs, openWithMicrophone, record, sayIt } from './microphone.ts';
import { rowsAtService } from './rows-at-service.ts';
import { freePort, Service } from './service.ts';

const withoutFault = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await findings(page)).toEqual([]);
};

/** For whoever wants to look: HORNBOOK_PICTURES names a folder. */
const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env.HORNBOOK_PICTURES)
    await page.screenshot({ path: join(process.env.HORNBOOK_PICTURES, `${name}.png`), fullPage: true });
};

test(
  'phrases are spoken while the server is stopped: the right one, another, nothing; what was heard arrives elsewhere',
  { tag: '@long' },
  async ({ browserName }, { project }) => {
    test.skip(browserName !== 'chromium', 'only Chromium can be given a sound for a microphone');
    test.setTimeout(240_000);
    const { browser, hear } = await openWithMicrophone(project);
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
    // What is judged by comes with the first take, and from this device after that.
    await hear(sounds.wrong);
    await record(page, lastsMs(sounds.wrong));
    await service.stop();

    await test.step('another phrase is told, and which', async () => {
      await record(page, lastsMs(sounds.wrong));
      await expect(page.getByText(`This sounded more like ${second.phrase.text}`)).toBeVisible();
    });
    await test.step('silence is silence, and keeps what was heard before', async () => {
      await hear([]);
      await record(page, 1_500);
      await expect(page.getByText(/We heard nothing|too noisy/)).toBeVisible();
      // The verdict on the one before stands no more as if it were on this one.
      await expect(page.getByText(/This sounded more like/)).toHaveCount(0);
      await expect(page.getByText('What you said before still counts: it was not recognised.')).toBeVisible();
      await picture(page, 'silence');
    });
    await test.step('the right phrase matches, and is seen beside the voice', async () => {
      await hear(sounds.right);
      await record(page, lastsMs(sounds.right));
      await expect(page.getByText(`It matches: we heard ${first.phrase.text}`)).toBeVisible();
      await expect(page.getByRole('img', { name: /The voice above/ })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Hear yourself' })).toBeVisible();
      await expect(page.getByRole('img', { name: /voices? .*at the end|At the end|up and down/ })).toBeVisible();
      await withoutFault(page);
      await picture(page, 'spoken');
    });
    await page.getByRole('button', { name: 'Check' }).click();
    await expect(page.getByRole('heading', { name: /^Right|Correct|Yes/ })).toBeVisible();
    await picture(page, 'verdict');

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
    await test.step('every take is there to be heard again, beside the voice', async () => {
      await page.goto('/practice');
      await page.getByRole('link', { name: 'Speak' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Speak' })).toBeVisible();
      await expect(page.getByText('3 recordings')).toBeVisible();
      await withoutFault(page);
      await picture(page, 'studio');
      await page.getByText(/^All \d+ phrases$/).click();
      const row = page.getByRole('listitem').filter({ hasText: first.phrase.text });
      await expect(row.getByText('Matches').last()).toBeVisible();
      await row.getByRole('link').last().click();
      await expect(page.getByRole('heading', { name: 'Said 3 times' })).toBeVisible();
      await expect(page.getByText('Not recognised')).toHaveCount(2);
      await page.getByRole('button', { name: 'Beside the voice' }).first().click();
      await expect(page.getByRole('img', { name: /The voice above/ })).toBeVisible();
      await page
        .getByRole('button', { name: /^Hear yourself, / })
        .first()
        .click();
      await withoutFault(page);
      await picture(page, 'phrase');
    });
    await test.step('one phrase is said by itself', async () => {
      await hear(sounds.right);
      await page.getByRole('button', { name: 'Say it now' }).click();
      await record(page, lastsMs(sounds.right));
      await page.getByRole('button', { name: 'Check' }).click();
      await page.getByRole('button', { name: 'See how it went' }).click();
      // What it changed is the last to come, and moves what is below.
      await expect(page.getByRole('heading', { name: 'What changed' })).toBeVisible();
      await page.getByRole('link', { name: 'Back to the phrases' }).click();
      await expect(page.getByText('4 recordings')).toBeVisible();
    });
    await service.start();
    await untilSent(page);
    const rows = await rowsAtService(context, service.url);
    const attempts = rows
      .filter(({ collection }) => collection === 'attempts')
      .map(({ row }) => row as unknown as Attempt);
    const answers = attempts.flatMap(({ answers: given }) => Object.entries(given));
    const takeOf = (id: string) =>
      answers.find(([questionId]) => questionId === id)?.[1].response as ResponseOf<'speak'>;
    expect(takeOf(first.id).take).toMatchObject({ band: 'matches', method: 'mfcc-dtw', methodVersion: 1 });
    expect(takeOf(second.id)).toMatchObject({ take: null });
    expect(attempts.map(({ mode }) => mode).sort()).toEqual(['activity', 'speak']);

    const recorded = async (): Promise<RecordingRow[]> =>
      (await rowsAtService(context, service.url))
        .filter(({ collection }) => collection === 'recordings')
        .map(({ row }) => row as unknown as RecordingRow);
    const [said] = await recorded();
    if (!said) throw new Error('what was said is not known to the service');
    const atService = async () => (await context.request.get(`${service.url}/blobs/${said.sha256}`)).status();
    await test.step('the sound stays here until the learner agrees; then other devices can hear it', async () => {
      expect((await recorded()).map(({ blobHash }) => blobHash)).toEqual([null, null, null, null]);
      expect(await atService()).toBe(404);
      await page.goto('/practice/speak');
      await page.getByText('On all my devices', { exact: true }).click();
      await expect.poll(atService, { timeout: 30_000 }).toBe(200);
      await sendAll(page);
      const other = await (await browser.newContext({ baseURL: service.url })).newPage();
      await pickGoal(other, /numbers and nature/);
      await untilKeptOffline(other);
      await joinAs(page, other);
      await other.goto(`/practice/speak/${first.id}`);
      await expect(other.getByRole('heading', { name: 'Said 4 times' })).toBeVisible({ timeout: 30_000 });
      await other
        .getByRole('button', { name: /Get the recording/ })
        .first()
        .click();
      await expect(other.getByRole('button', { name: /^Hear yourself, / })).toBeVisible({ timeout: 30_000 });
      await other.context().close();
    });
    await test.step('taken back, what was sent is gone from the service and still here', async () => {
      await page.goto('/practice/speak');
      await page.getByText('Only here', { exact: true }).click();
      await expect.poll(atService, { timeout: 30_000 }).toBe(404);
      expect((await recorded()).map(({ blobHash }) => blobHash)).toEqual([null, null, null, null]);
      await page.goto(`/practice/speak/${first.id}`);
      await expect(page.getByRole('button', { name: /^Hear yourself, / })).toHaveCount(4);
    });
    await browser.close();
    await service.dispose();
  },
);

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

/** What has the focus, as a screen reader would begin to say it; null for the page itself, from whose top one would begin again. */
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    return `${element.getAttribute('aria-label') ?? element.textContent}`.replaceAll(/\s+/g, ' ').trim();
  });

/** Goes on by the tabulator to what is called so; the focus is somewhere all the way. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  const passed: (string | null)[] = [];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now !== null && name.test(now)) return;
    passed.push(now);
  }
  throw new Error(`${name} can't be reached by keys; passed: ${passed.join(' | ')}`);
};

test(
  'the studio by keys alone: a phrase is heard, said and checked, a recording is deleted, and the focus is never lost',
  { tag: '@long' },
  async ({ browserName, service }, { project }) => {
    test.skip(browserName !== 'chromium', 'only Chromium can be given a sound for a microphone');
    test.setTimeout(120_000);
    const { browser, hear } = await openWithMicrophone(project);
    const context = await browser.newContext({ baseURL: service.url, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await pickGoal(page, /Speak everyday English/);
    const [phrase] = (await findSpoken(context.request)).questions;
    if (!phrase) throw new Error('a phrase is needed');
    const voice = await sayIt(page, phrase);
    await hear(voice);
    await page.goto(`/practice/speak/${phrase.id}`);
    await expect(page.getByRole('button', { name: 'Say it now' })).toBeVisible();
    await tabTo(page, /^Say it now/);
    await page.keyboard.press('Enter');
    const record = page.getByRole('button', { name: /^(Record|Stop|Listening…|Say it again)$/ });
    await expect(record).toBeEnabled();
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeFocused();

    await tabTo(page, /^Hear it$/);
    await page.keyboard.press('Space');
    expect(await focused(page)).toBe('Hear it');
    await tabTo(page, /^Slowly$/);
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Slowly');
    await tabTo(page, /^Record$/);
    await page.keyboard.press('Space');
    await expect(page.getByRole('status').filter({ hasText: 'Speak now' })).toBeVisible();
    await expect(record).toBeFocused();
    expect(await focused(page)).toBe('Stop');
    await page.waitForTimeout(lastsMs(voice));
    await page.keyboard.press('Space');
    await expect(
      page.getByRole('status').filter({ hasText: `It matches: we heard ${phrase.phrase.text}` }),
    ).toBeVisible();
    await expect(record).toBeFocused();
    expect(await focused(page)).toBe('Say it again');
    await tabTo(page, /^Hear yourself$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Hear both, /);
    await page.keyboard.press('Enter');
    await tabTo(page, /^I can’t speak now/);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Write what you hear')).toBeFocused();
    await tabTo(page, /^Say it instead/);
    await page.keyboard.press('Enter');
    await expect(record).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Speak now' })).toBeVisible();
    await page.waitForTimeout(lastsMs(voice));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'It matches' })).toBeVisible();
    await tabTo(page, /^Check/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: /^Right/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Back to the phrases' })).toBeVisible();

    await page.goto(`/practice/speak/${phrase.id}`);
    await expect(page.getByRole('heading', { name: 'Said 2 times' })).toBeVisible();
    await tabTo(page, /^Beside the voice/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('img', { name: /The voice above/ })).toBeVisible();
    expect(await focused(page)).toBe('Close');
    await tabTo(page, /^Delete the recording of /);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('can’t be brought back');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await focused(page)).toMatch(/^Delete the recording of /);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter');
    await expect(page.getByRole('button', { name: /^Delete the recording of / })).toHaveCount(1);
    await expect.poll(() => focused(page)).not.toBeNull();
    await browser.close();
  },
);
