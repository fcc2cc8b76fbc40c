import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LARGEST_ARCHIVE } from '@hornbook/shared/import/archive.ts';
import type { ReadFile } from '@hornbook/shared/import/imported.ts';
import { startThread } from '../../../start-thread.ts';

const LONGEST_MS = 120_000;

/**
 * Reads a file of questions on a thread of its own, which is ended when the file asks for too much memory or time: the
 * bounds of the readers are for honest files, this one is for the others. With it an import stays below 256 MB.
 */
export const readApart = async (path: string): Promise<ReadFile> => {
  if ((await stat(path)).size > LARGEST_ARCHIVE) return unreadable({ code: 'too-large', most: LARGEST_ARCHIVE });
  return new Promise((resolve) => {
    const worker = startThread(new URL('./reading-thread.ts', import.meta.url), {
      env: {},
      workerData: { path, name: basename(path) },
      resourceLimits: { maxOldGenerationSizeMb: 80, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
    });
    const settle = (read: ReadFile) => {
      clearTimeout(timer);
      worker.removeAllListeners().on('error', () => {});
      void worker.terminate();
      resolve(read);
    };
    const timer = setTimeout(
      () => settle(unreadable({ code: 'hostile', detail: `reading it takes more than ${LONGEST_MS / 1000} seconds` })),
      LONGEST_MS,
    );
    worker.once('message', settle);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? unreadable({ code: 'hostile', detail: 'reading it takes more memory than any honest file' })
          : unreadable({ code: 'broken', detail: error.message }),
      ),
    );
  });
};

const unreadable = (reason: Extract<ReadFile, { kind: 'unreadable' }>['reason']): ReadFile => ({
  kind: 'unreadable',
  reason,
});
