import { hostileJavaScript } from '@hornbook/shared/testing/hostile-javascript.ts';
import { hostilePython } from '@hornbook/shared/testing/hostile-python.ts';
import { findChallenge, openPython, runAll, write } from './code-desk.ts';
import { expect, test } from './fixtures.ts';
import { SHORT_MS, setTimeLimit, startWatching, tryAll } from './hostile-programs.ts';
import { pickGoal, untilKeptOffline } from './learner.ts';

test('programs that mean no good end with a verdict in time, reach nothing, hold up nothing, and the next one runs', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(1_500_000);
  const watched = await startWatching();
  await pickGoal(page, /how modern AI works/);
  const python = await findChallenge(page.request, 'ai-engineering');
  const javascript = await findChallenge(page.request, 'modern-javascript');
  await untilKeptOffline(page);
  await openPython(page, python.path);
  await page.goto(javascript.path);
  await write(page, '');
  await setTimeLimit(page, SHORT_MS);
  const reached: string[] = [];
  page.on('request', (request) => {
    if (!/^\/(sync|packs|assets|auth|health|icons)/.test(new URL(request.url()).pathname)) reached.push(request.url());
  });
  for (const { challenge, programs } of [
    { challenge: javascript, programs: hostileJavaScript },
    { challenge: python, programs: hostilePython },
  ]) {
    await page.goto(challenge.path);
    await write(page, challenge.question.solution.source);
    expect(await runAll(page)).toMatch(/All tests pass/);
    reached.length = 0;
    const lured = programs.map(([name, source]) => [name, watched.lure(source)] as const);
    await tryAll(page, challenge, lured, { honestAfterEach: true });
    await write(page, challenge.question.solution.source);
    expect(await runAll(page)).toMatch(/All tests pass/);
    expect(reached).toEqual([]);
  }
  expect(watched.visitors).toEqual([]);
  // It does notice who comes.
  await page.request.get(watched.url);
  expect(watched.visitors.length).toBeGreaterThan(0);
  await watched.stop();
});
