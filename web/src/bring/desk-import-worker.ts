import '@hornbook/shared/import/without-eval.ts';
import type { MadeWords } from '@hornbook/shared/import/made-words.ts';
import { type MadeFile, makeParts } from '@hornbook/shared/import/make-parts.ts';
import { readQuestions } from '@hornbook/shared/import/read-questions.ts';
import { openSqlite } from './open-sqlite.ts';

export interface ReadingJob {
  name: string;
  file: Blob;
  words: MadeWords;
  /** SQLite, which only some files need. A worker for strangers' files may fetch nothing itself. */
  wasm: ArrayBuffer | null;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<ReadingJob>) => void) | null;
  postMessage: (made: MadeFile) => void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = async ({ data: { name, file, words, wasm } }) => {
  const read = await readQuestions(name, new Uint8Array(await file.arrayBuffer()), openSqlite(wasm));
  scope.postMessage(makeParts(read, words));
};
