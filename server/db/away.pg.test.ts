import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTo } from '../testing/postgres-template.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { makeTestDevice } from '../testing/test-device.ts';
import type { Database } from './connect.ts';

/** A way to Postgres that can be cut and mended. */
function makeLine(target: URL) {
  const sockets = new Set<Socket>();
  let server: Server;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    return socket;
  };
  return {
    async mend(port = 0) {
      server = createServer((near) => {
        const far = keep(connect(Number(target.port), target.hostname));
        keep(near).pipe(far).pipe(near);
      }).listen(port, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as { port: number }).port;
    },
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A pooler takes no settings with a connection, and says so as PgBouncer does. */
function makePooler(target: URL) {
  const fields = ['SFATAL', 'C08P01', 'Munsupported startup parameter: statement_timeout'].join('\0');
  const body = Buffer.from(`${fields}\0\0`);
  const refusal = Buffer.concat([Buffer.from('E'), Buffer.alloc(4), body]);
  refusal.writeInt32BE(body.length + 4, 1);
  return createServer((near) => {
    near.on('error', () => {});
    near.once('data', (startup) => {
      if (startup.includes('statement_timeout')) return near.end(refusal);
      const far = connect(Number(target.port), target.hostname).on('error', () => {});
      far.write(startup);
      near.pipe(far).pipe(near);
    });
  });
}

let real: Awaited<ReturnType<typeof openTestDatabase>>;
let line: ReturnType<typeof makeLine>;
let database: Database;
let port: number;
beforeAll(async () => {
  real = await openTestDatabase('postgres');
  const url = new URL(real.url ?? '');
  line = makeLine(new URL(url));
  port = await line.mend();
  url.port = String(port);
  database = await connectTo(url.href);
});
afterAll(async () => {
  line.cut();
  await database.close();
  await real.close();
});

test('while Postgres is away requests are asked to come back, health says why, and all is well when it returns', async () => {
  const app = await makeTestApp(database);
  const device = await makeTestDevice(app);
  const heard: string[] = [];
  await database.listen('news', (payload) => heard.push(payload));
  expect((await device.post('/auth/claim', await device.claim())).status).toBe(200);

  line.cut();
  const response = await device.post('/auth/claim', await device.claim());
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  const health = await app.request('/health');
  expect(health.status).toBe(503);
  expect(await health.json()).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('database') });

  await line.mend(port);
  await expect.poll(async () => (await app.request('/health')).status, { timeout: 10_000 }).toBe(200);
  expect((await device.post('/auth/claim', await device.claim())).status).toBe(200);
  const isHeard = async () => {
    await database.query(`select pg_notify('news', 'again')`);
    return heard.length > 0;
  };
  await expect.poll(isHeard, { timeout: 15_000, interval: 250 }).toBe(true);
});

test('a connection that breaks inside a transaction fails that transaction, and nothing else', async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.prependListener('uncaughtException', note);
  let begun = () => {};
  const cut = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const waiting = database.transaction(async (tx) => {
    begun();
    await tx.execute(sql`select pg_sleep(20)`);
  });
  await cut;
  line.cut();
  await expect(waiting).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.removeListener('uncaughtException', note);
  expect(uncaught).toEqual([]);
  await line.mend(port);
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
});

test('a pooler that takes no settings with a connection is used without them', async () => {
  const url = new URL(real.url ?? '');
  const pooler = makePooler(new URL(url)).listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  url.port = String((pooler.address() as { port: number }).port);
  const pooled = await connectTo(url.href);
  expect(await pooled.query('select 1 as one')).toEqual([{ one: 1 }]);
  await pooled.close();
  pooler.close();
});
