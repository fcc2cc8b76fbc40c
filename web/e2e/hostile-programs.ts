import { createServer } from 'node:http';
import type { CDPSession, Page } from '@playwright/test';
import { type Challenge, write } from './code-desk.ts';
import { expect, test } from './fixtures.ts';

/** Short, so that what never ends is ended soon. */
export const SHORT_MS = 300;
const VERDICT_MS = SHORT_MS + 1_500;
const MOST_TASK_MS = 50;

/** Everything that programs try to reach: whoever comes here was let out. */
export const startWatching = async () => {
  const visitors: string[] = [];
  const server = createServer((request, reply) => {
    visitors.push(`${request.method} ${request.url}`);
    reply.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  server.on('connection', () => visitors.push('a connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const url = `http://localhost:${port}`;
  const lure = (source: string) =>
    source
      .replaceAll('"example.org", 80', `"localhost", ${port}`)
      .replaceAll(/https?:\/\/example\.org/g, url)
      .replaceAll(/"(\/(?:sync|health|assets)[^"]*)"/g, `"${url}$1"`);
  return { visitors, lure, url, stop: () => new Promise((resolve) => server.close(resolve)) };
};

/** Changes the time limit of programs, as this device has them. */
export const setTimeLimit = (page: Page, limitMs: number) =>
  page.evaluate(
    (limit) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('hornbook-catalogue');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction('parts', 'readwrite');
          const cursor = transaction.objectStore('parts').openCursor();
          cursor.onsuccess = () => {
            const at = cursor.result;
            if (!at) return;
            at.update({ ...at.value, text: at.value.text.replaceAll(/"timeLimitMs":\d+/g, `"timeLimitMs":${limit}`) });
            at.continue();
          };
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    limitMs,
  );

interface Looked {
  /** From the press to the verdict. */
  tookMs: number;
  longestTaskMs: number;
  text: string;
}

/** In the page: runs the first test alone, and says when its verdict was there and how long the page was held up at most. */
const runFirst = (page: Page): Promise<Looked> =>
  page.evaluate(
    () =>
      new Promise<Looked>((resolve) => {
        const item = document.querySelector<HTMLElement>('[data-desk] ul > li');
        const tasks: number[] = [];
        const observer = new PerformanceObserver((list) =>
          tasks.push(...list.getEntries().map(({ duration }) => duration)),
        );
        observer.observe({ type: 'longtask' });
        const begun = performance.now();
        let wasRunning = false;
        const changes = new MutationObserver(() => {
          wasRunning ||= item?.dataset.running !== undefined;
          if (!wasRunning || item?.dataset.running !== undefined) return;
          changes.disconnect();
          const tookMs = performance.now() - begun;
          // Tasks are told of when they are over.
          setTimeout(() => {
            observer.disconnect();
            resolve({ tookMs, longestTaskMs: Math.max(0, ...tasks), text: item?.innerText ?? '' });
          }, 50);
        });
        if (item) changes.observe(item, { attributes: true });
        item?.querySelector('button')?.click();
      }),
  );

/** Milliseconds of the processor that the page's main thread has had. */
const ownTime = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0) * 1000;
};

/** What is late or holds up the page by itself does so every time; what waited for a busy machine does not. */
const TRIES = 3;
/** By then the next interpreter has started, as it has when a learner has read what came of a run. */
const BETWEEN_TRIES_MS = 1_000;

/** Runs the first test of each program, and the author's own after each or at the end; a problem is told and the rest goes on. */
export const tryAll = async (
  page: Page,
  { question }: Challenge,
  programs: readonly (readonly [name: string, source: string])[],
  { honestAfterEach }: { honestAfterEach: boolean },
) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const run = async (source: string) => {
    await write(page, source);
    const before = await ownTime(session);
    const looked = await runFirst(page);
    const ownMs = (await ownTime(session)) - before;
    // A task that waited for the processor on a busy machine has held up nothing by its own work.
    return { ...looked, ownMs, heldUpMs: Math.min(looked.longestTaskMs, ownMs) };
  };
  const runHonest = async (after: string) => {
    const { text } = await run(question.solution.source);
    expect(text, `after ${after}`).toMatch(/\bRight/);
  };
  await runHonest('nothing');
  let [slowest, longest] = [0, 0];
  for (const [name, source] of programs) {
    let [tookMs, heldUpMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let tries = 0; tries < TRIES && (tookMs >= VERDICT_MS || heldUpMs > MOST_TASK_MS); tries += 1) {
      if (tries > 0) await page.waitForTimeout(BETWEEN_TRIES_MS);
      const looked = await run(source);
      const { text } = looked;
      if (process.env.HORNBOOK_TELL)
        console.log(
          [name, looked.tookMs, looked.longestTaskMs, looked.ownMs].join(' '),
          text.replaceAll(/\s+/g, ' ').slice(0, 200),
        );
      expect.soft(text, name).toMatch(/Not right|\bRight/);
      // A verdict says why.
      expect
        .soft(text.replace(/^.*\n|Not right|Right/g, '').trim() !== '' || /\bRight/.test(text), `${name}: ${text}`)
        .toBe(true);
      expect.soft(text, name).not.toContain('REACHED');
      tookMs = Math.min(tookMs, looked.tookMs);
      heldUpMs = Math.min(heldUpMs, looked.heldUpMs);
    }
    expect.soft(tookMs, `${name}: its verdict was late`).toBeLessThan(VERDICT_MS);
    expect.soft(heldUpMs, `${name}: the page was held up`).toBeLessThanOrEqual(MOST_TASK_MS);
    if (honestAfterEach) await runHonest(name);
    slowest = Math.max(slowest, tookMs);
    longest = Math.max(longest, heldUpMs);
  }
  await runHonest('all of them');
  await session.detach();
  const description = `${programs.length} programs, slowest verdict ${Math.round(slowest)} ms, longest task ${Math.round(longest)} ms`;
  test.info().annotations.push({ type: question.language, description });
  if (process.env.HORNBOOK_TELL) console.log(description);
};
