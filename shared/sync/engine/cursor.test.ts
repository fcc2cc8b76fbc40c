import { expect, test } from 'vitest';
import { studyDays } from '../../collections/study-days.ts';
import { createMemoryStorage } from '../../testing/memory-storage.ts';
import { digestOf } from '../digest.ts';
import type { FeedPage, FeedRow } from '../protocol.ts';
import { newRow } from '../write-row.ts';
import { fingerprintOf } from './apply-page.ts';
import { createEngine } from './engine.ts';

const STAMP = '0190a0000001-0000-replicab00';
const collections = { studyDays };
const dayRow = (n: number, version: number): FeedRow => {
  const localDay = `2026-01-0${n}`;
  const row = newRow(studyDays, { localDay, course: 'none', activeMs: { replicab00: n } }, STAMP);
  return { collection: 'studyDays', key: `${localDay}/none`, version, row };
};
const pageOf = (offset: string, rows: FeedRow[], upToDate = true): FeedPage => ({
  ...{ epoch: 'E1', handle: 'aa-E1~3833821-1721812114261', offset, rows, upToDate },
});
const device = () => {
  const storage = createMemoryStorage('replicaa00');
  const engine = createEngine({
    learnerId: 'me',
    storage,
    transport: { push: async () => ({ kind: 'unreachable', retryAfterMs: null }) },
    clock: { now: () => 1_000 },
    random: { next: () => 0.5 },
    collections,
  });
  return { storage, engine };
};

test('[F2] an offset is given back as it came, whatever it says; the version is that of the rows', async () => {
  const { engine } = device();
  // As Electric has it: the snapshot in an order of its own, offsets that are places in Postgres's log.
  const first = await engine.applyPage(await engine.position(), pageOf('0_inf', [dayRow(1, 7), dayRow(2, 3)], false));
  expect(first.position.cursor).toMatchObject({ offset: '0_inf', version: 7 });
  const second = await engine.applyPage(first.position, pageOf('26800584_4', []));
  expect(second).toMatchObject({ kind: 'applied', position: { cursor: { offset: '26800584_4', version: 7 } } });
  const third = await engine.applyPage(second.position, pageOf('26800990_0', [dayRow(2, 8)]));
  expect(third.position.cursor).toMatchObject({ offset: '26800990_0', version: 8 });
});

test('[R2] digests are compared at the version read, not at the offset', async () => {
  const { engine } = device();
  const rows = [dayRow(1, 1), dayRow(2, 2)];
  await engine.applyPage(await engine.position(), pageOf('26800584_4', rows));
  const known = fingerprintOf(collections);
  const theirs = { epoch: 'E1', version: 2, known, collections: digestOf(collections, rows), derived: null };
  expect(await engine.digest()).toEqual(theirs);
  expect(await engine.compareDigest(theirs)).toBe('equal');
  expect(await engine.compareDigest({ ...theirs, version: 3 })).toBe('not-comparable');
  expect(await engine.compareDigest({ ...theirs, known: known + 1 })).toBe('not-comparable');
  expect(await engine.compareDigest({ ...theirs, collections: {} })).toBe('rows');
});

test('[F2] a cursor of before, whose offset was a number, goes on where it stood', async () => {
  const { engine, storage } = device();
  await engine.applyPage(await engine.position(), pageOf('2_0', [dayRow(1, 1), dayRow(2, 2)]));
  await storage.write(async (tx) => {
    const state = await tx.state();
    await tx.putState({ ...state, cursor: { handle: 'aa-E1~old', offset: 2 } as never });
  });
  const position = await engine.position();
  expect(position.cursor).toEqual({ handle: 'aa-E1~old', offset: '2_0', version: 2 });
  expect(await engine.applyPage(position, pageOf('3_0', [dayRow(1, 3)]))).toMatchObject({ kind: 'applied' });
});
