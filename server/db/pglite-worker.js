// The embedded database, on a thread of its own: PGlite computes on the thread that calls it, and a heavy query would
// hold up every request. Plain JavaScript, since a worker is loaded by Node itself, with no TypeScript loader, in
// tests and in development as in the built server. It speaks bytes of the Postgres wire protocol, one request at a time.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

/** @typedef {{ id: number } & ({ kind: 'bytes', bytes: Uint8Array } | { kind: 'reset' | 'dump' | 'close' })} Request */

const { dataDir, template, program: given } = workerData;
// All of the buffers is filled with zeros at each start, which took a third of it with the 128 MB there would be otherwise.
const SETTINGS = ['-c', 'shared_buffers=32MB'];
/** Compiled by the first database of a process, and shared by those after it. */
const program =
  given ??
  (await WebAssembly.compile(await readFile(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite')))));
const pglite = await PGlite.create({
  dataDir,
  pgliteWasmModule: program,
  startParams: [...PGlite.defaultStartParams, ...SETTINGS],
  ...(template ? { loadDataDir: new Blob([template]) } : {}),
});

/**
 * @param {Request} request
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>}
 */
const answer = async (request) => {
  switch (request.kind) {
    case 'bytes':
      // A copy: what PGlite hands out may be a window on memory it goes on using.
      return (await pglite.execProtocolRaw(request.bytes)).slice();
    case 'reset':
      // A new connection begins with nothing left of the one before: no transaction, role, setting or LISTEN.
      await pglite.exec('rollback');
      await pglite.exec('discard all');
      return null;
    case 'dump':
      return new Uint8Array(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
    case 'close':
      await pglite.exec('checkpoint');
      await pglite.close();
      return null;
  }
};

let last = Promise.resolve();
parentPort?.on('message', (/** @type {Request} */ request) => {
  last = last.then(async () => {
    try {
      const bytes = await answer(request);
      parentPort?.postMessage({ id: request.id, bytes }, bytes ? [bytes.buffer] : []);
    } catch (error) {
      parentPort?.postMessage({ id: request.id, error: error instanceof Error ? error.message : String(error) });
    }
  });
});
parentPort?.postMessage({ id: 0, bytes: null, program });
