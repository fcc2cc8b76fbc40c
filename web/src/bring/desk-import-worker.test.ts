import { afterEach, expect, test, vi } from 'vitest';
import type { ReadingJob } from './desk-import-worker.ts';

afterEach(() => vi.unstubAllGlobals());

test('a reader that gives up says so at once, and why', async () => {
  const scope = { onmessage: null as ((event: { data: ReadingJob }) => Promise<void>) | null, postMessage: vi.fn() };
  vi.stubGlobal('self', scope);
  await import('./desk-import-worker.ts');
  const words = {} as ReadingJob['words'];
  const gone = Object.assign(new Blob(['::a:: Ask {T}']), {
    arrayBuffer: () => Promise.reject(new Error('The file is gone.')),
  });
  await scope.onmessage?.({ data: { name: 'cells.gift', file: gone, words, wasm: null } });
  expect(scope.postMessage.mock.calls).toEqual([
    [{ kind: 'unreadable', reason: { code: 'broken', detail: 'The file is gone.' } }],
  ]);
});
