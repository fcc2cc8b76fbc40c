import { expect, test } from 'vitest';
import type { AnyRow, Collection } from '../../collections/define-collection.ts';
import { latest, text } from '../../collections/fields.ts';
import { profile } from '../../collections/profile.ts';
import { studyDays } from '../../collections/study-days.ts';
import { createMemoryStorage } from '../../testing/memory-storage.ts';
import type { FeedPage } from '../protocol.ts';
import { rowToWire } from '../row.ts';
import { newRow } from '../write-row.ts';
import { createEngine } from './engine.ts';

const STAMP = '0190a0000001-0000-replicab00';
const day = newRow(studyDays, { localDay: '2026-01-05', course: 'none', activeMs: { replicab00: 1 } }, STAMP);
const PAGE: FeedPage = {
  epoch: 'E1',
  handle: 'h',
  offset: '1_0',
  upToDate: true,
  rows: [{ collection: 'studyDays', key: '2026-01-05/none', version: 1, row: day }],
};
const storage = () => createMemoryStorage('replicaa00');
const engineOf = (database: ReturnType<typeof storage>, ...known: Collection[]) =>
  createEngine({
    learnerId: 'me',
    storage: database,
    transport: { push: async () => ({ kind: 'unreachable', retryAfterMs: null }) },
    clock: { now: () => 1_000 },
    random: { next: () => 0.5 },
    collections: Object.fromEntries(known.map((collection) => [collection.name, collection])),
  });

test('[F3] an app that knows a collection more reads again what the one before it skipped', async () => {
  const database = storage();
  const before = engineOf(database, profile);
  await before.applyPage(await before.position(), PAGE);
  expect(database.content()).toMatchObject({ rows: new Map(), state: { cursor: { offset: '1_0' }, pass: null } });

  const after = engineOf(database, profile, studyDays);
  const position = await after.position();
  expect(position).toMatchObject({ cursor: null, pass: 2 });
  expect(await after.applyPage(position, PAGE)).toMatchObject({ kind: 'applied' });
  expect([...database.content().rows.keys()]).toEqual(['studyDays/2026-01-05/none']);
});

test('[F3] so does one that knows a field more, or reads a field by another rule', async () => {
  const database = storage();
  const before = engineOf(database, studyDays);
  await before.applyPage(await before.position(), PAGE);
  const mood: Collection = { ...studyDays, fields: { ...studyDays.fields, mood: latest(text(20)) } };
  expect(await engineOf(database, mood).position()).toMatchObject({ cursor: null, pass: 2 });
});

test('one that knows the same reads on, in whatever order its list is', async () => {
  const database = storage();
  const before = engineOf(database, profile, studyDays);
  await before.applyPage(await before.position(), PAGE);
  expect(await engineOf(database, studyDays, profile).position()).toMatchObject({
    cursor: { offset: '1_0' },
    pass: null,
  });
});

test('a pass that an older app left half done is begun again', async () => {
  const database = storage();
  const before = engineOf(database, profile);
  await before.applyPage(await before.position(), { ...PAGE, upToDate: false });
  expect(await engineOf(database, profile, studyDays).position()).toMatchObject({ cursor: null, pass: 2 });
});

test('[M3] an app that was taken back keeps what it does not know, and the next one sends it', async () => {
  const database = storage();
  const mood: Collection = { ...studyDays, fields: { ...studyDays.fields, mood: latest(text(20)) } };
  const newer = engineOf(database, mood);
  await newer.applyPage(await newer.position(), PAGE);
  await newer.commit((writer) =>
    writer.write(mood, { localDay: '2026-01-05', course: 'none', mood: 'good' } as Parameters<typeof writer.write>[1]),
  );
  await database.write((tx) => tx.deleteOutbox([{ collection: 'studyDays', key: '2026-01-05/none' }]));

  const older = engineOf(database, studyDays);
  await older.applyPage(await older.position(), PAGE);
  const kept = database.content().rows.get('studyDays/2026-01-05/none')?.row;
  expect(kept).toMatchObject({ mood: 'good', activeMs: { replicab00: 1 } });
  expect(rowToWire(studyDays, kept as AnyRow)).toEqual(rowToWire(studyDays, day));
  expect(database.content().outbox.size).toBe(0);

  const again = engineOf(database, mood);
  await again.applyPage(await again.position(), PAGE);
  expect(database.content().outbox.size).toBe(1);
  expect(rowToWire(mood, kept as AnyRow)).toEqual(kept);
});
