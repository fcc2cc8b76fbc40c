import { LARGEST_ARCHIVE } from '@hornbook/shared/import/archive.ts';
import type { Unreadable } from '@hornbook/shared/import/imported.ts';
import type { MadeWords } from '@hornbook/shared/import/made-words.ts';
import type { MadeFile } from '@hornbook/shared/import/make-parts.ts';
import type { FolderRead } from '@hornbook/shared/import/read-folder.ts';
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { builtWorkerUrl } from '../components/trusted-html.ts';
import type { ReadingJob } from './desk-import-worker.ts';
import workerUrl from './desk-import-worker.ts?worker&url';

const LONGEST_MS = 120_000;

type FileRead = MadeFile | FolderRead;

const unreadable = (reason: Unreadable): FileRead => ({ kind: 'unreadable', reason });

/**
 * Reads a file beside the page, in a worker that ends with it: whatever a file asks for, the page goes on. The bounds of
 * the readers are for honest files; one that takes too long is given up.
 */
export const readFileApart = async (file: File, words: MadeWords): Promise<FileRead> => {
  if (file.size > LARGEST_ARCHIVE) return unreadable({ code: 'too-large', most: LARGEST_ARCHIVE });
  const wasm = await fetch(wasmUrl).then(
    (response) => (response.ok ? response.arrayBuffer() : null),
    () => null,
  );
  return new Promise((resolve) => {
    const worker = new Worker(builtWorkerUrl(workerUrl), { type: 'module' });
    const settle = (made: FileRead) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(made);
    };
    const timer = setTimeout(
      () => settle(unreadable({ code: 'hostile', detail: `reading it takes more than ${LONGEST_MS / 1000} seconds` })),
      LONGEST_MS,
    );
    worker.onmessage = ({ data }: MessageEvent<FileRead>) => settle(data);
    worker.onerror = ({ message }) => settle(unreadable({ code: 'broken', detail: message || 'the reader gave up' }));
    worker.onmessageerror = () => settle(unreadable({ code: 'broken', detail: 'the reader gave up' }));
    worker.postMessage({ name: file.name, file, words, wasm } satisfies ReadingJob);
  });
};

/** Brings all that reading needs onto the device, so that a file can be read without a network later on. */
export const fetchReader = (): Promise<unknown> => Promise.all([fetch(workerUrl), fetch(wasmUrl)]);
