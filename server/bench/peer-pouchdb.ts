import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { PlainAttempt } from './attempt-rows.ts';
import { answerParent, type Child, startChild } from './child.ts';
import type { BenchDevice, Contestant } from './contestant.ts';
import { loadPeer } from './peer-packages.ts';
import { hashOfRows } from './rows-hash.ts';
import { makeWatchers } from './watchers.ts';

interface Changes {
  on(event: 'change', heard: (change: { id: string; doc: PlainAttempt }) => void): Changes;
  on(event: 'error', heard: () => void): Changes;
  cancel(): void;
}
interface Pouch {
  bulkDocs(docs: object[]): Promise<unknown>;
  changes(options: object): Changes;
  info(): Promise<{ doc_count: number }>;
}
interface PouchDB {
  new (name: string, options?: object): Pouch;
  plugin(plugin: unknown): PouchDB;
  defaults(options: object): PouchDB;
  sync(local: Pouch, remote: Pouch, options: object): Changes;
}
type Express = () => { use(handler: unknown): void };

/** A hundred is its own default; with a thousand it is faster. */
const BATCH = 1_000;
const LEFT_BEHIND_MS = 500;

const loadPouch = async () => {
  const [pouch, memory] = await Promise.all([loadPeer<PouchDB>('pouchdb'), loadPeer('pouchdb-adapter-memory')]);
  return pouch.plugin(memory).defaults({ adapter: 'memory' });
};

/** The process: its databases in memory, served as CouchDB would. */
export const runPouchServer = async (): Promise<void> => {
  const [Pouch, express, served] = await Promise.all([
    loadPouch(),
    loadPeer<Express>('express'),
    loadPeer<(pouch: PouchDB, options: object) => unknown>('express-pouchdb'),
  ]);
  const app = express();
  app.use(served(Pouch, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
  const server = createServer(app as never);
  server.listen(0, '127.0.0.1', () => {
    answerParent((server.address() as AddressInfo).port, async ({ learner }: { learner: string }) => {
      return (await new Pouch(learner).info()).doc_count;
    });
  });
};

/** PouchDB with express-pouchdb, both in memory. */
export const startPouch = async (): Promise<Contestant> => {
  const Pouch = await loadPouch();
  const child = await startChild('pouchdb');
  // A replication that was ended leaves requests behind, and nobody hears of their end when the link goes.
  const unheard = () => {};
  process.on('unhandledRejection', unheard);
  let learners = 0;
  let devices = 0;
  return {
    name: 'PouchDB, in memory',
    port: child.port,
    newLearner: async (port) => {
      learners += 1;
      const learner = `learner${learners}`;
      return {
        device: async () => {
          devices += 1;
          const remote = new Pouch(`http://127.0.0.1:${port}/${learner}`, { adapter: 'http' });
          return pouchDevice(Pouch, new Pouch(`device${devices}`), remote, child, learner);
        },
      };
    },
    newEditors: async () => [],
    stop: async () => {
      await child.stop();
      await setTimeout(LEFT_BEHIND_MS);
      process.off('unhandledRejection', unheard);
    },
  };
};

const pouchDevice = (Pouch: PouchDB, local: Pouch, remote: Pouch, child: Child, learner: string): BenchDevice => {
  const rows = new Map<string, PlainAttempt>();
  const { changed, until } = makeWatchers();
  const heard = local.changes({ live: true, since: 'now', include_docs: true }).on('change', ({ id, doc }) => {
    const { _id, _rev, ...row } = doc as PlainAttempt & { _id: string; _rev: string };
    rows.set(id, row as PlainAttempt);
    changed();
  });
  heard.on('error', () => {});
  let sync: Changes | null = null;
  return {
    write: async (some) => {
      await local.bulkDocs(some.map((row) => ({ _id: row.id, ...row })));
      await until(() => some.every(({ id }) => rows.has(id)));
    },
    connect: () => {
      sync = Pouch.sync(local, remote, { live: true, retry: true, batch_size: BATCH }).on('error', () => {});
    },
    disconnect: async () => sync?.cancel(),
    uploaded: async () => {
      while ((await child.ask<number>({ learner })) < rows.size) await setTimeout(5);
    },
    holds: (count) => until(() => rows.size >= count),
    hash: () => hashOfRows(rows),
    arrival: (id) => until(() => rows.has(id)),
  };
};
