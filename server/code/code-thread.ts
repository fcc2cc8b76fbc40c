import { parentPort } from 'node:worker_threads';
import { runInQuickJs } from '@hornbook/shared/code/quickjs/run-in-quickjs.ts';
import type { CodeJob } from '@hornbook/shared/code/run-submission.ts';
import { quickJsTools } from './quickjs-tools.ts';

// What learners wrote, on a thread of its own that can be ended whatever it does. The stack is what the thread was given.
const runTest = runInQuickJs({ ...quickJsTools(), stackBytes: 384 << 10 });

parentPort?.on('message', async (job: CodeJob) => {
  parentPort?.postMessage(await runTest(job));
});
parentPort?.postMessage('ready');
