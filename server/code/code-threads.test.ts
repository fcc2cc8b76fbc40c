import { afterAll, expect, test } from 'vitest';
import { createCodeThreads } from './code-threads.ts';

const threads = createCodeThreads();
afterAll(() => threads.close());
const run = async (source: string, timeLimitMs = 300) =>
  (
    await threads.runTest({
      language: 'javascript',
      source,
      timeLimitMs,
      test: { id: 'a', name: 'a', kind: 'call', call: 'f()', expected: '1' },
    })
  ).outcomes[0];

test('a thread that has to be ended is replaced by the next', async () => {
  expect(await run('const f = () => 1')).toMatchObject({ status: 'passed' });
  // Asks for memory, is refused and asks again: the limit of time is hardly ever looked at.
  const greedy = 'for (;;) { try { const a = []; for (;;) a.push("x".repeat(1e6) + a.length); } catch {} }';
  const begun = performance.now();
  expect((await run(greedy))?.status).toMatch(/stopped|timeout|memory/);
  expect(performance.now() - begun).toBeLessThan(300 + 1_500);
  expect(await run('const f = () => 1')).toMatchObject({ status: 'passed' });
});

test('nothing of the service is within reach', async () => {
  for (const name of ['process', 'require', 'fetch', 'Worker', 'WebAssembly', 'indexedDB', 'navigator'])
    expect(await run(`const f = () => (typeof ${name} === 'undefined' ? 1 : 0)`)).toMatchObject({ status: 'passed' });
  expect(await run(`const m = await import('node:fs'); const f = () => 1`)).toMatchObject({ status: 'error' });
});
