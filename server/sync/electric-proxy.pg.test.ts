import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ELECTRIC_PROTOCOL_QUERY_PARAMS, ShapeStream } from '@electric-sql/client';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeOf } from '../auth/learner-scope.ts';
import { shapeRoute } from '../routes/shape.ts';
import { feedContract } from '../testing/feed-contract.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { electricProxy, FORWARDED } from './electric-proxy.ts';
import { shapeEndpoint } from './shape-endpoint.ts';
import { handlePrefix } from './shape-protocol.ts';
import { withLearnerOn } from './sql-store.ts';
import { startWakeUps } from './wake-ups.ts';

const SECRET = 'only-between-servers';
const ends: (() => unknown)[] = [];
const asked: URL[] = [];
let wanted = SECRET;
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let upstream: Server;
let url: string;
let wakeUps: Awaited<ReturnType<typeof startWakeUps>>;

const listen = async (app: Hono): Promise<[Server, string]> => {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await new Promise((resolve) => server.once('listening', resolve));
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
};

/** Stands in for Electric: the same protocol, but it believes whatever table and where it is given, and caches. */
const standInForElectric = (
  surroundings: Pick<Parameters<typeof shapeEndpoint>[0], 'database' | 'wakeUps' | 'stopping'>,
) => {
  const answer = shapeEndpoint({ ...surroundings, holdMs: 500, eventsMs: 2_000, keepAliveMs: 500 });
  const app = new Hono().onError((_, c) => c.json({ message: 'Away.' }, 503));
  return app.use(compress()).get('/v1/shape', async (c) => {
    const at = new URL(c.req.url);
    asked.push(at);
    if (at.searchParams.get('secret') !== wanted) return c.json({ message: 'Unauthorized' }, 401);
    const { status, headers, body } = await answer(
      at.searchParams.get('params[1]') ?? '',
      at.searchParams,
      c.req.raw.signal,
    );
    return c.body(body, status, {
      'content-type': 'application/json',
      ...headers,
      'cache-control': 'public, max-age=604800',
    });
  });
};

beforeAll(async () => {
  database = await openTestDatabase('postgres');
  wakeUps = await startWakeUps(database);
  const stop = new AbortController();
  ends.push(() => stop.abort(), wakeUps.stop);
  const [server, electricUrl] = await listen(standInForElectric({ database, wakeUps, stopping: stop.signal }));
  upstream = server;
  const proxy = electricProxy({ url: electricUrl, secret: SECRET, database, stopping: stop.signal });
  const app = new Hono().route(
    '/sync/shape',
    shapeRoute(async (c) => c.req.header('x-learner') ?? null, proxy),
  );
  url = `${(await listen(app))[1]}/sync/shape`;
});
afterAll(async () => {
  for (const end of ends) await end();
  await database.close();
});

const newLearner = async () => {
  const id = randomUUID();
  await database.query('insert into learners (id) values ($1)', [id]);
  return id;
};
const put = (learnerId: string, localDay: string) =>
  withLearnerOn(database.db, wakeUps.committed)(learnerId, (store) =>
    store.putRows('studyDays', [
      { key: `${localDay}/none`, row: { localDay, course: 'none', activeMs: {}, stamps: {}, deletedAt: null } },
    ]),
  );
const open = (learnerId: string, options: object = {}) => {
  const ended = new AbortController();
  ends.unshift(() => ended.abort());
  const keys: string[] = [];
  const stream = new ShapeStream({
    url,
    params: { scope: scopeOf(learnerId) },
    headers: { 'x-learner': learnerId },
    signal: ended.signal,
    onError: () => {},
    ...options,
  });
  stream.subscribe((batch) => {
    for (const message of batch) {
      if ('value' in message) keys.push(String(message.value.key));
      else if (message.headers.control === 'must-refetch') keys.length = 0;
    }
  });
  return { stream, keys };
};

describe('an Electric service behind our proxy, by the contract', () =>
  feedContract(async () => {
    const own = await openTestDatabase('postgres');
    const stop = new AbortController();
    let wakes = await startWakeUps(own, { netMs: 300 });
    let standIn = standInForElectric({ database: own, wakeUps: wakes, stopping: stop.signal });
    const [, electricUrl] = await listen(new Hono().all('*', (c) => standIn.fetch(c.req.raw)));
    return {
      database: own,
      endpoint: electricProxy({ url: electricUrl, secret: SECRET, database: own, stopping: stop.signal }),
      committed: (...committed) => wakes.committed(...committed),
      restart: async () => {
        wakes = await startWakeUps(own, { netMs: 300 });
        standIn = standInForElectric({ database: own, wakeUps: wakes, stopping: stop.signal });
      },
      close: async () => {
        stop.abort();
        wakes.stop();
        await own.close();
      },
    };
  }));

