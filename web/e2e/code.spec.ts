import type { Submission } from '@hornbook/shared/collections/submissions.ts';
import { hostilePython } from '@hornbook/shared/testing/hostile-python.ts';
import { findings } from './axe.ts';
import { findChallenge, openPython, runAll, write } from './code-desk.ts';
import { crash } from './crash.ts';
import { expect, test } from './fixtures.ts';
import { SHORT_MS, setTimeLimit, startWatching, tryAll } from './hostile-programs.ts';
import { pickGoal, sendAll, untilKeptOffline, untilSent } from './learner.ts';
import { rowsAtService } from './rows-at-service.ts';
import { freePort, Service } from './service.ts';

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

  // First those that mean no good, with nothing and nobody to reach.
  const watched = await startWatching();
  await setTimeLimit(page, SHORT_MS);
  await page.reload();
  const lured = hostilePython.slice(0, 8).map(([name, source]) => [name, watched.lure(source)] as const);
  await tryAll(page, challenges.python, lured, { honestAfterEach: false });
  expect(watched.visitors).toEqual([]);
  await watched.stop();
  await setTimeLimit(page, 5_000);

  for (const { path, question } of [challenges.javascript, challenges.python]) {
    await page.goto(path);
    await write(page, question.starter);
    expect(await runAll(page)).toMatch(/^\d+ of \d+ tests pass/);

    // Killed in the middle of a line: what was written is there again, but for the keys that were just being pressed.
    const half = question.solution.source.slice(0, Math.ceil(question.solution.source.length / 2));
    await write(page, half);
    await page.locator('.cm-content').press('Control+End');
    const typed = ' // faster than anything that waits for a rest before it keeps what was typed';
    await page.keyboard.type(typed, { delay: 25 });
    await crash(page);
    page = await context.newPage();
    await page.goto(path);
    await expect(page.locator('.cm-content')).toContainText(half.trim().split('\n')[0]?.trim() ?? '');
    const lines = await page.locator('.cm-line').allTextContents();
    const kept = lines.join('\n').slice(half.length);
    expect(typed.startsWith(kept), kept).toBe(true);
    expect(typed.length - kept.length).toBeLessThan(20);

    await write(page, question.solution.source);
    expect(await runAll(page)).toMatch(/All tests pass/);
    await page.getByRole('button', { name: 'See how it went' }).click();
    await expect(page.getByRole('heading', { name: 'Question by question' })).toBeVisible();
  }

  // What was downloaded can be removed: then it is asked for again.
  await page.goto('/me/downloads');
  await page.getByRole('button', { name: 'Remove Python' }).click();
  await expect(page.getByRole('button', { name: 'Remove Python' })).toHaveCount(0);
  expect(await page.evaluate(() => caches.keys())).not.toContain('hornbook-python');

  await service.start();
  await sendAll(page);
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

test('a program is tried test by test, started over and brought back, compared with earlier tries and put back to one', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(120_000);
  await pickGoal(page, /how modern AI works/);
  const { path, question } = await findChallenge(page.request, 'modern-javascript');
  await page.goto(path);
  const program = page.locator('.cm-content');
  const tests = page.locator('[data-desk] ul').first();
  const wrong = `${question.starter.trimEnd()}\n// not there yet`;
  const right = question.solution.source.trimEnd();
  await write(page, wrong);
  expect(await runAll(page)).toMatch(/^\d+ of \d+ tests pass/);
  await expect(tests).toContainText('Expected');
  await expect(tests).toContainText('Got');

  // Alone: its own mark, and no word about all of them.
  await write(page, right);
  await page.getByRole('button', { name: `Run ${question.tests[0]?.name}` }).click();
  await expect(tests).toContainText('Right');
  await expect(tests).not.toContainText('Not right');
  await expect(page.getByText(/tests pass/)).toHaveCount(0);

  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(program).toContainText(question.starter.trim().split('\n')[0] ?? '');
  await expect(program).not.toContainText('not there yet');
  await page.getByRole('button', { name: 'Bring mine back' }).click();
  expect((await program.locator('.cm-line').allTextContents()).join('\n')).toBe(right);
  expect(await runAll(page)).toMatch(/All tests pass/);

  await page.getByText(/^Earlier tries/).click();
  const first = page.locator('[data-desk] details li').filter({ hasText: /^.*0 of/ });
  await first.getByRole('button', { name: 'Compare' }).click();
  await expect(first).toContainText('− // not there yet');
  await first.getByRole('button', { name: 'Go back to this one' }).click();
  await expect(program).toContainText('not there yet');

  await page.getByRole('button', { name: 'Show a hint' }).click();
  await expect(page.getByRole('region', { name: 'Hint 1' })).toBeVisible();
  // Its verdict is of the program as it stands, run or not: what was put back is tried when it is handed in.
  await page.getByRole('button', { name: 'See how it went' }).click();
  await expect(page.getByRole('heading', { name: 'Question by question' })).toBeVisible();
});

test('a desk for programs is usable by keys, on the narrowest phone, in the dark and from right to left', {
  tag: '@long',
}, async ({ page }) => {
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
      expect(await findings(page)).toEqual([]);
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
