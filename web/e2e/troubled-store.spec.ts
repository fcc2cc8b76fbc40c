import type { Page } from '@playwright/test';
import { answerOne, beginPractice, goOn } from './answering.ts';
import { findings } from './axe.ts';
import { findChallenge, write } from './code-desk.ts';
import { expect, test } from './fixtures.ts';
import { giveSomeAnswer, pickGoal, sendAll, untilKeptOffline } from './learner.ts';
import { answersAtService } from './rows-at-service.ts';

test('connections the browser closed are replaced, and a frozen page goes on where it was', { tag: '@long' }, async ({
  page,
  context,
  link,
}) => {
  await context.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    const handles: IDBDatabase[] = [];
    Object.assign(globalThis, { handles });
    IDBFactory.prototype.open = function (...given) {
      const request = open.apply(this, given);
      request.addEventListener('success', () => handles.push(request.result));
      return request;
    };
  });
  const closeAll = () =>
    page.evaluate(() => {
      const { handles } = globalThis as unknown as { handles: IDBDatabase[] };
      for (const handle of handles.splice(0)) handle.close();
      return document.title;
    });
  await beginPractice(page);
  await answerOne(page);
  await closeAll();
  await goOn(page).click();
  await answerOne(page);
  await closeAll();
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await goOn(page).click();
  await answerOne(page);
  await sendAll(page);
  expect(await answersAtService(context, link.url)).toBe(3);
});

/** Stores things of less and less size beside the app's until the browser takes nothing more. */
const fillStore = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('filler', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('things', { autoIncrement: true });
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const store = (bytes: number) =>
      new Promise<boolean>((resolve) => {
        const writing = opening.result.transaction('things', 'readwrite');
        writing.objectStore('things').put(crypto.getRandomValues(new Uint8Array(Math.min(bytes, 65_536))).buffer);
        for (let left = bytes - 65_536; left > 0; left -= 65_536)
          writing.objectStore('things').put(new Uint8Array(65_536).fill(left % 251));
        writing.oncomplete = () => resolve(true);
        writing.onabort = () => resolve(false);
      });
    for (let bytes = 2 ** 22; bytes >= 1_024; bytes /= 2) while (await store(bytes));
    opening.result.close();
  });

test('without room an answer stays in its field and says so, and is taken when there is room again', {
  tag: '@long',
}, async ({ page, context, link }) => {
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: link.url, quotaSize: 12_000_000 });
  await beginPractice(page);
  await answerOne(page);
  await goOn(page).click();
  await expect(goOn(page)).toBeHidden();
  await fillStore(page);
  await giveSomeAnswer(page);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText(/There is no room left on this device/)).toBeVisible();
  await expect(goOn(page)).toBeHidden();
  await session.send('Storage.overrideQuotaForOrigin', { origin: link.url });
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(goOn(page)).toBeVisible();
  await sendAll(page);
  expect(await answersAtService(context, link.url)).toBe(2);
});

test('without room what is typed says that it is not kept, stays while the page does, and is kept by itself once it can be', {
  tag: '@long',
}, async ({ page, context, link }) => {
  const session = await context.newCDPSession(page);
  const typed = `const words = ${JSON.stringify('a day of work '.repeat(1_000))};`;
  const editor = page.locator('.cm-content');
  const notice = page.getByText(/what you typed last is only here while Hornbook stays open/);
  await pickGoal(page, /how modern AI works/);
  await untilKeptOffline(page);
  const { path } = await findChallenge(context.request, 'modern-javascript');
  await page.goto(path);
  await write(page, 'const early = 1;');
  const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await session.send('Storage.overrideQuotaForOrigin', { origin: link.url, quotaSize: used + 3_000_000 });
  await fillStore(page);
  await write(page, typed);
  await expect(notice).toBeVisible();
  expect(await findings(page)).toEqual([]);

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy it' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(typed);
  // The browser asks before it closes what would be gone.
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  expect((await asked).type()).toBe('beforeunload');
  await (await asked).dismiss();

  await page.getByRole('link', { name: 'Make room' }).click();
  await expect(page.getByRole('heading', { name: 'Downloads' })).toBeVisible();
  await expect(notice).toBeVisible();
  await page.goBack();
  await expect(editor).toHaveText(typed);
  await expect(notice).toBeVisible();
  await session.send('Storage.overrideQuotaForOrigin', { origin: link.url });
  await expect(notice).toBeHidden({ timeout: 15_000 });
  await page.reload();
  await expect(editor).toHaveText(typed);
});
