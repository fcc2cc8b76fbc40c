import { randomUUID } from 'node:crypto';
import { PACKED_PAGE, readPackedPages } from '@hornbook/shared/sync/packed-page.ts';
import { describe, expect, test } from 'vitest';
import { type FeedUnderTest, feedBench } from '../testing/feed-bench.ts';
import { feedContract } from '../testing/feed-contract.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { shapeEndpoint } from './shape-endpoint.ts';
import { startWakeUps } from './wake-ups.ts';

/** Our own feed, with everything that waits made short. */
const openOurs = (kind: 'pglite' | 'postgres') => async (): Promise<FeedUnderTest> => {
  const database = await openTestDatabase(kind);
  const stopping = new AbortController();
  const start = async () => {
    const wakeUps = await startWakeUps(database, { netMs: 300 });
    const { signal } = stopping;
    const endpoint = shapeEndpoint({
      ...{ database, wakeUps, stopping: signal },
      holdMs: 1500,
      eventsMs: 2000,
      keepAliveMs: 500,
    });
    return { wakeUps, endpoint };
  };
  let running = await start();
  return {
    database,
    endpoint: (...asked) => running.endpoint(...asked),
    committed: (learnerId, rows) => running.wakeUps.committed(learnerId, rows),
    // Those who wait at the old one are woken by its net, as by the end of a process.
    restart: async () => {
      running = await start();
    },
    close: async () => {
      stopping.abort();
      running.wakeUps.stop();
      await database.close();
    },
  };
};

describe.each(['pglite', 'postgres'] as const)('our feed as the official client reads it (%s)', (kind) => {
  describe('by the contract', () => feedContract(openOurs(kind)));

  const { newLearner, askedFor, put, open, sameAsOracle, ask, forgetRequests } = feedBench(openOurs(kind));

  test('takes one request to begin and one to go on', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    const first = open(a, { subscribe: false });
    await sameAsOracle(a, first.seen);
    expect(askedFor(a).length).toBe(1);
    expect(first.stream.lastOffset).toBe('1_0');
    await put(a, [{ n: 2, ms: 6 }]);
    forgetRequests();
    const { lastOffset: offset, shapeHandle: handle } = first.stream;
    const second = open(a, { offset, handle, subscribe: false });
    await expect.poll(() => second.rows.size).toBe(1);
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

  test('[F1] is packed for whoever asks for that, and the same rows', async () => {
    const a = await newLearner();
    const days = Array.from({ length: 30 }, (_, n) => ({ n, ms: n }));
    await put(a, days);
    const plain = (await (await ask(a, 'offset=-1')).json()) as { value?: { key: string; row: string } }[];
    const pages = readPackedPages((_, init) => ask(a, 'offset=-1', init?.headers as Record<string, string>));
    const response = await pages.fetchClient(a);
    expect(response.headers.get('electric-offset')).toBe('30_0');
    const messages = (await response.json()) as typeof plain;
    const rowsIn = (some: typeof plain, parse: (text: string) => unknown) =>
      some.flatMap(({ value }) => (value ? [[value.key, parse(value.row)]] : []));
    expect(rowsIn(messages, pages.parseRow)).toEqual(rowsIn(plain, JSON.parse));
    expect(messages.at(-1)).toEqual(plain.at(-1));
    // A row or two come as they are: so little is as small either way.
    expect((await ask(a, 'offset=-1', { accept: PACKED_PAGE })).headers.get('content-type')).toBe(PACKED_PAGE);
    const b = await newLearner();
    await put(b, days.slice(0, 2));
    expect((await ask(b, 'offset=-1', { accept: PACKED_PAGE })).headers.get('content-type')).toBe('application/json');
  });

  test('[R2] an offset above the clock means history was lost: this learner, and no other, gets a new epoch', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    for (const learner of [a, b]) await put(learner, [{ n: 1, ms: 5 }]);
    const one = open(a, { subscribe: false });
    const other = open(b);
    await sameAsOracle(a, one.seen);
    await sameAsOracle(b, other.seen);
    forgetRequests();
    const ahead = open(a, { offset: '7_0', handle: one.stream.shapeHandle });
    await sameAsOracle(a, ahead.seen);
    expect(ahead.stream.lastOffset).toBe('1_0');
    const epochOf = (handle?: string) => handle?.split('~')[0]?.split('-')[1];
    expect(epochOf(ahead.stream.shapeHandle)).not.toBe(epochOf(one.stream.shapeHandle));
    await put(b, [{ n: 2, ms: 6 }]);
    await sameAsOracle(b, other.seen);
    expect([...askedFor(a), ...askedFor(b)].filter(({ status }) => status === 409).length).toBe(1);
  });

  test('refuses what is no request, by name', async () => {
    const a = await newLearner();
    const answerTo = async (query: string) => {
      const response = await ask(a, query);
      return {
        status: response.status,
        wrong: Object.keys(((await response.json()) as { errors?: object }).errors ?? {}),
      };
    };
    expect(await answerTo('')).toEqual({ status: 400, wrong: ['offset'] });
    expect(await answerTo('offset=x')).toEqual({ status: 400, wrong: ['offset'] });
    expect(await answerTo('offset=0_0')).toEqual({ status: 400, wrong: ['handle'] });
    expect(await answerTo('offset=-1&live=true')).toEqual({ status: 400, wrong: ['live'] });
    expect(await answerTo('offset=-1&live_sse=true')).toEqual({ status: 400, wrong: ['live_sse'] });
    expect(await answerTo('offset=-1&subset__limit=1')).toEqual({ status: 400, wrong: ['subset__limit'] });
    expect((await answerTo('offset=now&cache-buster=1&expired_handle=x&log=full')).status).toBe(200);
  });
});
