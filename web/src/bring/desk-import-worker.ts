import '@hornbook/shared/import/without-eval.ts';
import type { MadeWords } from '@hornbook/shared/import/made-words.ts';
import type { MadeFile } from '@hornbook/shared/import/make-parts.ts';
import { openTablesBy } from '@hornbook/shared/import/open-tables.ts';
import { readFile } from '@hornbook/shared/import/read-file.ts';
import type { FolderRead } from '@hornbook/shared/import/read-folder.ts';
import { sqliteOf } from './sqlite.ts';

export interface ReadingJob {
  name: string;
  file: Blob;
  words: MadeWords;
  /** SQLite, which only some files need. A worker for strangers' files may fetch nothing itself. */
  wasm: ArrayBuffer | null;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<ReadingJob>) => void) | null;
  postMessage: (made: MadeFile | FolderRead) => void;
}
const scope = self as unknown as WorkerScope;

const read = async ({ name, file, words, wasm }: ReadingJob): Promise<MadeFile | FolderRead> =>
  readFile(name, new Uint8Array(await file.arrayBuffer()), openTablesBy(sqliteOf(wasm)), words);

/** A fault of a reader, or a file that is gone meanwhile: nobody hears of a promise that is refused in a worker. */
const givenUp = (error: unknown): MadeFile => ({
  kind: 'unreadable',
  reason: { code: 'broken', detail: error instanceof Error ? error.message : 'the reader gave up' },
});

scope.onmessage = async ({ data: { name, file, words, wasm } }) => {
  scope.postMessage(await read({ name, file, words, wasm }).catch(givenUp));
};
