import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { PlainAttempt } from './attempt-rows.ts';
import { answerParent, type Child, startChild } from './child.ts';
import type { BenchDevice, Contestant } from './contestant.ts';
import { loadPeer } from './peer-packages.ts';
import { hashOfRows } from './rows-hash.ts';
import { makeWatchers } from './watchers.ts';

interface YMap {
  size: number;
  has(key: string): boolean;
  set(key: string, value: unknown): void;
  toJSON(): Record<string, PlainAttempt>;
}
interface YDoc {
  getMap(name: string): YMap;
  transact(work: () => void): void;
  on(event: 'update', heard: (update: Uint8Array, origin: unknown) => void): void;
}
interface Yjs {
  Doc: new () => YDoc;
  Map: new (entries: [string, unknown][]) => unknown;
  applyUpdate(doc: YDoc, update: Uint8Array, origin?: unknown): void;
  encodeStateAsUpdate(doc: YDoc, vector?: Uint8Array): Uint8Array;
  encodeStateVector(doc: YDoc): Uint8Array;
}
interface Socket {
  send(data: Uint8Array): void;
  close(): void;
  on(event: 'message', heard: (data: Buffer) => void): void;
  on(event: 'open' | 'close' | 'error', heard: () => void): void;
}
interface Ws {
  WebSocketServer: new (options: {
    port: number;
    host: string;
  }) => {
    address(): AddressInfo;
    on(event: 'connection', heard: (socket: Socket) => void): void;
    on(event: 'listening', heard: () => void): void;
  };
  new (url: string): Socket;
}

const VECTOR = 0;
const UPDATE = 1;
const framed = (kind: number, bytes: Uint8Array) => Buffer.concat([Buffer.of(kind), bytes]);

/** Yjs's own exchange: say what you have, get what you lack, then every update as it happens. */
const converse = (yjs: Yjs, doc: YDoc, socket: Socket, isOpen: () => boolean) => {
  socket.on('message', (data) => {
    const bytes = new Uint8Array(data.subarray(1));
    if (data[0] === UPDATE) yjs.applyUpdate(doc, bytes, socket);
    else socket.send(framed(UPDATE, yjs.encodeStateAsUpdate(doc, bytes)));
  });
  doc.on('update', (update, origin) => {
    if (origin !== socket && isOpen()) socket.send(framed(UPDATE, update));
  });
};

/** The process: a document in memory, and a WebSocket. Nothing is stored. */
export const runYjsServer = async (): Promise<void> => {
  const [yjs, ws] = await Promise.all([loadPeer<Yjs>('yjs'), loadPeer<Ws>('ws')]);
  let doc = new yjs.Doc();
  const server = new ws.WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    let open = true;
    socket.on('close', () => {
      open = false;
    });
    socket.on('error', () => {});
    converse(yjs, doc, socket, () => open);
    socket.send(framed(VECTOR, yjs.encodeStateVector(doc)));
  });
  await once(server as unknown as NodeJS.EventEmitter, 'listening');
  answerParent(server.address().port, (question: { kind: 'count' | 'empty' }) => {
    if (question.kind === 'empty') doc = new yjs.Doc();
    return doc.getMap('attempts').size;
  });
};

/** Yjs, a nested map a row, with a server that keeps the document in memory. */
export const startYjs = async (): Promise<Contestant> => {
  const [yjs, ws] = await Promise.all([loadPeer<Yjs>('yjs'), loadPeer<Ws>('ws')]);
  const child = await startChild('yjs');
  return {
    name: 'Yjs, in memory',
    port: child.port,
    newLearner: async (port) => {
      await child.ask({ kind: 'empty' });
      return { device: async () => yjsDevice(yjs, ws, child, port) };
    },
    newEditors: async () => [],
    stop: child.stop,
  };
};

const yjsDevice = (yjs: Yjs, ws: Ws, child: Child, port: number): BenchDevice => {
  const doc = new yjs.Doc();
  const rows = doc.getMap('attempts');
  let socket: Socket | null = null;
  const { changed, until } = makeWatchers();
  doc.on('update', changed);
  return {
    write: async (some) => {
      doc.transact(() => {
        for (const row of some) rows.set(row.id, new yjs.Map(Object.entries(row)));
      });
    },
    connect: () => {
      const opened = new ws(`ws://127.0.0.1:${port}`);
      socket = opened;
      let open = false;
      opened.on('open', () => {
        open = true;
        opened.send(framed(VECTOR, yjs.encodeStateVector(doc)));
      });
      opened.on('close', () => {
        open = false;
      });
      opened.on('error', () => {});
      converse(yjs, doc, opened, () => open);
    },
    disconnect: async () => socket?.close(),
    uploaded: async () => {
      while ((await child.ask<number>({ kind: 'count' })) < rows.size)
        await new Promise((resolve) => setTimeout(resolve, 5));
    },
    holds: (count) => until(() => rows.size >= count),
    hash: () => hashOfRows(new Map(Object.entries(rows.toJSON()))),
    arrival: (id) => until(() => rows.has(id)),
  };
};
