import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import { compareDigests, type Digest, type DigestRequest, digestOf } from '@hornbook/shared/sync/digest.ts';
import { fingerprintOf } from '@hornbook/shared/sync/engine/apply-page.ts';
import { createEngine, type Engine } from '@hornbook/shared/sync/engine/engine.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setClock } from '../data/clock.ts';
import { setProfile } from '../data/commands/set-profile.ts';
import type { Connections } from '../data/connections.ts';
import { readDerivedDigest } from '../data/derived-digest.ts';
import { foldStaleAttempts } from '../data/folds.ts';
import { freshDevice } from '../data/testing/fresh-device.ts';
import { compareOnceADay } from './daily-digest.ts';
import { fakeServer } from './testing/fake-server.ts';

const DAY = 24 * 3_600_000;
let device: Connections;
let engine: Engine;
let time: number;
let passes: number;
let asked: DigestRequest[];
let server: ReturnType<typeof fakeServer>;
let theirDerived: Digest['derived'];

const digestThere = (): Digest => {
  const rows = [...server.rows.values()];
  return {
    epoch: 'fake',
    version: rows.reduce((highest, { version }) => Math.max(highest, version), 0),
    known: fingerprintOf(collections),
    collections: digestOf(collections, rows),
    derived: theirDerived,
  };
};
const sync = async () => {
  while ((await engine.push()).kind === 'again') {
    // Until nothing waits.
  }
  for (;;) {
    const position = await engine.position();
    const page = server.page(position.cursor?.version ?? -1);
    await engine.applyPage(position, page);
    if (page.upToDate) return;
  }
};
const compare = () =>
  compareOnceADay({
    connections: device,
    engine,
    signal: new AbortController().signal,
    onPass: () => {
      passes += 1;
    },
  });

beforeEach(async () => {
  device = await freshDevice();
  device.device.claimed = true;
  time = Date.UTC(2026, 0, 5, 12);
  setClock(() => time);
  passes = 0;
  asked = [];
  theirDerived = null;
  server = fakeServer(() => time);
  engine = createEngine({
    learnerId: device.device.learnerId,
    storage: device.storage,
    transport: server.transport,
    clock: { now: () => time },
    random: { next: () => 0.5 },
    collections,
  });
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const theirs = JSON.parse(String(init.body)) as DigestRequest;
    asked.push(theirs);
    const ours = digestThere();
    return new Response(JSON.stringify({ protocol: 1, found: compareDigests(theirs, ours), ...ours }), {
      headers: { 'x-hornbook-protocol': '1', 'content-type': 'application/json' },
    });
  });
  await foldStaleAttempts(device);
  await setProfile({ displayName: 'Ada' });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('[R2] the daily digest', () => {
  test('waits until nothing waits, and then asks once a day', async () => {
    expect(await compare()).toBe('not-comparable');
    expect(asked).toEqual([]);
    await sync();
    expect(await compare()).toBe('equal');
    expect(await compare()).toBe('not-due');
    time += DAY;
    expect(await compare()).toBe('equal');
    expect(asked).toHaveLength(2);
  });

  test('starts a pass where the rows differ, which brings back what was lost', async () => {
    await sync();
    await device.learner.rows('profile' as CollectionName).clear();
    expect(await compare()).toBe('rows');
    expect(passes).toBe(1);
    expect((await engine.position()).cursor).toBeNull();
    await sync();
    expect(await device.learner.rows('profile').count()).toBe(1);
    time += DAY;
    expect(await compare()).toBe('equal');
  });

  test('folds anew where only what follows from the rows differs', async () => {
    await sync();
    theirDerived = await readDerivedDigest(device);
    expect(theirDerived).not.toBeNull();
    await device.learner.cards.put({ questionId: 'stray', kind: 'numeric' } as never);
    expect(await compare()).toBe('derived');
    expect(await device.learner.cards.count()).toBe(0);
    expect(passes).toBe(0);
    time += DAY;
    expect(await compare()).toBe('equal');
  });

  test('says nothing where content for some answers is lacking', async () => {
    await sync();
    await device.learner.foldedAttempts.put({
      attemptId: 'a',
      activityId: 'b',
      skillIds: [],
      questionIds: [],
      lacks: 1,
    } as never);
    expect(await compare()).toBe('equal');
    expect(asked[0]?.derived).toBeNull();
  });

  test('is not asked before the service has adopted the learner', async () => {
    device.device.claimed = false;
    expect(await compare()).toBe('not-due');
  });
});
