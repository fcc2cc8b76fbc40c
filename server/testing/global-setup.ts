import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { TestProject } from 'vitest/node';
import { makePgliteTemplate } from './pglite-template.ts';
import { type PostgresCluster, startPostgres } from './postgres-cluster.ts';
import { preparePostgresTemplate } from './postgres-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseDoor: string;
  }
}

/**
 * Test files run in processes of their own but share one Postgres and one PGlite template. Both are made when the first
 * file asks at this door, so that a run of pure tests starts neither.
 */
export default async function setup(project: TestProject) {
  let cluster: Promise<PostgresCluster> | undefined;
  let template: Promise<string> | undefined;
  const answers: Record<string, () => Promise<string>> = {
    '/postgres': async () => {
      cluster ??= startPostgres().then(async (started) => {
        await preparePostgresTemplate(started.url());
        return started;
      });
      return (await cluster).url();
    },
    '/pglite': () => {
      template ??= makePgliteTemplate();
      return template;
    },
  };
  const door = createServer((request, response) => {
    const answer = answers[request.url ?? ''] ?? (async () => Promise.reject(new Error('No such database.')));
    answer().then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(inspect(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('databaseDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);

  return async () => {
    door.close();
    await (await cluster?.catch(() => undefined))?.stop();
  };
}
