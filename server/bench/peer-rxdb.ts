import { type AddressInfo, createServer } from 'node:net';
import type { PlainAttempt } from './attempt-rows.ts';
import { answerParent, type Child, startChild } from './child.ts';
import type { BenchDevice, Contestant } from './contestant.ts';
import { loadPeer } from './peer-packages.ts';
import { hashOfRows } from './rows-hash.ts';
import { makeWatchers } from './watchers.ts';

interface Collection {
  bulkInsert(rows: readonly object[]): Promise<unknown>;
  count(): { exec(): Promise<number> };
  $: { subscribe(heard: (event: { documentData: PlainAttempt & Record<string, unknown> }) => void): void };
}
interface Database {
  addCollections(collections: Record<string, { schema: object }>): Promise<Record<string, Collection>>;
}
interface Rxdb {
  createRxDatabase(options: object): Promise<Database>;
}
interface RxServer {
  addReplicationEndpoint(options: { name: string; collection: Collection }): { urlPath: string };
  start(): Promise<void>;
}
type Replicate = (options: object) => Promise<{ cancel(): Promise<unknown> }>;

/** Its own default; larger ones are refused by its server's own limit on bodies, for ever. */
const BATCH = 100;
/** Endpoints cannot be added to a server that runs: one for each learner to come. */
const LEARNERS = 12;
const VERSION = 0;

const text = (maxLength: number) => ({ type: 'string', maxLength });
const SCHEMA = {
  version: VERSION,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(36),
    learnerId: text(36),
    activityId: text(20),
    answers: { type: 'string' },
    score: { type: 'number' },
    startedAt: { type: 'number' },
    finishedAt: { type: 'number' },
    deviceId: text(20),
  },
};

const openDatabase = async (name: string): Promise<Database> => {
  const [rxdb, { getRxStorageMemory }] = await Promise.all([
    loadPeer<Rxdb>('rxdb'),
    loadPeer<{ getRxStorageMemory(): unknown }>('rxdb/plugins/storage-memory'),
  ]);
  return rxdb.createRxDatabase({ name, storage: getRxStorageMemory(), multiInstance: false });
};

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

const collectionsOf = async (database: Database, names: readonly string[]) =>
  database.addCollections(Object.fromEntries(names.map((name) => [name, { schema: SCHEMA }])));

/** The process: RxDB's own server before collections in memory. */
export const runRxdbServer = async (): Promise<void> => {
  const [{ createRxServer }, { RxServerAdapterExpress }] = await Promise.all([
    loadPeer<{ createRxServer(options: object): Promise<RxServer> }>('rxdb-server/plugins/server'),
    loadPeer<{ RxServerAdapterExpress: unknown }>('rxdb-server/plugins/adapter-express'),
  ]);
  const database = await openDatabase('server');
  const names = Array.from({ length: LEARNERS }, (_, number) => `learner${number + 1}`);
  const collections = await collectionsOf(database, names);
  const port = await freePort();
  const server = await createRxServer({ database, adapter: RxServerAdapterExpress, port, hostname: '127.0.0.1' });
  for (const name of names) server.addReplicationEndpoint({ name, collection: collections[name] as Collection });
  await server.start();
  answerParent(port, ({ learner }: { learner: string }) => collections[learner]?.count().exec() ?? 0);
};

/** RxDB with rxdb-server, both in memory. */
export const startRxdb = async (): Promise<Contestant> => {
  const [{ replicateServer }, eventSource] = await Promise.all([
    loadPeer<{ replicateServer: Replicate }>('rxdb-server/plugins/replication-server'),
    loadPeer('eventsource'),
  ]);
  const child = await startChild('rxdb');
  let learners = 0;
  let devices = 0;
  return {
    name: 'RxDB, in memory',
    port: child.port,
    newLearner: async (port) => {
      learners += 1;
      const learner = `learner${learners}`;
      const replicate = (collection: Collection) =>
        replicateServer({
          collection,
          replicationIdentifier: learner,
          url: `http://127.0.0.1:${port}/${learner}/${VERSION}`,
          push: { batchSize: BATCH },
          pull: { batchSize: BATCH },
          live: true,
          eventSource,
        });
      return {
        device: async () => {
          devices += 1;
          const { attempts } = await collectionsOf(await openDatabase(`device${devices}`), ['attempts']);
          return rxdbDevice(attempts as Collection, replicate, child, learner);
        },
      };
    },
    newEditors: async () => [],
    stop: child.stop,
  };
};

const rxdbDevice = (
  collection: Collection,
  replicate: (collection: Collection) => ReturnType<Replicate>,
  child: Child,
  learner: string,
): BenchDevice => {
  const rows = new Map<string, PlainAttempt>();
  const { changed, until } = makeWatchers();
  collection.$.subscribe(({ documentData }) => {
    const own = Object.entries(documentData).filter(([name]) => !name.startsWith('_'));
    rows.set(documentData.id, Object.fromEntries(own) as unknown as PlainAttempt);
    changed();
  });
  let replication: ReturnType<Replicate> | null = null;
  return {
    write: async (some) => {
      await collection.bulkInsert(some.map((row) => ({ ...row })));
    },
    connect: () => {
      replication = replicate(collection);
    },
    disconnect: async () => {
      await (await replication)?.cancel();
    },
    uploaded: async () => {
      while ((await child.ask<number>({ learner })) < rows.size) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    holds: (count) => until(() => rows.size >= count),
    hash: () => hashOfRows(rows),
    arrival: (id) => until(() => rows.has(id)),
  };
};
