import { beforeEach, expect, test } from 'vitest';
import { collections } from '../../collections/index.ts';
import { createMemoryStorage } from '../../testing/memory-storage.ts';
import type { PushOutcome } from '../ports.ts';
import { MAX_BATCH_ROWS, MAX_QUICK_BATCH_ROWS, type PushRequest } from '../protocol.ts';
import { createEngine, type Engine } from './engine.ts';

interface Sent {
  request: PushRequest;
  answer: (outcome: PushOutcome) => void;
}

let now: number;
let sent: Sent[];
let engine: Engine;
let write: (from: number, to: number) => Promise<void>;

const accepted = ({ rows }: PushRequest): PushOutcome => ({
  kind: 'reply',
  reply: {
    ...{ protocol: 1, epoch: 'E1', time: 1_000 },
    verdicts: rows.map(({ collection, key, rev }) => ({ collection, key, rev, verdict: 'accepted' })),
  },
});
const keysOf = (one: Sent | undefined) => one?.request.rows.map(({ key }) => key) ?? [];
const answered = (one: Sent | undefined) => one?.answer(accepted(one.request));
const turn = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(async () => {
  now = 1_000;
  sent = [];
  engine = createEngine({
    learnerId: 'me',
    storage: createMemoryStorage('replicaa00'),
    transport: { push: (request) => new Promise((answer) => sent.push({ request, answer })) },
    clock: { now: () => now },
    random: { next: () => 0.5 },
    collections,
  });
  write = async (from, to) => {
    for (let n = from; n < to; n += 1)
      await engine.commit((writer) => writer.write(collections.studyDays, { localDay: `day ${n}`, course: 'none' }));
  };
  await write(0, 3 * MAX_BATCH_ROWS);
  // The first asks for epoch and time, and goes alone.
  const asking = engine.push();
  await turn();
  expect(sent.map(({ request }) => request.rows)).toEqual([[]]);
  answered(sent[0]);
  await asking;
  sent = [];
});

test('[P1] two full batches are on their way at a time, and no row is in both', async () => {
  const first = engine.push();
  await turn();
  expect(sent.map(({ request }) => request.rows.length)).toEqual([MAX_BATCH_ROWS, MAX_BATCH_ROWS]);
  expect(new Set(sent.flatMap(keysOf)).size).toBe(2 * MAX_BATCH_ROWS);
  answered(sent[1]);
  answered(sent[0]);
  expect(await first).toEqual({ kind: 'again' });
  const second = engine.push();
  await turn();
  expect(new Set(sent.flatMap(keysOf)).size).toBe(3 * MAX_BATCH_ROWS);
  expect(await second).toEqual({ kind: 'again' });
  answered(sent[2]);
  expect(await engine.push()).toEqual({ kind: 'again' });
  expect(await engine.push()).toEqual({ kind: 'idle', ms: null });
});

test('[P7] each says whether more will follow', async () => {
  for (let n = 0; n < 2; n += 1) {
    const pushing = engine.push();
    await turn();
    for (const one of sent) answered(one);
    await pushing;
  }
  expect(sent.map(({ request }) => request.more)).toEqual([true, true, false]);
});

test('[P1] a row that is edited on its way is sent again once its verdict is there, not before', async () => {
  const first = engine.push();
  await turn();
  const [key = ''] = keysOf(sent[0]);
  // Quick enough for two, not for larger ones.
  now += 300;
  await engine.commit((writer) => writer.change(collections.studyDays, key, { activeMs: { replicaa00: 5 } }));
  answered(sent[0]);
  await first;
  const second = engine.push();
  await turn();
  answered(sent[1]);
  answered(sent[2]);
  await second;
  await engine.push();
  const last = engine.push();
  await turn();
  expect(sent.map((one) => keysOf(one).includes(key))).toEqual([true, false, false, true]);
  answered(sent[3]);
  await last;
});

test('a link that breaks under both is one failure, and then they go one by one and smaller', async () => {
  const first = engine.push();
  await turn();
  now += 100;
  for (const one of sent) one.answer({ kind: 'unreachable', retryAfterMs: null });
  expect(await first).toEqual({ kind: 'later', ms: 150 });
  sent = [];
  const second = engine.push();
  await turn();
  expect(sent.map(({ request }) => request.rows.length)).toEqual([MAX_BATCH_ROWS / 2]);
  answered(sent[0]);
  expect(await second).toEqual({ kind: 'again' });
});

test('on a slow link one goes after the other, and one that cannot even leave stays as large', async () => {
  const slow = engine.push();
  await turn();
  now += 400;
  for (const one of sent.splice(0)) answered(one);
  await slow;
  await engine.push();
  const next = engine.push();
  await turn();
  expect(sent).toHaveLength(1);
  for (const one of sent.splice(0)) one.answer({ kind: 'unreachable', retryAfterMs: null });
  await next;
  const again = engine.push();
  await turn();
  expect(sent.map(({ request }) => request.rows.length)).toEqual([MAX_BATCH_ROWS]);
  answered(sent[0]);
  await again;
});

test('batches grow while all is quick, and not again once one was too large for the service', async () => {
  await write(3 * MAX_BATCH_ROWS, 3 * MAX_QUICK_BATCH_ROWS);
  const sizes: number[] = [];
  const push = async (outcome: (one: Sent) => PushOutcome) => {
    const next = engine.push();
    await turn();
    for (const one of sent.splice(0)) {
      sizes.push(one.request.rows.length);
      one.answer(outcome(one));
    }
    await next;
  };
  const take = (one: Sent) => accepted(one.request);
  const limited = (one: Sent): PushOutcome =>
    one.request.rows.length > MAX_BATCH_ROWS ? { kind: 'too-large' } : accepted(one.request);
  await push(take);
  expect(sizes).toEqual([MAX_BATCH_ROWS, MAX_BATCH_ROWS]);
  await push(limited);
  while (sizes.reduce((sum, size) => sum + size, 0) < 4 * MAX_QUICK_BATCH_ROWS && sizes.length < 12)
    await push(limited);
  expect(sizes.filter((size) => size > MAX_BATCH_ROWS)).toEqual([MAX_QUICK_BATCH_ROWS]);
});

test('a link that is away is asked a few times soon, then less and less often', async () => {
  const pauses: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const next = engine.push();
    await turn();
    for (const one of sent.splice(0)) one.answer({ kind: 'unreachable', retryAfterMs: null });
    const outcome = await next;
    pauses.push(outcome.kind === 'later' ? outcome.ms : 0);
  }
  expect(pauses).toEqual([150, 150, 150, 150, 150, 300, 600]);
});

test('two that are refused for the same old epoch are refused once', async () => {
  const first = engine.push();
  await turn();
  const retry = { kind: 'reply', reply: { protocol: 1, epoch: 'E2', time: 1_000, retry: 'epoch' } } as const;
  for (const one of sent) one.answer(retry);
  expect(await first).toEqual({ kind: 'again' });
  expect(sent).toHaveLength(2);
});
