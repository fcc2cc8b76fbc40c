import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { packRows } from '@hornbook/shared/sync/packed-rows.ts';
import { PROTOCOL_HEADER, type PushedRow, type PushReply, type Verdict } from '@hornbook/shared/sync/protocol.ts';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { startWakeUps, type WakeUps } from '../sync/wake-ups.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { answerError } from './answer-error.ts';
import { syncRoutes } from './sync.ts';

const stampAt = (ms: number) => `${ms.toString(16).padStart(12, '0')}-0000-replicaa00`;

describeOnBoth('POST /sync/push', (database) => {
  let wakeUps: WakeUps;
  let app: Hono;
  beforeAll(async () => {
    wakeUps = await startWakeUps(database());
    app = routes();
  });
  afterAll(() => wakeUps.stop());

  const routes = (pushRate?: { burst: number; perHour: number }) => {
    const sync = syncRoutes({
      env: { electricUrl: undefined, electricSecret: undefined },
      database: database(),
      stopping: new AbortController().signal,
      wakeUps,
      content: { load: async () => ({ unknown: () => null, serverFields: () => ({}) }) },
      currentLearner: async (c) => c.req.header('x-learner') ?? null,
      ...(pushRate ? { pushRate } : {}),
    });
    return new Hono().route('/sync', sync).onError(answerError(makeLog({ logLevel: 'silent' })));
  };

  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    const { epoch } = await feedOf(id);
    return { id, epoch };
  };
  const feedOf = (learnerId: string) => readFeedOn(database().db)(learnerId, 0, { rows: 1000, bytes: 1e6 });
  const day = (n: number, ms = 5) => {
    const localDay = new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
    const stamp = stampAt(Date.now());
    const row = {
      localDay,
      course: 'none',
      activeMs: { replicaa00: ms },
      stamps: { once: stamp, deletedAt: stamp },
      deletedAt: null,
    };
    return { collection: 'studyDays', key: `${localDay}/none`, rev: n + 1, row };
  };
  const pushOf = ({ id, epoch }: { id: string; epoch: string }, rows: unknown[], more: object = {}) => ({
    protocol: 1,
    learnerId: id,
    replicaId: 'replicaa00',
    epoch,
    heard: Date.now(),
    rows,
    ...more,
  });
  const send = (
    learnerId: string | null,
    body: Uint8Array<ArrayBuffer> | string,
    headers: Record<string, string> = {},
  ) =>
    app.request('/sync/push', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...(learnerId ? { 'x-learner': learnerId } : {}), ...headers },
    });
  const verdictsOf = async (response: Response): Promise<Verdict['verdict'][]> => {
    const reply = (await response.json()) as PushReply;
    return 'verdicts' in reply ? reply.verdicts.map(({ verdict }) => verdict) : [];
  };

  test('stores rows and says so, also when they come compressed, and says the same again', async () => {
    const a = await newLearner();
    const text = JSON.stringify(pushOf(a, [day(1), day(2)]));
    const zipped = { 'content-encoding': 'gzip' };
    const first = await send(a.id, gzipSync(text) as Uint8Array<ArrayBuffer>, zipped);
    expect([first.status, first.headers.get(PROTOCOL_HEADER), first.headers.get('cache-control')]).toEqual([
      200,
      '1',
      'private, no-store',
    ]);
    expect(await verdictsOf(first)).toEqual(['accepted', 'accepted']);
    const stored = await feedOf(a.id);
    expect(stored.rows.map(({ key, version }) => [key, version])).toEqual([
      ['2026-01-02/none', 1],
      ['2026-01-03/none', 2],
    ]);
    expect(await verdictsOf(await send(a.id, text))).toEqual(['accepted', 'accepted']);
    expect(await feedOf(a.id)).toEqual(stored);
    expect(await database().query(`select max_rev::int from replicas where learner_id = $1`, [a.id])).toEqual([
      { max_rev: 3 },
    ]);
  });

  test('[S3] refuses a row that is too large as a whole, and that one alone', async () => {
    const a = await newLearner();
    const noise = (n: number) => createHash('sha256').update(String(n)).digest('hex').slice(0, 10);
    const huge = day(1);
    huge.row.activeMs = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [noise(n), n])) as never;
    const response = await send(a.id, JSON.stringify(pushOf(a, [huge, day(2)])));
    expect(((await response.json()) as { verdicts: Verdict[] }).verdicts).toEqual([
      expect.objectContaining({ key: '2026-01-02/none', verdict: 'rejected', code: 'length', row: null }),
      expect.objectContaining({ key: '2026-01-03/none', verdict: 'accepted' }),
    ]);
    expect((await feedOf(a.id)).rows).toHaveLength(1);
  });

  test('reads rows that come packed, and refuses what would unfold to too much', async () => {
    const a = await newLearner();
    const { rows, ...rest } = pushOf(a, [day(1), day(2)]);
    const packed = packRows(rows as PushedRow[], () => ['localDay', 'course']);
    const answer = await send(a.id, JSON.stringify({ ...rest, packed }));
    expect(await answer.json()).toMatchObject({ epoch: a.epoch, verdicts: [], accepted: [2, 1] });
    expect((await feedOf(a.id)).rows.map(({ key }) => key)).toEqual(['2026-01-02/none', '2026-01-03/none']);
    const bomb = packed.map((part) => ({
      ...part,
      count: 500,
      revs: { all: 1 },
      rows: { all: { ...day(3).row, name: 'x'.repeat(4_000) } },
    }));
    expect((await send(a.id, JSON.stringify({ ...rest, packed: bomb }))).status).toBe(413);
    expect((await send(a.id, JSON.stringify({ ...rest, packed: [{}] }))).status).toBe(400);
    expect((await send(a.id, JSON.stringify({ ...rest, rows, more: 'some' }))).status).toBe(400);
  });

  test('[P6] a row the database refuses waits, and holds up no other', async () => {
    const a = await newLearner();
    await database().query(
      `alter table study_days add constraint no_third check (local_day <> '2026-01-04') not valid`,
    );
    const response = await send(a.id, JSON.stringify(pushOf(a, [day(2), day(3), day(4)])));
    await database().query(`alter table study_days drop constraint no_third`);
    expect(await verdictsOf(response)).toEqual(['accepted', 'wait', 'accepted']);
    expect((await feedOf(a.id)).rows.map(({ key }) => key)).toEqual(['2026-01-03/none', '2026-01-05/none']);
  });

  test('asks for another epoch or time, and then has stored nothing', async () => {
    const a = await newLearner();
    const replies = [
      await send(a.id, JSON.stringify(pushOf(a, [day(1)], { epoch: 'older' }))),
      await send(a.id, JSON.stringify(pushOf(a, [day(1)], { heard: Date.now() - 120_000 }))),
    ];
    expect(await Promise.all(replies.map((reply) => reply.json()))).toMatchObject([
      { retry: 'epoch', epoch: a.epoch },
      { retry: 'time' },
    ]);
    expect((await feedOf(a.id)).rows).toEqual([]);
  });

  test('a key, a name or a protocol that says itself how it becomes text is refused, and is no error here', async () => {
    const a = await newLearner();
    const tricky = { toString: 1 };
    const row = { ...day(1).row, localDay: tricky };
    const part = { collection: 'studyDays', count: 1, keys: null, keyFields: ['localDay', 'course'], revs: { all: 1 } };
    const { rows: _, ...rest } = pushOf(a, []);
    for (const packed of [
      [{ ...part, rows: { each: [row] } }],
      [{ ...part, keyFields: [tricky], rows: { each: [day(1).row] } }],
      [{ ...part, rows: { names: [[tricky]], values: { each: [1] } } }],
      [{ ...part, revs: { steps: [tricky] }, rows: { each: [day(1).row] } }],
    ])
      expect((await send(a.id, JSON.stringify({ ...rest, packed }))).status, JSON.stringify(packed)).toBe(400);
    expect((await send(a.id, JSON.stringify(pushOf(a, [], { protocol: tricky })))).status).toBe(426);
    const [verdict] = await verdictsOf(await send(a.id, JSON.stringify(pushOf(a, [{ ...day(1), row }]))));
    expect(verdict).toBe('rejected');
  });

  test('columns that point at each other are refused for what they unfold to, also when they hold nothing', async () => {
    const a = await newLearner();
    let rows: unknown = { all: 1 };
    for (let depth = 0; depth < 28; depth += 1) rows = { of: { a: rows, b: 'a' } };
    const { rows: _, ...rest } = pushOf(a, []);
    const packed = [{ collection: 'profile', count: 0, keys: null, keyFields: ['id'], revs: { all: 1 }, rows }];
    expect((await send(a.id, JSON.stringify({ ...rest, packed }))).status).toBe(413);
  });

  test('a learner who sends without end is asked to wait, and another is not', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    const limited = routes({ burst: 3, perHour: 60 });
    const empty = (learner: typeof a) =>
      limited.request('/sync/push', {
        method: 'POST',
        body: JSON.stringify(pushOf(learner, [])),
        headers: { 'content-type': 'application/json', 'x-learner': learner.id },
      });
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await empty(a)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await empty(a)).headers.get('retry-after')).toBe('60');
    expect((await empty(b)).status).toBe(200);
  });

  test('a learner whose pushes come all at once has two at a time, and a queue that ends', async () => {
    const a = await newLearner();
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, n) => send(a.id, JSON.stringify(pushOf(a, [day(n % 9, n)])))),
    );
    const statuses = all.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    for (const response of all)
      if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('speaks only for the session’s learner', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    const ofB = JSON.stringify(pushOf(b, [day(1)]));
    expect((await send(null, ofB)).status).toBe(401);
    expect((await send(a.id, ofB)).status).toBe(401);
    const unknown = { ...b, id: randomUUID() };
    expect((await send(unknown.id, JSON.stringify(pushOf(unknown, [day(1)])))).status).toBe(401);
    for (const { id } of [a, b]) expect((await feedOf(id)).rows).toEqual([]);
  });

  test('refuses what is no push, before anything is done', async () => {
    const a = await newLearner();
    const status = async (body: string | Uint8Array<ArrayBuffer>, headers = {}) => {
      const response = await send(a.id, body, headers);
      expect([
        response.headers.get(PROTOCOL_HEADER),
        typeof ((await response.json()) as { message: string }).message,
      ]).toEqual(['1', 'string']);
      return response.status;
    };
    const good = JSON.stringify(pushOf(a, [day(1)]));
    const zip = (text: string) => gzipSync(text) as Uint8Array<ArrayBuffer>;
    const zipped = { 'content-encoding': 'gzip' };
    expect(await status(good, { 'content-type': 'text/plain' })).toBe(415);
    expect(await status(good, { 'content-encoding': 'br' })).toBe(415);
    expect(await status(good, zipped)).toBe(400);
    expect(await status(zip(good).slice(0, 40), zipped)).toBe(400);
    expect(await status('{')).toBe(400);
    expect(await status('[]')).toBe(400);
    expect(await status(' '.repeat(1_100_000))).toBe(413);
    expect(await status(zip(' '.repeat(50_000_000)), zipped)).toBe(413);
    expect(
      await status(
        JSON.stringify(
          pushOf(
            a,
            Array.from({ length: 501 }, (_, n) => day(n)),
          ),
        ),
      ),
    ).toBe(413);
    expect(await status('['.repeat(500_000))).toBe(400);
    expect(await status(JSON.stringify(pushOf(a, [], { protocol: 2 })))).toBe(426);
    for (const wrong of [
      { learnerId: 1 },
      { replicaId: '../..' },
      { epoch: 1 },
      { heard: -1 },
      { heard: '1' },
      { rows: {} },
      { rows: [1] },
      { rows: [{ ...day(1), rev: 1.5 }] },
      { rows: [{ ...day(1), key: 'k'.repeat(501) }] },
      { rows: [{ ...day(1), row: { stamps: [] } }] },
    ])
      expect(await status(JSON.stringify(pushOf(a, [], wrong))), JSON.stringify(wrong)).toBe(400);
    expect((await feedOf(a.id)).rows).toEqual([]);
  });
});
