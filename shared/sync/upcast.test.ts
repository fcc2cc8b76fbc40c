import { expect, test } from 'vitest';
import { array, string } from 'zod/mini';
import { defineCollection } from '../collections/define-collection.ts';
import { json, latest, once, text } from '../collections/fields.ts';
import { createMemoryStorage } from '../testing/memory-storage.ts';
import { digestOf } from './digest.ts';
import { createEngine } from './engine/engine.ts';
import { upcastRow } from './upcast.ts';
import { validateForWriting } from './validate.ts';

const STAMP = '0190a0000001-0000-replicab00';
const key = { fields: { id: once(text(20)) }, key: ['id'], localIndexes: [] } as const;
// As it was released first, and as it is today: a text of words has become a list of them.
const shelf1 = defineCollection('shelf', { ...key, fields: { ...key.fields, books: latest(text(200)) } });
const shelf2 = defineCollection('shelf', {
  ...key,
  fields: { ...key.fields, books: latest(json<string[]>(array(string()))) },
  upcasts: {
    books: { to: 2, from: (value) => (typeof value === 'string' ? value.split(',').filter((book) => book) : value) },
  },
});
const rowOf = (books: unknown) => ({ id: 'a', books, stamps: { once: STAMP, books: STAMP }, deletedAt: null });
const deviceWith = (collection: typeof shelf1 | typeof shelf2, storage = createMemoryStorage('replicaa00')) => ({
  storage,
  engine: createEngine({
    learnerId: 'me',
    storage,
    transport: { push: async () => ({ kind: 'unreachable', retryAfterMs: null }) },
    clock: { now: () => 1_000 },
    random: { next: () => 0.5 },
    collections: { shelf: collection },
  }),
});
const page = (books: unknown) => ({
  ...{ epoch: 'E', handle: 'h', offset: '1_0', upToDate: true },
  rows: [{ collection: 'shelf', key: 'a', version: 1, row: rowOf(books) }],
});

test('[M3] a value of an earlier form becomes one of today’s, once, and one of today’s is left alone', () => {
  const upcast = upcastRow(shelf2, rowOf('dune,emma'));
  expect(upcast.books).toEqual(['dune', 'emma']);
  expect(upcastRow(shelf2, upcast)).toBe(upcast);
  expect(validateForWriting(shelf2, upcast)).toEqual([]);
  expect(validateForWriting(shelf2, rowOf('dune'))).not.toEqual([]);
  const plain = rowOf('dune');
  expect(upcastRow(shelf1, plain)).toBe(plain);
});

test('[M3] an app that has learnt an upcast reads everything again, and then holds nothing of the earlier form', async () => {
  const before = deviceWith(shelf1);
  await before.engine.applyPage(await before.engine.position(), page('dune,emma'));
  const after = deviceWith(shelf2, before.storage);
  const position = await after.engine.position();
  expect(position).toMatchObject({ cursor: null });
  // The service still has the row as it was sent.
  expect(await after.engine.applyPage(position, page('dune,emma'))).toMatchObject({ kind: 'applied' });
  expect(after.storage.content().rows.get('shelf/a')?.row.books).toEqual(['dune', 'emma']);
  expect(after.storage.content().outbox.size, 'nothing more than the service has').toBe(0);
});

test('[M3] two that hold the same in different forms have the same digest', () => {
  const rows = (books: unknown) => [{ collection: 'shelf', row: rowOf(books) }];
  const collections = { shelf: shelf2 };
  expect(digestOf(collections, rows('dune,emma'))).toEqual(digestOf(collections, rows(['dune', 'emma'])));
});
