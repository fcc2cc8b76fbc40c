import type { CodeLanguage } from '@hornbook/shared/content/pack.ts';
import wasmUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import { builtWorkerUrl } from '../components/trusted-html.ts';
import javascriptWorker from './javascript-worker.ts?worker&url';
import { pythonParts } from './python-files.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

/** The bytes of one of the app's own files; an error when what came is not it. */
const bytesOf = async (url: string): Promise<ArrayBuffer> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} is not there (${response.status}).`);
  return response.arrayBuffer();
};

const javascript = createSandbox({
  makeWorker: () => new Worker(builtWorkerUrl(javascriptWorker), { type: 'module' }),
  supplies: () => bytesOf(wasmUrl),
});

const python = createSandbox({ ...pythonParts, onceOnly: true });

const byLanguage: Record<CodeLanguage, Sandbox> = { javascript, typescript: javascript, python };

/** Where programs of a language run on this device. */
export const sandboxFor = (language: CodeLanguage): Sandbox => byLanguage[language];
