import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openTablesBy } from '@hornbook/shared/import/open-tables.ts';
import { readQuestions } from '@hornbook/shared/import/read-questions.ts';
import initSqlJs from 'sql.js';

const { path, name } = workerData as { path: string; name: string };
parentPort?.postMessage(
  await readQuestions(
    name,
    await readFile(path),
    openTablesBy(() => initSqlJs()),
  ),
);
