import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { PlainAttempt } from './attempt-rows.ts';
import { answerParent, type Child, startChild } from './child.ts';
import type { BenchDevice, Contestant } from './contestant.ts';
import { loadPeer } from './peer-packages.ts';
import { hashOfRows } from './rows-hash.ts';
import { makeWatchers } from './watchers.ts';

interface Store {
  transaction(work: () => void): void;
  setRow(table: string, id: string, row: object): void;
  hasRow(table: string, id: string): boolean;
  getRowCount(table: string): number;
  getTable(table: string): Record<string, PlainAttempt>;
  addTablesListener(heard: () => void): void;
}
interface Synchronizer {
  startSync(): Promise<unknown>;
  destroy(): Promise<unknown>;
}
interface Tinybase {
  createMergeableStore(): Store;
}
interface Persisters {
  Persists: { MergeableStoreOnly: number };
  createCustomPersister(store: Store, ...parts: unknown[]): unknown;
}
interface WsServer {
  address(): AddressInfo;
}
interface Ws {
  WebSocketServer: new (options: { port: number; host: string }) => WsServer;
  new (url: string): unknown;
}
type CreateSynchronizer = (store: Store, socket: unknown, requestTimeoutSeconds: number) => Promise<Synchronizer>;

const TABLE = 'attempts';
/** Its own default of one second gives up on a large store for good. */
const PATIENCE_S = 60;

/** The process: a store in memory for each path, kept by a persister that writes nowhere. */
export const runTinybaseServer = async (): Promise<void> => {
  const [tinybase, persisters, { createWsServer }, ws] = await Promise.all([
    loadPeer<Tinybase>('tinybase'),
    loadPeer<Persisters>('tinybase/persisters'),
    loadPeer<{ createWsServer: (server: WsServer, persister: (path: string) => unknown) => unknown }>(
      'tinybase/synchronizers/synchronizer-ws-server',
    ),
    loadPeer<Ws>('ws'),
  ]);
  const stores = new Map<string, Store>();
  const server = new ws.WebSocketServer({ port: 0, host: '127.0.0.1' });
  createWsServer(server, (path) => {
    // When the last device leaves the server forgets the store, which a real persister would read again.
    const store = stores.get(path) ?? tinybase.createMergeableStore();
    stores.set(path, store);
    const nothing = async () => undefined;
    const { MergeableStoreOnly } = persisters.Persists;
    return persisters.createCustomPersister(store, nothing, nothing, nothing, nothing, undefined, MergeableStoreOnly);
  });
  await once(server as unknown as NodeJS.EventEmitter, 'listening');
  answerParent(
    server.address().port,
    ({ learner }: { learner: string }) => stores.get(learner)?.getRowCount(TABLE) ?? 0,
  );
};

/** TinyBase's mergeable store with its own WebSocket server. */
export const startTinybase = async (): Promise<Contestant> => {
  const [tinybase, { createWsSynchronizer }, ws] = await Promise.all([
    loadPeer<Tinybase>('tinybase'),
    loadPeer<{ createWsSynchronizer: CreateSynchronizer }>('tinybase/synchronizers/synchronizer-ws-client'),
    loadPeer<Ws>('ws'),
  ]);
  const child = await startChild('tinybase');
  let learners = 0;
  return {
    name: 'TinyBase, in memory',
    port: child.port,
    newLearner: async (port) => {
      learners += 1;
      const learner = `learner${learners}`;
      const connect = (store: Store) =>
        createWsSynchronizer(store, new ws(`ws://127.0.0.1:${port}/${learner}`), PATIENCE_S);
      return { device: async () => tinybaseDevice(tinybase.createMergeableStore(), connect, child, learner) };
    },
    newEditors: async () => [],
    stop: child.stop,
  };
};

const tinybaseDevice = (
  store: Store,
  connect: (store: Store) => Promise<Synchronizer>,
  child: Child,
  learner: string,
): BenchDevice => {
  const { changed, until } = makeWatchers();
  store.addTablesListener(changed);
  let synchronizer: Promise<Synchronizer> | null = null;
  return {
    write: async (some) =>
      store.transaction(() => {
        for (const row of some) store.setRow(TABLE, row.id, { ...row });
      }),
    connect: () => {
      synchronizer = connect(store).then(async (made) => {
        await made.startSync();
        return made;
      });
    },
    disconnect: async () => {
      await (await synchronizer)?.destroy();
    },
    uploaded: async () => {
      while ((await child.ask<number>({ learner })) < store.getRowCount(TABLE))
        await new Promise((resolve) => setTimeout(resolve, 5));
    },
    holds: (count) => until(() => store.getRowCount(TABLE) >= count),
    hash: () => hashOfRows(new Map(Object.entries(store.getTable(TABLE)))),
    arrival: (id) => until(() => store.hasRow(TABLE, id)),
  };
};
