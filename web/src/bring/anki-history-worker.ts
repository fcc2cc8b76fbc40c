import { type HistoryRead, readAnkiHistory } from '@hornbook/shared/import/anki-history.ts';
import { openTablesBy } from '@hornbook/shared/import/open-tables.ts';
import { sqliteOf } from './sqlite.ts';

export interface HistoryJob {
  file: Blob;
  /** SQLite, handed over. */
  wasm: ArrayBuffer | null;
  /** Now, ms. */
  now: number;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<HistoryJob>) => void) | null;
  postMessage: (read: HistoryRead) => void;
}
const scope = self as unknown as WorkerScope;

const read = async ({ file, wasm, now }: HistoryJob): Promise<HistoryRead> =>
  readAnkiHistory(new Uint8Array(await file.arrayBuffer()), openTablesBy(sqliteOf(wasm)), now);

/** A fault of the reader, or a file that is gone meanwhile: nobody hears of a promise that is refused in a worker. */
const givenUp = (error: unknown): HistoryRead => ({
  kind: 'unreadable',
  reason: { code: 'broken', detail: error instanceof Error ? error.message : 'the reader gave up' },
});

scope.onmessage = async ({ data }) => {
  scope.postMessage(await read(data).catch(givenUp));
};