test('passes on every parameter of the protocol, as the client names them', () => {
  expect([...FORWARDED].sort()).toEqual([...ELECTRIC_PROTOCOL_QUERY_PARAMS].sort());
});

test('reads one learner’s feed out of Electric, live, and says itself which rows those are', async () => {
  const [a, b] = [await newLearner(), await newLearner()];
  await put(a, '2026-01-02');
  await put(b, '2026-01-03');
  const { keys } = open(a);
  await expect.poll(() => keys).toEqual(['2026-01-02/none']);
  await put(a, '2026-01-04');
  await expect.poll(() => keys).toEqual(['2026-01-02/none', '2026-01-04/none']);

  asked.length = 0;
  const query = `scope=${scopeOf(a)}&offset=-1&table=devices&where=true&params[1]=${b}&columns=public_key&secret=x&replica=full`;
  const response = await fetch(`${url}?${query}`, { headers: { 'x-learner': a, 'accept-encoding': 'gzip' } });
  expect(await response.text()).not.toContain(b);
  expect(
    Object.fromEntries(asked.find(({ searchParams }) => searchParams.get('offset') === '-1')?.searchParams ?? []),
  ).toEqual({
    offset: '-1',
    table: 'changes',
    where: 'learner_id = $1',
    'params[1]': a,
    columns: 'learner_id,collection,key,version,row',
    secret: SECRET,
  });
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('electric-offset')).toBe('2_0');
});

test('[R2] ends its handles with the epoch, and never lets one learner use another’s', async () => {
  const [a, b] = [await newLearner(), await newLearner()];
  await put(a, '2026-01-02');
  const { keys, stream } = open(a);
  await expect.poll(() => stream.isUpToDate).toBe(true);
  const before = stream.shapeHandle ?? '';
  const asB = await fetch(`${url}?scope=${scopeOf(b)}&offset=0_0&handle=${before}`, { headers: { 'x-learner': b } });
  expect(asB.status).toBe(409);
  await database.query(`update hornbook_meta set value = '"restored"' where key = 'epoch'`);
  await put(a, '2026-01-05');
  await expect.poll(() => stream.shapeHandle).toContain('-restored~');
  await expect.poll(() => keys).toEqual(['2026-01-02/none', '2026-01-05/none']);
});

test('what Electric has against us is not told as if the learner had no session', async () => {
  const a = await newLearner();
  wanted = 'another secret by now';
  const response = await fetch(`${url}?scope=${scopeOf(a)}&offset=-1`, { headers: { 'x-learner': a } });
  wanted = SECRET;
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await response.text()).not.toContain('Unauthorized');
});

test('says that Electric is away, and asks to come back', async () => {
  const a = await newLearner();
  upstream.closeAllConnections();
  upstream.close();
  const response = await fetch(`${url}?scope=${scopeOf(a)}&offset=-1`, { headers: { 'x-learner': a } });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
});

test('[R2] an offset Electric does not know makes the device begin anew, instead of an error for good', async () => {
  const database = await openTestDatabase('postgres');
  const restored = new Hono().get('/v1/shape', (c) =>
    c.json({ message: 'Invalid request', errors: { offset: ['out of bounds for this shape'] } }, 400),
  );
  const [, electricUrl] = await listen(restored);
  const proxy = electricProxy({ url: electricUrl, secret: SECRET, database, stopping: new AbortController().signal });
  const learnerId = randomUUID();
  await database.query('insert into learners (id) values ($1)', [learnerId]);
  const [{ epoch = '' } = {}] = await database.query<{ epoch: string }>(
    'select hornbook_epoch() || epoch as epoch from learner_clocks where learner_id = $1',
    [learnerId],
  );
  const ask = (query: string) => proxy(learnerId, new URLSearchParams(query), new AbortController().signal);
  const handle = `${handlePrefix(learnerId, epoch)}~3833821-17218`;
  const answer = await ask(`offset=26800584_4&handle=${handle}`);
  expect(answer.status).toBe(409);
  expect(answer.headers['electric-handle']).not.toBe(handle);
  expect((await ask('offset=-1')).status).toBe(400);
  await database.close();
});
