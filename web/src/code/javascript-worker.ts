/// <reference lib="webworker" />
import { runInQuickJs } from '@hornbook/shared/code/quickjs/run-in-quickjs.ts';
import type { CodeJob } from '@hornbook/shared/code/run-submission.ts';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { transform } from 'sucrase';

declare const self: DedicatedWorkerGlobalScope;

type Message = { kind: 'start'; supplies: ArrayBuffer } | { kind: 'run'; job: CodeJob };

let compiled: Promise<WebAssembly.Module> | null = null;
let loaded: Promise<QuickJSWASMModule> | null = null;

const load = async (): Promise<QuickJSWASMModule> => {
  if (!compiled) throw new Error('QuickJS has not been handed over.');
  return newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: await compiled }));
};

const runTest = runInQuickJs({
  quickJs: () => {
    loaded ??= load();
    return loaded;
  },
  broken: () => {
    loaded = null;
  },
  stripTypes: async (source) => transform(source, { transforms: ['typescript'], disableESTransforms: true }).code,
  now: () => performance.now(),
});

/** Goes through what programs and tests use: QuickJS is translated piece by piece, each when it is first come by. */
const REHEARSAL: CodeJob = {
  language: 'typescript',
  source: 'export const twice = (n: number): number => n * 2;\nconsole.log([twice(1)], { two: "2" });',
  test: {
    kind: 'file',
    id: 'rehearsal',
    name: 'rehearsal',
    source: `test('right', async () => { expect(await twice(2)).toEqual(4); });
test('wrong', () => { expect([1]).toEqual([2]); });`,
  },
  timeLimitMs: 1_000,
};

const hear = async ({ data }: MessageEvent<Message>) => {
  if (data.kind === 'run') return self.postMessage(await runTest(data.job));
  compiled = WebAssembly.compile(data.supplies);
  await runTest(REHEARSAL);
  self.postMessage('ready');
};
// QuickJS is all this worker has: the service serves it with a policy under which it can fetch and import nothing.
self.onmessage = (event) => {
  hear(event).catch((error: unknown) => {
    // Told as an error of this worker: whoever waits for it hears of it.
    setTimeout(() => {
      throw error;
    });
  });
};
