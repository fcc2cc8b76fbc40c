import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FetchError, type Message, Shape, ShapeStream } from '@electric-sql/client';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { scopeOf, shapeRoute } from '../routes/shape.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { shapeEndpoint } from './shape-endpoint.ts';
import { withLearnerOn } from './sql-store.ts';
import { startWakeUps, type WakeUps } from './wake-ups.ts';

interface Line extends Record<string, unknown> {
  collection: string;
  key: string;
  version: bigint;
  row: Record<string, unknown>;
}

const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);

describeOnBoth('the feed as the official client reads it', (database) => {
  let wakeUps: WakeUps;
  let server: Server;
  let url: string;
  let requests: { url: URL; status: number; headers: Headers }[] = [];
  const stopping = new AbortController();
  const endings: (() => void)[] = [];

  beforeAll(async () => {
    wakeUps = await startWakeUps(database(), { netMs: 300 });
    const answer = shapeEndpoint({ database: database(), wakeUps, stopping: stopping.signal, holdMs: 1500 });
    const app = new Hono();
    app.use(async (c, next) => {
      const list = requests;
      await next();
      list.push({ url: new URL(c.req.url), status: c.res.status, headers: c.res.headers });
    });
    app.route(
      '/sync/shape',
      shapeRoute(async (c) => c.req.header('x-learner') ?? null, answer),
    );
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sync/shape`;
  });
  afterEach(() => {
    for (const end of endings.splice(0)) end();
    // Live requests of the last test may still end: theirs is the old list.
    requests = [];
  });
  afterAll(async () => {
    stopping.abort();
    wakeUps.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    return id;
  };
  /** Requests of one learner: a stream of the test before may still be ending. */
  const askedFor = (learnerId: string) =>
    requests.filter(({ url: at }) => at.searchParams.get('scope') === scopeOf(learnerId));
  const put = (learnerId: string, days: { n: number; ms: number }[], pad = '') =>
    withLearnerOn(database().db, wakeUps.committed)(learnerId, (store) =>
      store.putRows(
        'studyDays',
        days.map(({ n, ms }) => ({
          key: `${day(n)}/none`,
          row: {
            localDay: day(n),
            course: 'none',
            activeMs: { replicaa00: ms },
            stamps: (pad ? { pad } : {}) as Record<string, string>,
            deletedAt: null,
          },
        })),
      ),
    );
  /** What is there, asked of the database and not of the code under test. */
  const oracle = async (learnerId: string) =>
    Object.fromEntries(
      (
        await database().query<{ key: string; row: unknown }>(
          `select local_day || '/' || course as key, active_ms as row from study_days where learner_id = $1`,
          [learnerId],
        )
      ).map(({ key, row }) => [key, row]),
    );
  const open = (learnerId: string, options: object = {}) => {
    const ended = new AbortController();
    endings.push(() => ended.abort());
    const messages: Message<Line>[] = [];
    const rows = new Map<string, Line>();
    const stream = new ShapeStream<Line>({
      url,
      params: { scope: scopeOf(learnerId) },
      headers: { 'x-learner': learnerId },
      signal: ended.signal,
      onError: () => {},
      ...options,
    });
    stream.subscribe((batch) => {
      for (const message of batch) {
        messages.push(message);
        if ('value' in message) rows.set(message.value.key, message.value);
        else if (message.headers.control === 'must-refetch') rows.clear();
      }
    });
    const seen = () => Object.fromEntries([...rows].map(([key, { row }]) => [key, row.activeMs]));
    return { stream, messages, rows, seen, end: () => ended.abort() };
  };
  const sameAsOracle = async (learnerId: string, seen: () => object, timeout = 10_000) => {
    const expected = await oracle(learnerId);
    await expect.poll(seen, { timeout }).toEqual(expected);
  };

  test('begins with all there is, then shows what is inserted and changed while it waits', async () => {
    const a = await newLearner();
    await put(a, [
      { n: 1, ms: 5 },
      { n: 2, ms: 6 },
    ]);
    const { seen, rows, messages } = open(a);
    await sameAsOracle(a, seen);
    expect(rows.get(`${day(1)}/none`)).toMatchObject({ collection: 'studyDays', version: 1n, learner_id: a });
    await expect.poll(() => askedFor(a).length).toBe(1);

    await put(a, [{ n: 3, ms: 7 }]);
    await sameAsOracle(a, seen);
    await put(a, [{ n: 1, ms: 50 }]);
    await sameAsOracle(a, seen);
    // By hand: nobody tells this process but the database itself.
    await database().query(
      `update study_days set active_ms = '{"replicaa00": 99}' where learner_id = $1 and local_day = $2`,
      [a, day(2)],
    );
    await sameAsOracle(a, seen);
    expect(messages.filter((message) => 'value' in message).length).toBe(5);
    for (const { headers, status } of askedFor(a)) {
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('private, no-store');
    }
    const [first, ...live] = askedFor(a);
    expect(first?.headers.get('electric-schema')).toContain('"int8"');
    expect(first?.headers.has('electric-cursor')).toBe(false);
    const cursors = live.map(({ headers }) => headers.get('electric-cursor'));
    expect(new Set(cursors).size).toBe(live.length);
    expect(new Set(askedFor(a).map(({ headers }) => headers.get('electric-handle'))).size).toBe(1);
  });

  test('is held when there is nothing new, then says so and is asked again', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    const { messages } = open(a);
    await expect.poll(() => askedFor(a).length, { timeout: 6000 }).toBe(3);

    expect(messages.filter((message) => 'value' in message).length).toBe(1);
    expect(askedFor(a)[1]?.headers.get('electric-up-to-date')).toBe('');
    expect(askedFor(a)[2]?.url.searchParams.get('cursor')).toBe(askedFor(a)[1]?.headers.get('electric-cursor'));
  });

  test('goes on where it was left, in one request', async () => {
    const a = await newLearner();
    await put(a, [
      { n: 1, ms: 5 },
      { n: 2, ms: 6 },
    ]);
    const first = open(a, { subscribe: false });
    await expect.poll(() => first.stream.isUpToDate).toBe(true);
    const { lastOffset, shapeHandle } = first.stream;
    expect(lastOffset).toBe('2_0');
    await put(a, [
      { n: 2, ms: 60 },
      { n: 3, ms: 7 },
    ]);
    requests = [];
    const second = open(a, { offset: lastOffset, handle: shapeHandle, subscribe: false });
    await expect
      .poll(() => second.seen())
      .toEqual({ [`${day(2)}/none`]: { replicaa00: 60 }, [`${day(3)}/none`]: { replicaa00: 7 } });
    expect(askedFor(a).length).toBe(1);
  });

  test('[F1] comes in pages that grow, compressed, with no gap between them', async () => {
    const a = await newLearner();
    // Hardly compressible, so that pages are as large as they look.
    const pad = () => Array.from({ length: 60 }, () => randomUUID()).join('');
    for (let from = 0; from < 1200; from += 200)
      await put(
        a,
        Array.from({ length: 200 }, (_, n) => ({ n: from + n, ms: n })),
        pad(),
      );
    const { seen, messages } = open(a, { subscribe: false });
    await sameAsOracle(a, seen);
    expect(messages.filter((message) => 'value' in message).length).toBe(1200);
    expect(askedFor(a).length).toBeGreaterThan(3);
    expect(
      askedFor(a)
        .slice(0, -1)
        .every(({ headers }) => !headers.has('electric-up-to-date')),
    ).toBe(true);
    expect(askedFor(a).every(({ headers }) => headers.get('content-encoding') === 'gzip')).toBe(true);
    const [first, second] = askedFor(a).map(({ url: at }) => Number.parseInt(at.searchParams.get('offset') ?? '', 10));
    expect([first, (second ?? 0) < 200]).toEqual([-1, true]);
  }, 30_000);

  test('[R2] a new epoch makes it begin anew, in place, with a handle never seen before', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    const { seen, messages, stream } = open(a);
    await sameAsOracle(a, seen);
    const before = stream.shapeHandle;
    await database().query(`update hornbook_meta set value = '"another"' where key = 'epoch'`);
    await put(a, [{ n: 2, ms: 6 }]);
    await sameAsOracle(a, seen);
    expect(messages.some((message) => 'control' in message.headers && message.headers.control === 'must-refetch')).toBe(
      true,
    );
    expect(stream.shapeHandle).not.toBe(before);
    expect(stream.shapeHandle?.split('~')[0]?.split('-')[1]).toBe('another');
    expect(askedFor(a).filter(({ status }) => status === 409).length).toBe(1);
  });

  test('[R2] an offset above the clock means history was lost: this learner, and no other, gets a new epoch', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    for (const learner of [a, b]) await put(learner, [{ n: 1, ms: 5 }]);
    const one = open(a, { subscribe: false });
    const other = open(b);
    await sameAsOracle(a, one.seen);
    await sameAsOracle(b, other.seen);
    requests = [];
    const ahead = open(a, { offset: '7_0', handle: one.stream.shapeHandle });
    await sameAsOracle(a, ahead.seen);
    expect(ahead.stream.lastOffset).toBe('1_0');
    const epochOf = (handle?: string) => handle?.split('~')[0]?.split('-')[1];
    expect(epochOf(ahead.stream.shapeHandle)).not.toBe(epochOf(one.stream.shapeHandle));
    await put(b, [{ n: 2, ms: 6 }]);
    await sameAsOracle(b, other.seen);
    expect([...askedFor(a), ...askedFor(b)].filter(({ status }) => status === 409).length).toBe(1);
  });

  test('is nobody else’s: without a session, with another learner’s scope, or with another learner’s handle', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    await put(a, [{ n: 1, ms: 5 }]);
    await put(b, [{ n: 2, ms: 6 }]);
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    open(a, { headers: {}, onError });
    open(a, { headers: { 'x-learner': b }, onError });
    await expect.poll(() => errors.map((error) => (error as FetchError).status)).toEqual([401, 401]);

    const ofA = open(a, { subscribe: false });
    await sameAsOracle(a, ofA.seen);
    const withHandleOfA = open(b, { offset: '0_0', handle: ofA.stream.shapeHandle, subscribe: false });
    await sameAsOracle(b, withHandleOfA.seen);
    expect(askedFor(b).filter(({ status }) => status === 409).length).toBe(1);
  });

  test('refuses what is no request, by name', async () => {
    const a = await newLearner();
    const ask = async (query: string) => {
      const response = await fetch(`${url}?scope=${scopeOf(a)}&${query}`, { headers: { 'x-learner': a } });
      return {
        status: response.status,
        wrong: Object.keys(((await response.json()) as { errors?: object }).errors ?? {}),
      };
    };
    expect(await ask('')).toEqual({ status: 400, wrong: ['offset'] });
    expect(await ask('offset=x')).toEqual({ status: 400, wrong: ['offset'] });
    expect(await ask('offset=0_0')).toEqual({ status: 400, wrong: ['handle'] });
    expect(await ask('offset=-1&live=true')).toEqual({ status: 400, wrong: ['live'] });
    expect(await ask('offset=-1&subset__limit=1')).toEqual({ status: 400, wrong: ['subset__limit'] });
    expect((await ask('offset=now&cache-buster=1&expired_handle=x&log=full')).status).toBe(200);
  });

  test('`now` gives where the feed stands and none of its rows', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    const { stream, rows } = open(a, { offset: 'now', subscribe: false });
    await expect.poll(() => stream.isUpToDate).toBe(true);
    expect([stream.lastOffset, rows.size]).toEqual(['1_0', 0]);
  });

  test('is the same as the database under writers at work, for those who came early, late, and again', async () => {
    const a = await newLearner();
    const early = open(a);
    const shape = new Shape(early.stream);
    endings.push(() => shape.unsubscribeAll());
    const writer = async (seed: number) => {
      for (let round = 0; round < 20; round += 1) {
        const days = Array.from({ length: 1 + ((seed + round) % 3) }, (_, n) => ({
          n: (seed * 7 + round * 3 + n) % 25,
          ms: round * 10 + seed,
        }));
        const distinct = [...new Map(days.map((one) => [one.n, one])).values()];
        await put(a, distinct);
      }
    };
    const writers = Promise.all(Array.from({ length: 8 }, (_, seed) => writer(seed)));
    const again: { lastOffset: unknown; shapeHandle?: string; seen: Record<string, unknown> } = {
      lastOffset: '-1',
      seen: {},
    };
    for (let visits = 0; visits < 6; visits += 1) {
      const { lastOffset: offset, shapeHandle: handle } = again;
      const visit = open(a, { offset, ...(handle ? { handle } : {}), subscribe: false });
      await expect.poll(() => visit.stream.isUpToDate, { interval: 5 }).toBe(true);
      Object.assign(again.seen, visit.seen());
      again.lastOffset = visit.stream.lastOffset;
      if (visit.stream.shapeHandle) again.shapeHandle = visit.stream.shapeHandle;
    }
    await writers;
    const late = open(a, { subscribe: false });
    const last = open(a, { offset: again.lastOffset, handle: again.shapeHandle, subscribe: false });
    await sameAsOracle(a, early.seen);
    await sameAsOracle(a, late.seen);
    await expect.poll(() => last.stream.isUpToDate).toBe(true);
    expect({ ...again.seen, ...last.seen() }).toEqual(await oracle(a));
    expect(shape.currentRows.length).toBe(25);
    expect(askedFor(a).every(({ status }) => status === 200)).toBe(true);
  }, 30_000);
});
