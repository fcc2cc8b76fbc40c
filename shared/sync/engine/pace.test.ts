import { expect, test } from 'vitest';
import { collections } from '../../collections/index.ts';
import { createMemoryStorage } from '../../testing/memory-storage.ts';
import type { PushReply, PushRequest } from '../protocol.ts';
import { newRow } from '../write-row.ts';
import { createEngine } from './engine.ts';

const engineAgainst = async (answer: (request: PushRequest) => PushReply) => {
  const engine = createEngine({
    learnerId: 'me',
    storage: createMemoryStorage('replicaa00'),
    transport: { push: async (request) => ({ kind: 'reply', reply: answer(request) }) },
    clock: { now: () => 1_000 },
    random: { next: () => 0.5 },
    collections,
  });
  await engine.commit((writer) => writer.write(collections.studyDays, { localDay: '2026-01-05', course: 'none' }));
  return engine;
};
const reply = (epoch: string) => ({ protocol: 1, epoch, time: 1_000 }) as const;

test('one change of epoch is taken up at once', async () => {
  const engine = await engineAgainst((request) =>
    request.epoch === 'E1' ? { ...reply('E1'), verdicts: [] } : { ...reply('E1'), retry: 'epoch' },
  );
  expect(await engine.push()).toEqual({ kind: 'again' });
});

test('servers that disagree about the epoch are asked less and less often', async () => {
  let asked = 0;
  const engine = await engineAgainst(() => {
    asked += 1;
    return { ...reply(asked % 2 ? 'E1' : 'E2'), retry: 'epoch' };
  });
  const next = [];
  for (let n = 0; n < 6; n += 1) next.push(await engine.push());
  expect(next).toEqual([
    { kind: 'again' },
    { kind: 'later', ms: 150 },
    { kind: 'later', ms: 300 },
    { kind: 'later', ms: 600 },
    { kind: 'later', ms: 1_200 },
    { kind: 'later', ms: 2_400 },
  ]);
});

test('so is one that repeats the epoch it was told', async () => {
  const engine = await engineAgainst(() => ({ ...reply('E1'), retry: 'epoch' }));
  await engine.push();
  expect(await engine.push()).toEqual({ kind: 'later', ms: 150 });
  expect(await engine.push()).toEqual({ kind: 'later', ms: 300 });
});

test('a rejection that says less than the feed did is not asked for again at once', async () => {
  const engine = await engineAgainst((request) => {
    if (request.epoch !== 'E1') return { ...reply('E1'), retry: 'epoch' };
    const verdicts = request.rows.map(({ collection, key, rev }) => {
      const refusal = { verdict: 'rejected' as const, code: 'shape', message: '', fields: ['activeMs'] };
      return { collection, key, rev, ...refusal, row: null, version: 0 };
    });
    return { ...reply('E1'), verdicts };
  });
  const stamp = '000000000001-0000-replicab00';
  const row = newRow(collections.studyDays, { localDay: '2026-01-05', course: 'none' }, stamp);
  const fed = { collection: 'studyDays', key: '2026-01-05/none', version: 1, row };
  await engine.push();
  await engine.applyPage(await engine.position(), {
    epoch: 'E1',
    handle: 'h',
    offset: '1_0',
    upToDate: true,
    rows: [fed],
  });
  expect(await engine.push()).toEqual({ kind: 'later', ms: 150 });
  expect(await engine.push()).toEqual({ kind: 'later', ms: 300 });
});
