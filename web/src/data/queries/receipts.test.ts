import { profile } from '@hornbook/shared/collections/profile.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { applyPage, readingPosition } from '@hornbook/shared/sync/engine/apply-page.ts';
import { hashRow } from '@hornbook/shared/sync/row.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { expect, test } from 'vitest';
import { now } from '../clock.ts';
import { setProfile } from '../commands/set-profile.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { readReceipts } from './receipts.ts';

const STAMP = '0190a0000001-0000-replicab00';
const day = (n: number) => {
  const localDay = `2026-01-0${n}`;
  const row = newRow(studyDays, { localDay, course: 'none', activeMs: { replicab00: n } }, STAMP);
  return { collection: 'studyDays', key: `${localDay}/none`, version: n, row };
};

test('a receipt says when the service had a thing and a hash of exactly that, until it is changed here', async () => {
  const device = await freshDevice();
  expect(await readReceipts(device, 5)).toEqual({ shown: [], more: false });
  const named = { id: 'me', displayName: 'Ada' };
  const me = { collection: 'profile', key: 'me', version: 4, row: newRow(profile, named, STAMP) };
  const context = {
    learnerId: 'me',
    storage: device.storage,
    transport: { push: async () => ({ kind: 'unreachable', retryAfterMs: null }) as const },
    clock: { now },
    random: { next: () => 0.5 },
    collections: { profile, studyDays },
  };
  const page = { epoch: 'E1', handle: 'aa-E1~n', offset: '4_0', upToDate: true };
  await applyPage(context, await readingPosition(context), { ...page, rows: [day(1), day(2), day(3), me] });
  const { shown, more } = await readReceipts(device, 2);
  expect(more).toBe(true);
  expect(shown).toMatchObject([
    { collection: 'profile', version: 4, hash: hashRow(profile, me.row).toString(16).padStart(13, '0') },
    { collection: 'studyDays', key: '2026-01-03/none', version: 3 },
  ]);
  expect(Math.abs((shown[0]?.at ?? 0) - now())).toBeLessThan(10_000);

  await setProfile({ displayName: 'Ada L.' });
  const after = await readReceipts(device, 5);
  expect(after.more).toBe(false);
  expect(after.shown).toHaveLength(4);
  expect(after.shown[0]).toMatchObject({ collection: 'profile', hash: null });
});
