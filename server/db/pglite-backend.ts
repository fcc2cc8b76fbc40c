import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';

type Ask = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'reset' | 'dump' | 'close' };
type Reply = { id: number; bytes: Uint8Array | null; program?: WebAssembly.Module } | { id: number; error: string };

/** Postgres itself, once a first database of this process has compiled it: that takes longer than all the rest of opening one. */
let program: WebAssembly.Module | undefined;

/** PGlite on its worker thread: one Postgres session, reached by wire-protocol bytes. */
export interface PgliteBackend {
  /** A "socket" for node-postgres, so that the embedded database and a real server are read by the same driver. */
  stream(): Duplex;
  /** The data directory as a gzipped tar. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Starts PGlite on `dataDir` (`memory://` for none), filled from `template` when that is given. */
export async function startPglite(dataDir: string, template?: Uint8Array): Promise<PgliteBackend> {
  const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
    workerData: { dataDir, template, program },
  });
  const waiting = new Map<number, { resolve: (bytes: Uint8Array | null) => void; reject: (error: Error) => void }>();
  let failed: Error | undefined;
  let lastId = 0;

  const fail = (error: Error) => {
    failed ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const ready = new Promise<unknown>((resolve, reject) => waiting.set(0, { resolve, reject }));
  worker.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) asked?.reject(new Error(`The embedded database failed: ${reply.error}`));
    else {
      program ??= reply.program;
      asked?.resolve(reply.bytes);
    }
  });
  worker.on('error', (error) =>
    fail(new Error(`The embedded database's thread ended: ${String(error)}`, { cause: error })),
  );
  worker.on('exit', () => fail(new Error('The embedded database is closed.')));

  const ask = (request: Ask) =>
    new Promise<Uint8Array | null>((resolve, reject) => {
      if (failed) return reject(failed);
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, ...request });
    });

  await ready;
  return {
    stream: () => new SessionStream(ask),
    dump: async () => (await ask({ kind: 'dump' })) ?? new Uint8Array(),
    close: async () => {
      await ask({ kind: 'close' });
      await worker.terminate();
    },
  };
}

const TERMINATE = 'X'.charCodeAt(0);

/** What a server says to a client it lets in: AuthenticationOk, the parameters node-postgres reads, ReadyForQuery. */
const welcome = (): Buffer => {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(type, 0, 'latin1');
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const parameter = (name: string, value: string) => message('S', Buffer.from(`${name}\0${value}\0`));
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    parameter('client_encoding', 'UTF8'),
    parameter('standard_conforming_strings', 'on'),
    message('K', Buffer.alloc(8)),
    message('Z', Buffer.from('I')),
  ]);
};

/** The socket node-postgres writes to. Its first message is the start-up packet, answered here; the rest go to PGlite. */
class SessionStream extends Duplex {
  private started = false;
  private readonly ask: (request: Ask) => Promise<Uint8Array | null>;

  constructor(ask: (request: Ask) => Promise<Uint8Array | null>) {
    super();
    this.ask = ask;
  }

  connect() {
    process.nextTick(() => this.emit('connect'));
    return this;
  }
  setNoDelay() {}
  setKeepAlive() {}
  ref() {}
  unref() {}

  override _read() {}
  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void) {
    this.pass(chunk).then(() => done(), done);
  }
  // Parse, bind, describe, execute and sync come corked: one request to the thread, not five.
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void) {
    this.pass(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }
  override _final(done: (error?: Error | null) => void) {
    this.push(null);
    done();
  }

  private async pass(bytes: Buffer) {
    if (!this.started) {
      this.started = true;
      await this.ask({ kind: 'reset' });
      this.push(welcome());
    } else if (bytes[0] !== TERMINATE) {
      // Terminate must not reach PGlite: it would end the only session there is.
      const reply = await this.ask({ kind: 'bytes', bytes: new Uint8Array(bytes) });
      if (reply?.length && !this.destroyed) this.push(Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength));
    }
  }
}
