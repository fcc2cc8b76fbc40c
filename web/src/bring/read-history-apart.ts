import type { HistoryRead } from '@hornbook/shared/import/anki-history.ts';
import { LARGEST_ARCHIVE } from '@hornbook/shared/import/archive.ts';
import type { Unreadable } from '@hornbook/shared/import/imported.ts';
import type { HistoryJob } from './anki-history-worker.ts';
import workerUrl from './anki-history-worker.ts?worker&url';
import { fetchSqlite, runApart, sqliteUrl } from './run-apart.ts';

/** Why a learner's package can't be read. */
export type UnreadableHistory = Unreadable | { code: 'no-reader' };
export type HistoryFile =
  | Exclude<HistoryRead, { kind: 'unreadable' }>
  | { kind: 'unreadable'; reason: UnreadableHistory };

/** Reads the history of an Anki package. */
export const readHistoryApart = async (file: File, now: number): Promise<HistoryFile> => {
  const unreadable = (reason: UnreadableHistory): HistoryFile => ({ kind: 'unreadable', reason });
  if (file.size > LARGEST_ARCHIVE) return unreadable({ code: 'too-large', most: LARGEST_ARCHIVE });
  const wasm = await fetchSqlite();
  if (!wasm) return unreadable({ code: 'no-reader' });
  return runApart<HistoryJob, HistoryFile>(workerUrl, { file, wasm, now }, unreadable);
};

/** Brings all that reading needs onto the device, so that a file can be read without a network later on. */
export const fetchHistoryReader = (): Promise<unknown> => Promise.all([fetch(workerUrl), fetch(sqliteUrl)]);
