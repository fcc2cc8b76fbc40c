import type { Unreadable } from '@hornbook/shared/import/imported.ts';
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { builtWorkerUrl } from '../components/trusted-html.ts';

const LONGEST_MS = 120_000;

export const sqliteUrl = wasmUrl;

/** SQLite, for a worker that may fetch nothing itself; null where it is not on this device yet and can't come. */
export const fetchSqlite = (): Promise<ArrayBuffer | null> =>
  fetch(wasmUrl).then(
    (response) => (response.ok ? response.arrayBuffer() : null),
    () => null,
  );

/**
 * Reads a file beside the page, in a worker that ends with it: whatever a file asks for, the page goes on. The bounds of
 * the readers are for honest files; one that takes too long is given up.
 */
export const runApart = <Job, Answer>(
  workerUrl: string,
  job: Job,
  unreadable: (reason: Unreadable) => Answer,
): Promise<Answer> =>
  new Promise((resolve) => {
    const worker = new Worker(builtWorkerUrl(workerUrl), { type: 'module' });
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(
      () => settle(unreadable({ code: 'hostile', detail: `reading it takes more than ${LONGEST_MS / 1000} seconds` })),
      LONGEST_MS,
    );
    worker.onmessage = ({ data }: MessageEvent<Answer>) => settle(data);
    worker.onerror = ({ message }) => settle(unreadable({ code: 'broken', detail: message || 'the reader gave up' }));
    worker.onmessageerror = () => settle(unreadable({ code: 'broken', detail: 'the reader gave up' }));
    worker.postMessage(job);
  });
