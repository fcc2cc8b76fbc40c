import AxeBuilder from '@axe-core/playwright';
import type { Submission } from '@hornbook/shared/collections/submissions.ts';
import type { Activity, Catalogue, CourseManifest, LessonPart, SolvedOf } from '@hornbook/shared/content/pack.ts';
import { hostileJavaScript } from '@hornbook/shared/testing/hostile-javascript.ts';
import { hostilePython } from '@hornbook/shared/testing/hostile-python.ts';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { pickGoal, untilKeptOffline, untilSent } from './learner.ts';
import { rowsAtService } from './rows-at-service.ts';
import { freePort, Service } from './service.ts';

interface Challenge {
  path: string;
  question: SolvedOf<'code'>;
}

/** An activity of the course's first unit that asks for one program, and nothing else. */
const findChallenge = async (request: APIRequestContext, course: string): Promise<Challenge> => {
  const catalogue: Catalogue = await (await request.get('/packs/catalogue')).json();
  const version = catalogue.courses.find(({ slug }) => slug === course)?.version;
  const manifest: CourseManifest = await (await request.get(`/packs/${version}`)).json();
  for (const lesson of manifest.units[0]?.lessons ?? []) {
    const part: LessonPart = await (await request.get(`/packs/${lesson.part.sha256}`)).json();
    for (const { id, questions } of part.activities as Activity[]) {
      const [question, ...others] = questions;
      if (question?.kind === 'code' && question.solution && others.length === 0)
        return { path: `/play/${course}/${id}`, question: question as SolvedOf<'code'> };
    }
  }
  throw new Error(`the first unit of ${course} asks for no program`);
};

const editor = (page: Page) => page.getByRole('textbox', { name: 'Your program' });
const result = (page: Page) => page.getByRole('status').filter({ hasText: /tests? pass/ });
const runAll = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Run all tests' }).click();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0, { timeout: 60_000 });
  await expect(result(page)).toBeVisible({ timeout: 60_000 });
  return (await result(page).textContent()) ?? '';
};
const write = async (page: Page, source: string) => {
  await expect(page.locator('.cm-content')).toBeVisible();
  await editor(page).fill(source);
};
const openPython = async (page: Page, path: string) => {
  await page.goto(path);
  await page.getByRole('button', { name: 'Get Python' }).click();
  await expect(page.getByRole('button', { name: 'Run all tests' })).toBeEnabled({ timeout: 60_000 });
};

test('programs are tried, got wrong and put right while the server is stopped; all of it arrives, and its verdicts agree', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const service = new Service(await freePort());
  await service.start();
  const context = await browser.newContext({ baseURL: service.url, viewport: { width: 360, height: 640 } });
  let page = await context.newPage();
  await pickGoal(page, /how modern AI works/);
  const challenges = {
    javascript: await findChallenge(context.request, 'modern-javascript'),
    python: await findChallenge(context.request, 'ai-engineering'),
  };
  await untilKeptOffline(page);
  await untilSent(page);
  await openPython(page, challenges.python.path);
  await service.stop();

  for (const { path, question } of [challenges.javascript, challenges.python]) {
    await page.goto(path);
    await write(page, question.starter);
    expect(await runAll(page)).toMatch(/^\d+ of \d+ tests pass/);

    // Killed in the middle of a line: what was written is there again.
    const half = question.solution.source.slice(0, Math.ceil(question.solution.source.length / 2));
    await write(page, half);
    await page.waitForTimeout(600);
    await page.close();
    page = await context.newPage();
    await page.goto(path);
    await expect(page.locator('.cm-content')).toContainText(half.trim().split('\n')[0]?.trim() ?? '');

    await write(page, question.solution.source);
    expect(await runAll(page)).toMatch(/All tests pass/);
    await page.getByRole('button', { name: 'See how it went' }).click();
    await expect(page.getByRole('heading', { name: 'Question by question' })).toBeVisible();
  }

  await service.start();
  await page.reload();
  await untilSent(page);
  await expect
    .poll(
      async () => {
        const rows = (await rowsAtService(context, service.url)).filter(
          ({ collection }) => collection === 'submissions',
        );
        return rows
          .map(({ row }) => row as unknown as Submission)
          .toSorted((a, b) => a.submittedAt - b.submittedAt)
          .map(({ language, rerun }) => [language, rerun?.agrees ?? null]);
      },
      { timeout: 60_000 },
    )
    // Python is checked on the device; here it is run again by nobody.
    .toEqual([
      [challenges.javascript.question.language, true],
      [challenges.javascript.question.language, true],
      ['python', null],
      ['python', null],
    ]);
  await context.close();
  await service.dispose();
});

test('programs that mean no good end with a verdict, reach nothing and never hold up the page', {
  tag: '@long',
}, async ({ page }) => {
  const deep = process.env.HORNBOOK_DEEP === '1';
  test.setTimeout(deep ? 1_800_000 : 300_000);
  await pickGoal(page, /how modern AI works/);
  const python = await findChallenge(page.request, 'ai-engineering');
  const javascript = await findChallenge(page.request, 'modern-javascript');
  const reached: string[] = [];
  page.on('request', (request) => {
    if (!request.url().includes('/sync/') && !request.url().includes('/packs/')) reached.push(request.url());
  });
  for (const { challenge, programs } of [
    { challenge: javascript, programs: deep ? hostileJavaScript : hostileJavaScript.slice(0, 5) },
    { challenge: python, programs: deep ? hostilePython : hostilePython.slice(0, 8) },
  ]) {
    if (challenge === python) await openPython(page, challenge.path);
    else await page.goto(challenge.path);
    await write(page, challenge.question.solution.source);
    expect(await runAll(page)).toMatch(/All tests pass/);
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
    });
    reached.length = 0;
    const first = page.getByRole('listitem').getByRole('button', { name: /^Run / }).first();
    for (const [name, source] of programs) {
      await write(page, source);
      await first.click();
      await expect(first, name).toBeEnabled({ timeout: challenge.question.timeLimitMs + 30_000 });
      await expect(page.getByText(/Not right|^Right$/).first(), name).toBeVisible();
    }
    expect(reached.filter((url) => !/\/assets\/|\/health/.test(url))).toEqual([]);
    await write(page, challenge.question.solution.source);
    expect(await runAll(page)).toMatch(/All tests pass/);
    const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
    test.info().annotations.push({ type: 'longest task', description: `${Math.round(longest)} ms` });
  }
});

test('a desk for programs is usable by keys, on the narrowest phone, in the dark and from right to left', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await pickGoal(page, /how modern AI works/);
  const { path, question } = await findChallenge(page.request, 'modern-javascript');
  for (const locale of ['en', 'pseudo-rtl'])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${path}?locale=${locale}`);
      await expect(page.locator('.cm-content')).toBeVisible();
      if (locale === 'en') {
        await write(page, question.starter);
        await runAll(page);
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))).toEqual(
        [],
      );
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
    }
  await page.goto(`${path}?locale=en`);
  const content = page.locator('.cm-content');
  await content.focus();
  await page.keyboard.press('Tab');
  await expect(content).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(content).not.toBeFocused();
  // The browser's own field does as well.
  await page.getByRole('button', { name: 'Plain text field' }).click();
  await expect(page.locator('textarea')).toBeVisible();
});
