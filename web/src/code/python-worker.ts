/// <reference lib="webworker" />
import { type Python, runInPython } from '@hornbook/shared/code/python/run-in-python.ts';
import type { CodeJob, RunTest } from '@hornbook/shared/code/run-submission.ts';
import { loadPyodide } from 'pyodide';
// @ts-expect-error: the package describes its main file alone.
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import { info } from 'pyodide/pyodide-lock.json';

declare const self: DedicatedWorkerGlobalScope;

type Message = { kind: 'start'; supplies: { wasm: ArrayBuffer; stdlib: ArrayBuffer } } | { kind: 'run'; job: CodeJob };

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

const start = async ({ wasm, stdlib }: { wasm: ArrayBuffer; stdlib: ArrayBuffer }): Promise<RunTest> => {
  limitMemory();
  // Pyodide fetches two files; it gets them from what was handed over, and nothing else.
  const files = new Map([
    ['pyodide.asm.wasm', { bytes: wasm, type: 'application/wasm' }],
    ['python_stdlib.zip', { bytes: stdlib, type: 'application/zip' }],
  ]);
  self.fetch = async (input) => {
    const name =
      String(input instanceof Request ? input.url : input)
        .split('/')
        .at(-1) ?? '';
    const file = files.get(name);
    if (!file) throw new TypeError(`There is no ${name} here.`);
    return new Response(file.bytes, { headers: { 'content-type': file.type } });
  };
  const python = await loadPyodide({
    indexURL: 'https://python.invalid/',
    createPyodideModule,
    lockFileContents: { info, packages: {} } as never,
    packageBaseUrl: 'https://python.invalid/',
    jsglobals: Object.create(null),
    stdin: () => null,
    stdout: () => {},
    stderr: () => {},
  });
  return runInPython(python as Python);
};

const answer = self.postMessage.bind(self);
let running: RunTest | null = null;

const hear = async ({ data }: MessageEvent<Message>) => {
  if (data.kind === 'run') return answer(await running?.(data.job));
  running = await start(data.supplies);
  shutDoors();
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
