import '@hornbook/shared/import/without-eval.ts';
import type { MadeWords } from '@hornbook/shared/import/made-words.ts';
import type { MadeFile } from '@hornbook/shared/import/make-parts.ts';
import { openTablesBy } from '@hornbook/shared/import/open-tables.ts';
import { readFile } from '@hornbook/shared/import/read-file.ts';
import type { FolderRead } from '@hornbook/shared/import/read-folder.ts';
import initSqlJs from 'sql.js';

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

const sqlite = (wasmBinary: ArrayBuffer | null) => () => {
  if (!wasmBinary) throw new Error('what reads databases is not on this device yet; connect once, then try again');
  return initSqlJs({ wasmBinary });
};

scope.onmessage = async ({ data: { name, file, words, wasm } }) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  scope.postMessage(await readFile(name, bytes, openTablesBy(sqlite(wasm)), words));
};
