import { collections } from '@hornbook/shared/collections/index.ts';
import { createEngine, type Engine } from '@hornbook/shared/sync/engine/engine.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { createMemoryStorage, type MemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Pulling, startPulling } from './pulling.ts';
import type { Contact } from './report.ts';
import type { SessionOutcome } from './session.ts';
import { type FakeServer, fakeServer } from './testing/fake-server.ts';
import { type FeedOverHttp, feedOverHttp } from './testing/feed-over-http.ts';

const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}`;
let fake: FakeServer;
let feed: FeedOverHttp;
let storage: MemoryStorage;
let engine: Engine;
let pulling: Pulling | undefined;
let met: Contact[];
let mintSession: () => Promise<SessionOutcome>;

/** Another device's study day arrives at the service. */
const arrive = (n: number) => {
  const stamp = `0190a000000${n.toString(16)}-0000-replicab00`;
  const row = newRow(collections.studyDays, { localDay: day(n), course: 'none', activeMs: { replicab00: n } }, stamp);
  fake.push({
    protocol: 1,
    learnerId: 'me',
    replicaId: 'replicab00',
    epoch: 'fake',
    heard: 0,
    rows: [{ collection: 'studyDays', key: `${day(n)}/none`, rev: n, row }],
  });
};
const pull = (over: Partial<Engine> = {}) => {
  pulling = startPulling({
    engine: { ...engine, ...over },
    url: feed.url,
    scope: 'scope',
    claimed: () => true,
    mintSession: () => mintSession(),
    report: () => {},
    onContact: (contact) => met.push(contact),
    random: () => 0.01,
  });
};
const stored = () => [...storage.content().rows.keys()].sort();
const settled = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 20 });

beforeEach(async () => {
  fake = fakeServer(() => 1_000);
  feed = await feedOverHttp(fake);
  storage = createMemoryStorage('replicaa00');
  const clock = { now: () => 1_000 };
  engine = createEngine({
    learnerId: 'me',
    storage,
    transport: fake.transport,
    clock,
    random: { next: () => 0.5 },
    collections,
  });
  met = [];
  mintSession = async () => ({ kind: 'ready' });
});
afterEach(() => {
  pulling?.stop();
  feed.close();
});

describe('reading the feed by the official client', () => {
  test('stores all pages, then what comes later, and the cursor with them', async () => {
    for (let n = 1; n <= 8; n++) arrive(n);
    pull();
    await settled(() => expect(stored()).toHaveLength(8));
    await settled(() =>
      expect(storage.content().state).toMatchObject({
        epoch: 'fake',
        pass: null,
        cursor: { offset: '8_0', version: 8 },
      }),
    );
    await settled(() => expect(feed.asked.at(-1)?.get('live')).toBe('true'));
    arrive(9);
    feed.news();
    await settled(() => expect(stored()).toHaveLength(9));
    expect(storage.content().state.cursor?.version).toBe(9);
    expect(feed.asked.every((query) => query.get('scope') === 'scope')).toBe(true);
  });

  test('[F2] goes on from the stored cursor after a stop, asking for nothing twice', async () => {
    for (let n = 1; n <= 4; n++) arrive(n);
    pull();
    await settled(() => expect(storage.content().state.cursor?.version).toBe(4));
    pulling?.stop();
    feed.asked.length = 0;
    arrive(5);
    pull();
    await settled(() => expect(stored()).toHaveLength(5));
    expect(feed.asked[0]?.get('offset')).toBe('4_0');
  });

  test('[F2] reads a page again that could not be stored, although the client has moved on', async () => {
    for (let n = 1; n <= 8; n++) arrive(n);
    let failures = 2;
    pull({
      applyPage: async (asked, page) => {
        if (Number.parseInt(page.offset, 10) > 3 && failures > 0) {
          failures -= 1;
          throw new DOMException('no room', 'QuotaExceededError');
        }
        return engine.applyPage(asked, page);
      },
    });
    await settled(() => expect(stored()).toHaveLength(8));
    await settled(() => expect(storage.content().state.cursor?.version).toBe(8));
  });

  test('[F3] begins a pass in place when the server has another history, and sends what that one lacks', async () => {
    for (let n = 1; n <= 4; n++) arrive(n);
    pull();
    await settled(() => expect(storage.content().state.cursor?.version).toBe(4));
    // A backup from before the last two days is restored.
    for (const n of [3, 4]) fake.rows.delete(`studyDays/${day(n)}/none`);
    feed.epoch = 'restored';
    pulling?.restart();
    await settled(() => expect(storage.content().state).toMatchObject({ epoch: 'restored', pass: null }));
    expect(stored()).toHaveLength(4);
    expect([...storage.content().outbox.values()].map(({ key }) => key).sort()).toEqual([
      `${day(3)}/none`,
      `${day(4)}/none`,
    ]);
  });

  test('gets a session when there is none, and goes on', async () => {
    arrive(1);
    let signedIn = false;
    feed.meddle = (_, response) => {
      if (signedIn) return false;
      response.writeHead(401, { 'content-type': 'application/json', 'x-hornbook-protocol': '1' }).end('{}');
      return true;
    };
    mintSession = async () => {
      signedIn = true;
      return { kind: 'ready' };
    };
    pull();
    await settled(() => expect(stored()).toHaveLength(1));
  });

  test("takes a captive portal's page and an answer cut short for no network, and goes on when they are gone", async () => {
    arrive(1);
    let strangers = 2;
    feed.meddle = (_, response) => {
      strangers -= 1;
      if (strangers === 1) response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hotel</h1>');
      else if (strangers === 0) {
        response.writeHead(200, {
          'content-type': 'application/json',
          'x-hornbook-protocol': '1',
          'content-length': '99',
        });
        response.write('[{"key":');
        setTimeout(() => response.destroy(), 10);
      }
      return strangers >= 0;
    };
    pull();
    await settled(() => expect(stored()).toHaveLength(1));
    expect(met.slice(0, 2)).toEqual(['stranger', 'unreachable']);
    expect(met.at(-1)).toBe('reached');
  });

  test('a live request on a connection that died without a word is given up within fifty seconds, and asked anew', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      arrive(1);
      let dead = 0;
      feed.meddle = (query) => {
        if (query.get('live') !== 'true' || dead > 0) return false;
        dead += 1;
        return true;
      };
      pull();
      await settled(() => expect(dead).toBe(1));
      arrive(2);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(stored()).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(20_000);
      await settled(() => expect(stored()).toHaveLength(2));
    } finally {
      vi.useRealTimers();
    }
  });
});
