/// <reference lib="webworker" />
import { keepPython, type Python, pythonOptions, runInPython } from '@hornbook/shared/code/python/run-in-python.ts';
import type { CodeJob, RunTest } from '@hornbook/shared/code/run-submission.ts';
import { loadPyodide } from 'pyodide';
// @ts-expect-error: the package describes its main file alone.
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import { info } from 'pyodide/pyodide-lock.json';

import type { PythonFiles, PythonSupplies } from './python-start.ts';

declare const self: DedicatedWorkerGlobalScope;

type Message =
  | { kind: 'keep'; files: PythonFiles }
  | { kind: 'start'; supplies: PythonSupplies }
  | { kind: 'run'; job: CodeJob };

const MEMORY_BYTES = 256 << 20;
const PAGE_BYTES = 64 << 10;

/** Python asks for more by growing its memory: beyond the limit it is told that there is none, and says so itself. */
const limitMemory = () => {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > MEMORY_BYTES)
      throw new RangeError('No more memory for programs.');
    return grow.call(this, pages);
  };
};

/** What a page or a worker can reach others by. Some would be refused by this worker's policy as well. */
const DOORS = [
  'fetch XMLHttpRequest WebSocket WebSocketStream WebTransport EventSource Request Response Headers importScripts Worker',
  'SharedWorker BroadcastChannel MessageChannel MessagePort indexedDB IDBFactory caches CacheStorage Cache navigator',
  'storage StorageManager cookieStore Notification PushManager ServiceWorkerContainer ServiceWorkerRegistration',
  'FileSystemDirectoryHandle FileReaderSync webkitRequestFileSystem webkitRequestFileSystemSync location close',
  'webkitResolveLocalFileSystemURL webkitResolveLocalFileSystemSyncURL RTCPeerConnection RTCDataChannel createImageBitmap',
  'requestAnimationFrame postMessage onmessage addEventListener dispatchEvent reportError trustedTypes crossOriginIsolated',
].flatMap((names) => names.split(' '));

/** Takes them away, wherever on the way up from the global object they stand. */
const shutDoors = () => {
  for (let holder: object | null = self; holder; holder = Object.getPrototypeOf(holder))
    for (const name of DOORS) {
      if (!Object.hasOwn(holder, name)) continue;
      Object.defineProperty(holder, name, { value: undefined, writable: false, configurable: false });
    }
};

/** Pyodide fetches two files; it gets them from what was handed over, and nothing else. */
const handOver = (module: WebAssembly.Module, stdlib: Blob) => {
  self.fetch = async (input) => {
    const name = String(input instanceof Request ? input.url : input)
      .split('/')
      .at(-1);
    if (name === 'pyodide.asm.wasm') return new Response(null, { headers: { 'content-type': 'application/wasm' } });
    if (name === 'python_stdlib.zip') return new Response(stdlib, { headers: { 'content-type': 'application/zip' } });
    throw new TypeError(`There is no ${name} here.`);
  };
  // Compiled once, for all workers of a page.
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
};

const load = (given: Partial<Parameters<typeof loadPyodide>[0]>): Promise<Python> =>
  loadPyodide({
    ...pythonOptions(),
    indexURL: 'https://python.invalid/',
    createPyodideModule,
    lockFileContents: { info, packages: {} } as never,
    packageBaseUrl: 'https://python.invalid/',
    ...given,
  });

const throughStream = (blob: Blob, stream: GenericTransformStream): Promise<Blob> =>
  new Response(
    blob.stream().pipeThrough(stream as TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>),
  ).blob();

/** What others can go on from: unpacked, where Python has been started on this device before; else it is started. */
const keep = async ({ wasm, stdlib, packed }: PythonFiles) => {
  const compiling = wasm.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
  if (packed) {
    const memory = await throughStream(packed, new DecompressionStream('gzip'));
    return { supplies: { module: await compiling, stdlib, memory }, packed: null };
  }
  const module = await compiling;
  handOver(module, stdlib);
  const memory = new Blob([keepPython(await load({ _makeSnapshot: true })) as Uint8Array<ArrayBuffer>]);
  return { supplies: { module, stdlib, memory }, packed: await throughStream(memory, new CompressionStream('gzip')) };
};

const start = async ({ module, stdlib, memory }: PythonSupplies): Promise<RunTest> => {
  limitMemory();
  handOver(module, stdlib);
  const python = await load({ _loadSnapshot: await memory.arrayBuffer() });
  shutDoors();
  return runInPython(python);
};

const answer = self.postMessage.bind(self);
let running: RunTest | null = null;

const hear = async ({ data }: MessageEvent<Message>) => {
  if (data.kind === 'run') return answer(await running?.(data.job));
  if (data.kind === 'keep') return answer(await keep(data.files));
  running = await start(data.supplies);
  answer('ready');
};
// A listener, not the property, which goes with the other doors.
self.addEventListener('message', (event) => {
  hear(event).catch((error: unknown) => {
    // Told as an error of this worker: whoever waits for it hears of it.
    setTimeout(() => {
      throw error;
    });
  });
});
