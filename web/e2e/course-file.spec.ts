import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { pickGoal, playToTheEnd, untilKeptOffline, untilSent } from './learner.ts';
import { share } from './own-materials.ts';

test('a course goes from a phone to one without a network, is learned there, and broken copies change nothing', async ({
  openDevice,
  link,
}, testInfo) => {
  test.setTimeout(180_000);
  const giver = await openDevice();
  await pickGoal(giver.page, /numbers and nature/);
  const taker = await openDevice();
  await pickGoal(taker.page, /Speak everyday English/);
  for (const { page } of [giver, taker]) {
    await untilSent(page);
    await untilKeptOffline(page);
  }
  // The course is here whole; the other one has heard of it at most.
  await giver.page.goto('/learn/everyday-numbers-and-nature');
  await expect(giver.page.getByText(/On this device, .* It works without a connection/)).toBeVisible();
  link.cut();

  await giver.page.getByRole('link', { name: 'Give this course to somebody' }).click();
  await expect(giver.page.getByRole('heading', { name: 'Give this course to somebody' })).toBeVisible();
  await expect(giver.page.getByText(/The file is ready/)).toBeVisible();
  const download = giver.page.waitForEvent('download');
  await giver.page.getByRole('button', { name: 'Save as a file' }).click();
  expect((await download).suggestedFilename()).toBe('everyday-numbers-and-nature.hornbook');
  const bytes = await readFile(await (await download).path());

  const { page } = taker;
  await page.goto('/learn/everyday-numbers-and-nature');
  await expect(page.getByText(/Partly on this device|Not on this device yet/)).toBeVisible();
  await page.goto('/me/downloads');
  const open = async (name: string, content: Buffer) => {
    await writeFile(testInfo.outputPath(name), content);
    await page.getByLabel('Course file').setInputFiles(testInfo.outputPath(name));
  };
  await open('letter.txt', Buffer.from('Dear all'));
  await expect(page.getByText(/This file is not a course/)).toBeVisible();
  await open('half.hornbook', bytes.subarray(0, bytes.length / 2));
  await expect(page.getByText(/The file ends too early/)).toBeVisible();
  const changed = Buffer.from(bytes);
  changed[changed.length - 9] = (changed.at(-9) ?? 0) ^ 1;
  await open('changed.hornbook', changed);
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(page.getByText(/The file was damaged on its way/)).toBeVisible();
  // By another name, as a share sheet sends it.
  await open('course.hornbook.txt', bytes);
  await expect(page.getByRole('dialog', { name: 'Take this course?' })).toBeVisible();
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(page).toHaveURL(/\/learn\/everyday-numbers-and-nature$/);
  await expect(page.getByText(/On this device, .* It works without a connection/)).toBeVisible();

  await page.getByRole('button', { name: 'Take this course' }).click();
  await page.getByRole('link', { name: 'Begin' }).click();
  await page.getByRole('button', { name: /Check yourself/ }).click();
  await playToTheEnd(page);
  // What was learned by way of the file is sent like everything else, and is graded.
  link.mend();
  await page.goto('/');
  await untilSent(page);
  await page.goto('/me/downloads');
  await open('again.hornbook', bytes);
  await expect(page.getByText(/All of it is on this device already/)).toBeVisible();
});

/** The system's own way to hand over a file that is opened with the installed app, which only installed apps have. */
const withLaunches = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    type Consumer = (launch: { files: { getFile: () => Promise<File> }[] }) => void;
    const waiting: Parameters<Consumer>[0][] = [];
    let consumer: Consumer | null = null;
    const launch = (name: string, base64: string) => {
      const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
      const launched = { files: [{ getFile: () => Promise.resolve(new File([bytes], name)) }] };
      // What is opened before the app listens waits for it.
      if (consumer) consumer(launched);
      else waiting.push(launched);
    };
    const setConsumer = (given: Consumer) => {
      consumer = given;
      for (const launched of waiting.splice(0)) given(launched);
    };
    Object.assign(window, { openWithApp: launch });
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  });
};

test('a course opens from the list of files and from another app’s share sheet, with no network', {
  tag: '@long',
}, async ({ openDevice, link }) => {
  test.setTimeout(180_000);
  const giver = await openDevice();
  await pickGoal(giver.page, /numbers and nature/);
  const [opener, sharer] = [await openDevice(), await openDevice()];
  await withLaunches(opener.page);
  for (const { page } of [opener, sharer]) await pickGoal(page, /Speak everyday English/);
  for (const { page } of [giver, opener, sharer]) {
    await untilSent(page);
    await untilKeptOffline(page);
  }
  await giver.page.goto('/learn/everyday-numbers-and-nature');
  await expect(giver.page.getByText(/On this device, .* It works without a connection/)).toBeVisible();
  const manifest = await giver.page.evaluate(async () => {
    const address = document.querySelector<HTMLLinkElement>('link[rel=manifest]')?.href ?? '';
    return (await (await fetch(address)).json()) as {
      file_handlers: { action: string; accept: Record<string, string[]> }[];
    };
  });
  link.cut();
  await giver.page.getByRole('link', { name: 'Give this course to somebody' }).click();
  const download = giver.page.waitForEvent('download');
  await giver.page.getByRole('button', { name: 'Save as a file' }).click();
  const bytes = await readFile(await (await download).path());
  const isHere = async (page: Page) => {
    await expect(page).toHaveURL(/\/learn\/everyday-numbers-and-nature$/);
    await expect(page.getByText(/On this device, .* It works without a connection/)).toBeVisible();
  };

  // The system opens the app at the page that the manifest names, then hands over the file.
  const handler = manifest.file_handlers.find(({ accept }) => Object.values(accept).flat().includes('.hornbook'));
  await opener.page.goto(handler?.action ?? '/');
  await opener.page.evaluate(
    ([name, content]) =>
      (window as unknown as { openWithApp: (name: string, content: string) => void }).openWithApp(name, content),
    ['nature.hornbook', bytes.toString('base64')] as const,
  );
  await expect(opener.page.getByRole('dialog', { name: 'Take this course?' })).toBeVisible();
  await opener.page.getByRole('button', { name: 'Take it' }).press('Enter');
  await isHere(opener.page);

  // Share sheets take few types: it comes as a text.
  await share(sharer.page, {}, { name: 'nature.hornbook.txt', text: bytes });
  await sharer.page.getByRole('button', { name: 'Open the course' }).click();
  await sharer.page.getByRole('button', { name: 'Take it' }).click();
  await isHere(sharer.page);
  await sharer.page.goto('/me/arrivals');
  await expect(sharer.page.getByText('Nothing waits for a subject')).toBeVisible();
});
