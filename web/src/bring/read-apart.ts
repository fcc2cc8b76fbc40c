import { LARGEST_ARCHIVE } from '@hornbook/shared/import/archive.ts';
import type { Unreadable } from '@hornbook/shared/import/imported.ts';
import type { MadeWords } from '@hornbook/shared/import/made-words.ts';
import type { MadeFile } from '@hornbook/shared/import/make-parts.ts';
import type { FolderRead } from '@hornbook/shared/import/read-folder.ts';
import type { ReadingJob } from './desk-import-worker.ts';
import workerUrl from './desk-import-worker.ts?worker&url';
import { fetchSqlite, runApart, sqliteUrl } from './run-apart.ts';

type FileRead = MadeFile | FolderRead;

/** Reads what an author brings. */
export const readFileApart = async (file: File, words: MadeWords): Promise<FileRead> => {
  const unreadable = (reason: Unreadable): FileRead => ({ kind: 'unreadable', reason });
  if (file.size > LARGEST_ARCHIVE) return unreadable({ code: 'too-large', most: LARGEST_ARCHIVE });
  const job: ReadingJob = { name: file.name, file, words, wasm: await fetchSqlite() };
  return runApart(workerUrl, job, unreadable);
};

/** Brings all that reading needs onto the device, so that a file can be read without a network later on. */
export const fetchReader = (): Promise<unknown> => Promise.all([fetch(workerUrl), fetch(sqliteUrl)]);
