import wasmUrl from 'pyodide/pyodide.asm.wasm?url';
import stdlibUrl from 'pyodide/python_stdlib.zip?url';
import { create } from 'zustand';
import { builtWorkerUrl } from '../components/trusted-html.ts';
import { type PythonSupplies, readyPython } from './python-start.ts';
import workerUrl from './python-worker.ts?worker&url';

/** A cache of its own: Python is a download like a course, asked for and removable, and no part of the app. */
const CACHE = 'hornbook-python';
const FILES = [workerUrl, wasmUrl, stdlibUrl];
/** Not fetched: Python as it was when it had first started here, so that it never has to again. Of this very version. */
const STARTED = `${workerUrl}.started`;

/** What is fetched. */
export const PYTHON_BYTES = 13_500_000;
/** What it takes on the device, with what is kept of its first start. */
export const PYTHON_STORED_BYTES = 20_700_000;

export type PythonState =
  | { kind: 'unknown' | 'absent' | 'ready' }
  | { kind: 'fetching'; doneBytes: number }
  | { kind: 'failed'; reason: 'no-connection' | 'no-room' };

export const usePythonState = create<PythonState>(() => ({ kind: 'unknown' }));
const show = (state: PythonState) => usePythonState.setState(state, true);

/** Looks whether all of it is on this device. */
export const lookForPython = async (): Promise<void> => {
  if (usePythonState.getState().kind === 'fetching') return;
  try {
    const cache = await caches.open(CACHE);
    const found = await Promise.all(FILES.map((file) => cache.match(file)));
    show({ kind: found.every(Boolean) ? 'ready' : 'absent' });
  } catch {
    show({ kind: 'absent' });
  }
};

/** Fetches what is missing of it, and keeps it. What another version of the app used and this one does not goes. */
export const fetchPython = async (): Promise<void> => {
  if (usePythonState.getState().kind === 'fetching') return;
  let doneBytes = 0;
  show({ kind: 'fetching', doneBytes });
  try {
    const cache = await caches.open(CACHE);
    for (const file of FILES) {
      if (await cache.match(file)) continue;
      const response = await fetch(file);
      // A portal answers with a page of its own.
      if (!response.ok || response.headers.get('content-type')?.startsWith('text/html')) throw new TypeError(file);
      const bytes = await readAll(response, (more) => {
        doneBytes += more;
        show({ kind: 'fetching', doneBytes });
      });
      // With its headers: the policy a worker runs under comes with its file.
      await cache.put(file, new Response(bytes, { headers: withoutEncoding(response.headers) }));
    }
    const paths = new Set([...FILES, STARTED].map((file) => new URL(file, location.href).pathname));
    for (const request of await cache.keys())
      if (!paths.has(new URL(request.url).pathname)) await cache.delete(request);
    show({ kind: 'ready' });
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    show({ kind: 'failed', reason: isFull ? 'no-room' : 'no-connection' });
  }
};

export const removePython = async (): Promise<void> => {
  await caches.delete(CACHE);
  kept = null;
  show({ kind: 'absent' });
};

const withoutEncoding = (headers: Headers): Headers => {
  const kept = new Headers(headers);
  kept.delete('content-encoding');
  kept.delete('content-length');
  return kept;
};

const readAll = async (response: Response, onBytes: (count: number) => void): Promise<Blob> => {
  const reader = response.body?.getReader();
  if (!reader) return response.blob();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks);
    chunks.push(value);
    onBytes(value.byteLength);
  }
};

const stored = async (file: string): Promise<Blob> => {
  const found = await (await caches.open(CACHE)).match(file);
  if (!found) throw new Error('Python is not on this device.');
  return found.blob();
};

const makeWorker = () => new Worker(builtWorkerUrl(workerUrl), { type: 'module' });

let kept: Promise<PythonSupplies> | null = null;

/** What a worker for Python starts from, got ready once a page. */
const supplies = (): Promise<PythonSupplies> => {
  if (!kept) {
    const getting = getReady();
    kept = getting;
    getting.catch(() => {
      kept = null;
    });
  }
  return kept;
};

const getReady = async (): Promise<PythonSupplies> => {
  const cache = await caches.open(CACHE);
  const [wasm, stdlib] = await Promise.all([stored(wasmUrl), stored(stdlibUrl)]);
  const known = await cache.match(STARTED);
  const files = { wasm, stdlib, packed: known ? await known.blob() : null };
  // Should what was kept be damaged, Python starts from nothing, as the first time.
  const ready = await readyPython(makeWorker(), files).catch((error: unknown) => {
    if (!files.packed) throw error;
    return readyPython(makeWorker(), { ...files, packed: null });
  });
  // Without room for it, it is only slower the next time.
  if (ready.packed) void cache.put(STARTED, new Response(ready.packed)).catch(() => undefined);
  return ready.supplies;
};

export const pythonParts = { makeWorker, supplies };
