import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { readQuestions } from '@hornbook/shared/import/read-questions.ts';
import { openSqlite } from './open-sqlite.ts';

const { path, name } = workerData as { path: string; name: string };
parentPort?.postMessage(await readQuestions(name, await readFile(path), openSqlite));
