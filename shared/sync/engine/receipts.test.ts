import { expect, test } from 'vitest';
import { studyDays } from '../../collections/study-days.ts';
import { createMemoryStorage } from '../../testing/memory-storage.ts';
import type { FeedPage, FeedRow } from '../protocol.ts';
import { newRow } from '../write-row.ts';
import { createEngine } from './engine.ts';

const dayRow = (n: number, version: number): FeedRow => {
  const localDay = `2026-01-0${n}`;
  const row = newRow(
    studyDays,
    { localDay, course: 'none', activeMs: { replicab00: n } },
    '0190a0000001-0000-replicab00',
  );
  return { collection: 'studyDays', key: `${localDay}/none`, version, row };
};
const pageOf = (epoch: string, offset: string, ...rows: FeedRow[]): FeedPage => ({
  ...{ epoch, handle: `aa-${epoch}~n`, offset, rows, upToDate: true },
});

test('[F6] what the feed shows is a receipt once for each version, again after a restore, and never from a page that does not count', async () => {
  let now = 1_000;
  const storage = createMemoryStorage('replicaa00');
  const engine = createEngine({
    learnerId: 'me',
    storage,
    transport: { push: async () => ({ kind: 'unreachable', retryAfterMs: null }) },
    clock: { now: () => now },
    random: { next: () => 0.5 },
    collections: { studyDays },
  });
  const apply = async (page: FeedPage) => {
    now += 1_000;
    return engine.applyPage(await engine.position(), page);
  };
  const begun = await engine.position();
  await apply(pageOf('E1', '2_0', dayRow(1, 1), dayRow(2, 2)));
  await engine.applyPage(begun, pageOf('E1', '9_0', dayRow(2, 9)));
  await apply(pageOf('E1', '3_0', dayRow(1, 1), dayRow(2, 3)));
  await engine.mustRefetch(await engine.position());
  await apply(pageOf('E1', '3_0', dayRow(1, 1), dayRow(2, 3)));
  await engine.mustRefetch(await engine.position());
  await apply(pageOf('E2', '1_0', dayRow(1, 1)));
  expect(
    storage.content().receipts.map(({ at, epoch, rows }) => [at, epoch, ...rows.map((row) => row.version)]),
  ).toEqual([
    [2_000, 'E1', 1, 2],
    [3_000, 'E1', 3],
    [5_000, 'E2', 1],
  ]);
});
