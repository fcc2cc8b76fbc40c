import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Message, ShapeStream } from '@electric-sql/client';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { scopeOf } from '../auth/learner-scope.ts';
import type { Database } from '../db/connect.ts';
import { answerError } from '../routes/answer-error.ts';
import { shapeRoute } from '../routes/shape.ts';
import type { ShapeEndpoint } from '../sync/shape-endpoint.ts';
import { withLearnerOn } from '../sync/sql-store.ts';

/** A feed to be held to what the official client expects of it. */
export interface FeedUnderTest {
  database: Database;
  endpoint: ShapeEndpoint;
  /** Told of every commit, where the feed has to be told. */
  committed: (learnerId: string, rows: number) => void;
  /** A new process with nothing remembered takes over. */
  restart: () => Promise<void>;
  close: () => unknown;
}

interface Line extends Record<string, unknown> {
  collection: string;
  key: string;
  version: bigint;
  row: Record<string, unknown>;
}

export interface Asked {
  url: URL;
  status: number;
  headers: Headers;
}

export const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);

/** What a test of a feed works with: learners, writes, and the official client. */
export const feedBench = (open: () => Promise<FeedUnderTest>) => {
  let feed: FeedUnderTest;
  let server: Server;
  let url: string;
  let requests: Asked[] = [];
  /** Answers in place of the feed. */
  let meddle: (at: URL) => Response | null = () => null;
  const endings: (() => void)[] = [];

  beforeAll(async () => {
    feed = await open();
    const app = new Hono().onError(answerError({ error: () => {} }));
    app.use(async (c, next) => {
      const list = requests;
      const at = new URL(c.req.url);
      const instead = meddle(at);
      if (instead) c.res = instead;
      else await next();
      list.push({ url: at, status: c.res.status, headers: c.res.headers });
      return undefined;
    });
    app.route(
      '/sync/shape',
      shapeRoute(
        async (c) => c.req.header('x-learner') ?? null,
        (...asked) => feed.endpoint(...asked),
      ),
    );
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sync/shape`;
  });
  afterEach(() => {
    for (const end of endings.splice(0)) end();
    meddle = () => null;
    // Live requests of the last test may still end: theirs is the old list.
    requests = [];
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await feed.close();
  });

  const bench = {
    feed: () => feed,
    url: () => url,
    meddleWith: (answer: typeof meddle) => {
      meddle = answer;
    },
    forgetRequests: () => {
      requests = [];
    },
    newLearner: async () => {
      const id = randomUUID();
      await feed.database.query('insert into learners (id) values ($1)', [id]);
      return id;
    },
    /** Requests of one learner: a stream of the test before may still be ending. */
    askedFor: (learnerId: string) =>
      requests.filter(({ url: at }) => at.searchParams.get('scope') === scopeOf(learnerId)),
    ask: (learnerId: string, query: string, headers: Record<string, string> = {}) =>
      fetch(`${url}?scope=${scopeOf(learnerId)}&${query}`, { headers: { 'x-learner': learnerId, ...headers } }),
    put: (learnerId: string, days: { n: number; ms: number }[], pad = '') =>
      withLearnerOn(feed.database.db, feed.committed)(learnerId, (store) =>
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
      ),
    /** What is there, asked of the database and not of the feed. */
    oracle: async (learnerId: string) =>
      Object.fromEntries(
        (
          await feed.database.query<{ key: string; row: unknown }>(
            `select local_day || '/' || course as key, active_ms as row from study_days where learner_id = $1`,
            [learnerId],
          )
        ).map(({ key, row }) => [key, row]),
      ),
    open: (learnerId: string, options: object = {}) => {
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
        backoffOptions: { initialDelay: 50, maxDelay: 500, multiplier: 1.5 },
        ...options,
      });
      stream.subscribe(
        (batch) => {
          for (const message of batch) {
            messages.push(message);
            if ('value' in message) rows.set(message.value.key, message.value);
            else if (message.headers.control === 'must-refetch') rows.clear();
          }
        },
        () => {},
      );
      const seen = () => Object.fromEntries([...rows].map(([key, { row }]) => [key, row.activeMs]));
      return { stream, messages, rows, seen, end: () => ended.abort() };
    },
    sameAsOracle: async (learnerId: string, seen: () => object, timeout = 15_000) => {
      const expected = await bench.oracle(learnerId);
      await expect.poll(seen, { timeout }).toEqual(expected);
    },
    atEnd: (action: () => void) => endings.push(action),
  };
  return bench;
};
