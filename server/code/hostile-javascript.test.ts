import { hostileJavaScript } from '@hornbook/shared/testing/hostile-javascript.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCodeThreads } from './code-threads.ts';

const LIMIT_MS = 300;
const tried = process.env.HORNBOOK_DEEP === '1' ? hostileJavaScript : hostileJavaScript.slice(0, 15);
const threads = createCodeThreads();
const run = (source: string, timeLimitMs = LIMIT_MS) =>
  threads.runTest({
    language: 'javascript',
    source,
    timeLimitMs,
    test: { id: 'a', name: 'a', kind: 'call', call: '1 + 1', expected: '2' },
  });
beforeAll(async () => void (await run('')));
afterAll(() => threads.close());

test.each(tried)('%s ends with a verdict, reaches nothing, and the next program runs', async (_, source) => {
  const begun = performance.now();
  const { outcomes } = await run(source);
  expect(performance.now() - begun).toBeLessThan(LIMIT_MS + 1_500);
  expect(outcomes).toHaveLength(1);
  expect(outcomes[0]?.status).toMatch(/^(passed|failed|error|timeout|memory|stack|stopped)$/);
  expect(JSON.stringify(outcomes)).not.toContain('REACHED');
  expect((await run('', 5_000)).outcomes).toEqual([{ id: 'a', name: 'a', status: 'passed' }]);
});
