import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** How far all may move that nobody pressed for; browsers call twice as much good. */
const MOST = 0.05;
/** On the slow phone of this story all of a first visit has come by then. */
const SETTLED_MS = 6_000;

interface Shift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

/** In the page: notes each time something moves, what it was, and from where to where. */
const watchShifts = (): void => {
  const moved: { value: number; what: string[] }[] = [];
  Object.assign(globalThis, { moved });
  new PerformanceObserver((list) => {
    for (const { value, startTime, sources } of list.getEntries() as Shift[]) {
      const what = sources.map(
        ({ node, previousRect, currentRect }) =>
          `${Math.round(startTime)} ms: ${node?.textContent?.slice(0, 40)} ${previousRect.y} -> ${currentRect.y}`,
      );
      moved.push({ value, what });
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

const lessonOf = async (page: Page, course: string): Promise<string> => {
  await page.goto(`/learn/${course}`);
  return (await page.locator('a[href*="/lessons/"]').first().getAttribute('href')) ?? '';
};

for (const [width, height] of [
  [360, 740],
  [1280, 800],
] as const)
  test(`whatever is opened first on a slow phone stands still, and so it does later: ${width} px wide`, {
    tag: '@long',
  }, async ({ browser, link, contextOptions, page: before }) => {
    test.setTimeout(300_000);
    const lessons = [await lessonOf(before, 'everyday-english'), await lessonOf(before, 'ai-engineering')];
    await before.close();
    for (const path of ['/', '/me/downloads', '/practice/speak', ...lessons]) {
      const context = await browser.newContext({ ...contextOptions, baseURL: link.url, viewport: { width, height } });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: 200_000,
        uploadThroughput: 93_000,
      });
      await page.addInitScript(watchShifts);
      for (const visit of ['first', 'second']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 60_000 });
        await page.waitForTimeout(SETTLED_MS);
        const moved = await page.evaluate(
          () => (globalThis as unknown as { moved: { value: number; what: string[] }[] }).moved,
        );
        const sum = moved.reduce((all, { value }) => all + value, 0);
        test.info().annotations.push({ type: 'moved', description: `${visit} ${path} ${sum.toFixed(3)}` });
        expect(sum, `${visit} visit of ${path}:\n${JSON.stringify(moved, null, 1)}`).toBeLessThan(MOST);
      }
      await context.close();
    }
  });
