import { randomUUID } from 'node:crypto';
import { type FetchError, Shape } from '@electric-sql/client';
import { expect, test } from 'vitest';
import { createDice } from '../simulation/dice.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { type Asked, day, type FeedUnderTest, feedBench } from './feed-bench.ts';

const ELECTRIC_HEADERS = ['electric-handle', 'electric-offset', 'electric-schema', 'electric-cursor'] as const;
const shown = ({ headers }: Asked) => ELECTRIC_HEADERS.filter((name) => headers.has(name));
const isLive = ({ url }: Asked) => url.searchParams.get('live') === 'true';
const epochOf = (handle?: string) => handle?.split('~')[0]?.split('-')[1];

/** What holds of every feed, whoever answers: ours, and an Electric service behind our proxy. */
export const feedContract = (open: () => Promise<FeedUnderTest>): void => {
  const {
    feed,
    newLearner,
    askedFor,
    ask,
    put,
    oracle,
    open: openStream,
    sameAsOracle,
    atEnd,
    ...bench
  } = feedBench(open);

  test('begins with all there is, then shows what is inserted and changed while it waits', async () => {
    const a = await newLearner();
    await put(a, [
      { n: 1, ms: 5 },
      { n: 2, ms: 6 },
    ]);
    const { seen, rows } = openStream(a);
    await sameAsOracle(a, seen);
    expect(rows.get(`${day(1)}/none`)).toMatchObject({ collection: 'studyDays', version: 1n, learner_id: a });
    await put(a, [{ n: 3, ms: 7 }]);
    await sameAsOracle(a, seen);
    await put(a, [{ n: 1, ms: 50 }]);
    await sameAsOracle(a, seen);
    // By hand: nobody tells the service but the database itself.
    await feed().database.query(
      `update study_days set active_ms = '{"replicaa00": 99}' where learner_id = $1 and local_day = $2`,
      [a, day(2)],
    );
    await sameAsOracle(a, seen);
  });

  test('every answer has the headers the client needs, none that upset it, and is kept by no cache', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    const { seen } = openStream(a);
    await sameAsOracle(a, seen);
    await expect.poll(() => askedFor(a).filter(isLive).length, { timeout: 60_000 }).toBeGreaterThan(2);
    for (const asked of askedFor(a)) {
      expect(asked.status).toBe(200);
      expect(asked.headers.get('cache-control')).toBe('private, no-store');
      expect(shown(asked)).toEqual([
        'electric-handle',
        'electric-offset',
        isLive(asked) ? 'electric-cursor' : 'electric-schema',
      ]);
    }
    const live = askedFor(a).filter(isLive);
    const cursors = live.map(({ headers }) => headers.get('electric-cursor'));
    expect(new Set(cursors).size).toBe(live.length);
    expect(live[2]?.url.searchParams.get('cursor')).toBe(cursors[1]);
    expect(new Set(askedFor(a).map(({ headers }) => headers.get('electric-handle'))).size).toBe(1);
    // Held, and not answered at once: otherwise an idle device would ask without end.
    expect(live.length).toBeLessThan(10);
  }, 70_000);

  test('goes on where it was left', async () => {
    const a = await newLearner();
    await put(a, [
      { n: 1, ms: 5 },
      { n: 2, ms: 6 },
    ]);
    const first = openStream(a, { subscribe: false });
    await expect.poll(() => first.stream.isUpToDate).toBe(true);
    const { lastOffset, shapeHandle } = first.stream;
    await put(a, [
      { n: 2, ms: 60 },
      { n: 3, ms: 7 },
    ]);
    const second = openStream(a, { offset: lastOffset, handle: shapeHandle });
    await expect
      .poll(() => second.seen(), { timeout: 10_000 })
      .toEqual({ [`${day(2)}/none`]: { replicaa00: 60 }, [`${day(3)}/none`]: { replicaa00: 7 } });
  });

  test('[F1] comes in pages with no gap between them, and says of the last alone that it was all', async () => {
    const a = await newLearner();
    const pad = () => Array.from({ length: 60 }, () => randomUUID()).join('');
    for (let from = 0; from < 900; from += 100)
      await put(
        a,
        Array.from({ length: 100 }, (_, n) => ({ n: from + n, ms: n })),
        pad(),
      );
    const { seen } = openStream(a, { subscribe: false });
    await sameAsOracle(a, seen);
    const all = askedFor(a).filter(({ status }) => status === 200);
    expect(all.length).toBeGreaterThan(1);
    for (const { headers } of all.slice(0, -1)) expect(headers.has('electric-up-to-date')).toBe(false);
    expect(all.at(-1)?.headers.has('electric-up-to-date')).toBe(true);
  }, 30_000);

  test('[R2] a new epoch makes it begin anew, in place, with a handle never seen before', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    const { seen, messages, stream } = openStream(a);
    await sameAsOracle(a, seen);
    const before = stream.shapeHandle;
    const next = `e${randomUUID().slice(0, 8)}`;
    await feed().database.query(`update hornbook_meta set value = to_jsonb($1::text) where key = 'epoch'`, [next]);
    await put(a, [{ n: 2, ms: 6 }]);
    await sameAsOracle(a, seen, 40_000);
    expect(messages.some(({ headers }) => 'control' in headers && headers.control === 'must-refetch')).toBe(true);
    expect(stream.shapeHandle).not.toBe(before);
    expect(epochOf(stream.shapeHandle)).toBe(next);
  }, 60_000);

  test('a handle is given to one reading only, and every 409 names one nobody has had', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    await put(a, [{ n: 1, ms: 5 }]);
    const handles = new Set<string>();
    let given = 0;
    for (const query of [
      'offset=0_0&handle=never-was~1',
      'offset=0_0&handle=',
      'offset=0_0&handle=~~~',
      'offset=7_0&handle=000000000000-older~0123',
    ]) {
      const response = await ask(a, query);
      if (response.status === 400 && query.endsWith('handle=')) continue;
      expect(response.status, query).toBe(409);
      expect(await response.json()).toEqual([{ headers: { control: 'must-refetch' } }]);
      handles.add(response.headers.get('electric-handle') ?? '');
      given += 1;
    }
    const first = await ask(a, 'offset=-1');
    const own = first.headers.get('electric-handle') ?? '';
    handles.add(own);
    expect(handles.size).toBe(given + 1);
    expect((await ask(b, `offset=0_0&handle=${encodeURIComponent(own)}`)).status).toBe(409);
  });

  test('a handle the client has seen expire is never given to it again', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    const handle = (await ask(a, 'offset=-1')).headers.get('electric-handle') ?? '';
    await feed().database.query(`update hornbook_meta set value = to_jsonb($1::text) where key = 'epoch'`, [
      `x${randomUUID().slice(0, 8)}`,
    ]);
    const expired = encodeURIComponent(handle);
    const again = await ask(a, `offset=-1&handle=${expired}&expired_handle=${expired}&cache-buster=1`);
    expect(again.status).toBe(200);
    expect(again.headers.get('electric-handle')).not.toBe(handle);
  });

  test('a cache that answers with what it kept of an expired feed costs a few requests and no rows', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    const kept = await ask(a, 'offset=-1');
    const [body, headers] = [await kept.text(), new Headers(kept.headers)];
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
    const first = openStream(a);
    await sameAsOracle(a, first.seen);
    let stale = 0;
    bench.meddleWith((at) => {
      if (at.searchParams.get('offset') !== '-1' || at.searchParams.has('cache-buster') || stale > 5) return null;
      stale += 1;
      return new Response(body, { status: 200, headers });
    });
    await feed().database.query(`update hornbook_meta set value = to_jsonb($1::text) where key = 'epoch'`, [
      `y${randomUUID().slice(0, 8)}`,
    ]);
    bench.forgetRequests();
    await put(a, [{ n: 2, ms: 6 }]);
    await sameAsOracle(a, first.seen, 40_000);
    expect(askedFor(a).length).toBeLessThan(12);
  }, 60_000);

  test('is nobody else’s: without a session, with another learner’s scope, or with another learner’s handle', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    await put(a, [{ n: 1, ms: 5 }]);
    await put(b, [{ n: 2, ms: 6 }]);
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    openStream(a, { headers: {}, onError });
    openStream(a, { headers: { 'x-learner': b }, onError });
    await expect.poll(() => errors.map((error) => (error as FetchError).status)).toEqual([401, 401]);

    const ofA = openStream(a, { subscribe: false });
    await sameAsOracle(a, ofA.seen);
    const withHandleOfA = openStream(b, { offset: '0_0', handle: ofA.stream.shapeHandle, subscribe: false });
    await sameAsOracle(b, withHandleOfA.seen);
    expect(askedFor(b).filter(({ status }) => status === 409).length).toBe(1);
  });

  test('`now` gives where the feed stands and none of its rows', async () => {
    const a = await newLearner();
    await put(a, [{ n: 1, ms: 5 }]);
    await sameAsOracle(a, openStream(a, { subscribe: false }).seen);
    const { stream, rows } = openStream(a, { offset: 'now' });
    await expect.poll(() => stream.isUpToDate).toBe(true);
    expect(rows.size).toBe(0);
    await put(a, [{ n: 2, ms: 5 }]);
    await expect.poll(() => [...rows.keys()], { timeout: 10_000 }).toEqual([`${day(2)}/none`]);
  });

  test('sends events in one answer, however they fall, and goes on after each end of it', async () => {
    const a = await newLearner();
    await put(a, [{ n: 0, ms: 1 }]);
    const { seen } = openStream(a, { liveSse: true });
    await sameAsOracle(a, seen);
    for (let round = 0; round < 30; round += 1) {
      await put(a, [
        { n: round % 7, ms: 100 + round },
        { n: 10 + round, ms: round },
      ]);
      if (round % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 120));
    }
    await sameAsOracle(a, seen, 30_000);
    const events = askedFor(a).filter(({ url: at }) => at.searchParams.get('live_sse') === 'true');
    expect(events.length).toBeGreaterThan(0);
    for (const { headers } of events) expect(headers.get('content-type')).toContain('text/event-stream');
  }, 60_000);

  test('a reader of events who leaves in the middle and comes back has missed nothing', async () => {
    const a = await newLearner();
    const held: Record<string, unknown> = {};
    let from: object = {};
    for (let visit = 0; visit < 6; visit += 1) {
      const { stream, seen, end } = openStream(a, { liveSse: true, ...from });
      await expect.poll(() => stream.isUpToDate).toBe(true);
      await put(a, [
        { n: visit, ms: visit },
        { n: 30, ms: visit },
      ]);
      // Sometimes it has heard of it, sometimes not.
      await new Promise((resolve) => setTimeout(resolve, visit * 8));
      Object.assign(held, seen());
      from = { offset: stream.lastOffset, handle: stream.shapeHandle };
      end();
    }
    const last = openStream(a, { ...from, subscribe: false });
    await expect.poll(() => last.stream.isUpToDate).toBe(true);
    await expect.poll(() => ({ ...held, ...last.seen() }), { timeout: 10_000 }).toEqual(await oracle(a));
  }, 60_000);

  test('is the same as the database under random writers, for those who come early, late, again, and after a restart', async () => {
    const learners = await Promise.all([newLearner(), newLearner()]);
    const early = learners.map((learner) => openStream(learner));
    const events = learners.map((learner) => openStream(learner, { liveSse: true }));
    const writer = async (seed: number) => {
      const dice = createDice(seed, 'writer');
      for (let round = 0; round < 12; round += 1) {
        const distinct = new Map<number, number>();
        for (let rows = 1 + dice.int(6); rows > 0; rows -= 1) distinct.set(dice.int(25), 1 + dice.int(1_000));
        const learner = dice.pick(learners);
        const days = [...distinct].map(([n, ms]) => ({ n, ms }));
        // Some are taken back half way: nobody may ever see those.
        if (dice.chance(0.15)) await abandoned(learner);
        else await put(learner, days);
      }
    };
    const abandoned = (learner: string) =>
      withLearnerOn(feed().database.db)(learner, async (store) => {
        await store.putRows('studyDays', [
          {
            key: `${day(400)}/none`,
            row: { localDay: day(400), course: 'none', activeMs: {}, stamps: {}, deletedAt: null },
          },
        ]);
        throw new Error('on purpose');
      }).catch(() => {});
    const [a] = learners as [string, string];
    const writers = Promise.all(Array.from({ length: 8 }, (_, seed) => writer(seed)));
    const again: { from: object; held: Record<string, unknown> } = { from: {}, held: {} };
    const visit = async () => {
      const { stream, seen, messages } = openStream(a, { ...again.from, subscribe: false });
      await expect.poll(() => stream.isUpToDate, { interval: 5, timeout: 20_000 }).toBe(true);
      if (messages.some(({ headers }) => 'control' in headers && headers.control === 'must-refetch')) again.held = {};
      Object.assign(again.held, seen());
      again.from = { offset: stream.lastOffset, handle: stream.shapeHandle };
    };
    for (let visits = 0; visits < 3; visits += 1) await visit();
    await feed().restart();
    for (let visits = 0; visits < 3; visits += 1) await visit();
    await writers;
    await visit();
    for (const [index, learner] of learners.entries()) {
      const late = openStream(learner);
      for (const { seen } of [early[index], events[index], late].filter((stream) => stream !== undefined))
        await sameAsOracle(learner, seen, 30_000);
      const shape = new Shape(late.stream);
      atEnd(() => shape.unsubscribeAll());
    }
    await expect.poll(() => again.held, { timeout: 10_000 }).toEqual(await oracle(a));
  }, 90_000);
};
