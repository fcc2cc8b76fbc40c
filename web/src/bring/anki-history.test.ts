import { readAnkiHistory } from '@hornbook/shared/import/anki-history.ts';
import { openTablesBy } from '@hornbook/shared/import/open-tables.ts';
import { strToU8, zipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { describe, expect, test } from 'vitest';
import { ankiHistory } from '../data/testing/anki-package.ts';

const NOW = Date.UTC(2026, 0, 5);
const day = (n: number): number => Date.UTC(2025, 0, 1) + n * 86_400_000;
const read = (bytes: Uint8Array) => readAnkiHistory(bytes, openTablesBy(initSqlJs), NOW);
const nothingLeft = { noReviews: 0, otherCards: 0, goneCards: 0, begunAnew: 0, impossible: 0 };

describe('the history of an Anki package', () => {
  test.each(['old', 'new'] as const)('of the %s form is read in its order, each note by its own name', async (form) => {
    const bytes = await ankiHistory(
      {
        notes: [
          ['g1', 'water<br>', 'agua'],
          ['g2', 'never seen', 'nunca'],
          ['g3', '', 'x'],
        ],
        entries: [
          { at: day(9), card: 1, ease: 1 },
          { at: day(0), card: 1, ease: 3, type: 0, factor: 0 },
          { at: day(3), card: 1, ease: 4 },
          { at: day(9) + 1, card: 1, ease: 2, type: 2 },
          { at: day(2), card: 3, ease: 3 },
        ],
      },
      form,
    );
    expect(await read(bytes)).toEqual({
      kind: 'history',
      notes: [
        {
          guid: 'g1',
          name: 'water',
          reviews: [
            { at: day(0), grade: 3 },
            { at: day(3), grade: 4 },
            { at: day(9), grade: 1 },
            { at: day(9) + 1, grade: 2 },
          ],
        },
        { guid: 'g3', name: '', reviews: [{ at: day(2), grade: 3 }] },
      ],
      left: nothingLeft,
    });
  });

  test('says how much of it is no review of a question here, and why', async () => {
    const bytes = await ankiHistory({
      notes: [
        ['g1', 'water', 'agua'],
        ['g2', 'The {{c1::sun}} and the {{c2::moon}}', ''],
        ['g3', 'only backwards', 'al revés'],
      ],
      cards: [
        { id: 11, note: 1, ord: 0 },
        { id: 12, note: 1, ord: 1 },
        { id: 21, note: 2, ord: 1 },
        { id: 22, note: 2, ord: 2 },
        { id: 31, note: 3, ord: 1 },
      ],
      entries: [
        { at: day(0), card: 11, ease: 3, type: 0 },
        // Begun anew: what was before counts no more.
        { at: day(1), card: 11, ease: 0, type: 4, factor: 0 },
        { at: day(2), card: 11, ease: 3, type: 0 },
        // Moved by hand, by an add-on, and looked at out of its schedule.
        { at: day(3), card: 11, ease: 0, type: 4, factor: 2500 },
        { at: day(4), card: 11, ease: 0, type: 5 },
        { at: day(5), card: 11, ease: 3, type: 3, factor: 0 },
        // Early, but the schedule took note of it.
        { at: day(6), card: 11, ease: 3, type: 3, factor: 2500 },
        { at: day(7), card: 12, ease: 3 },
        { at: day(8), card: 31, ease: 3 },
        { at: day(9), card: 99, ease: 3 },
        { at: day(10), card: 21, ease: 3 },
        { at: day(11), card: 22, ease: 3 },
        { at: NOW + 9 * 86_400_000, card: 11, ease: 3 },
        { at: -5, card: 11, ease: 3 },
      ],
    });
    expect(await read(bytes)).toEqual({
      kind: 'history',
      notes: [
        {
          guid: 'g1',
          name: 'water',
          reviews: [
            { at: day(2), grade: 3 },
            { at: day(6), grade: 3 },
          ],
        },
        { guid: 'g2', name: 'The sun and the moon', reviews: [{ at: day(10), grade: 3 }] },
      ],
      left: { noReviews: 4, otherCards: 3, goneCards: 1, begunAnew: 1, impossible: 2 },
    });
  });

  test('reads very many entries, page by page', async () => {
    const entries = Array.from({ length: 45_000 }, (_, n) => ({ at: day(0) + n, card: 1 + (n % 3), ease: 3 }));
    const found = await read(
      await ankiHistory({ notes: ['a', 'b', 'c'].map((guid) => [guid, guid, guid] as const), entries }),
    );
    expect(found.kind === 'history' && found.notes.map(({ reviews }) => reviews.length)).toEqual([
      15_000, 15_000, 15_000,
    ]);
  });

  const made = async (sql: string): Promise<Uint8Array> => {
    const { Database } = await initSqlJs();
    const database = new Database();
    database.run(sql);
    return zipSync({ 'collection.anki2': database.export(), media: strToU8('{}') });
  };
  const TABLES = `create table notes (id integer, guid text, flds text); create table cards (id integer, nid integer, ord integer);
    create table revlog (id integer, cid integer, ease integer, type integer, factor integer);`;
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['bytes of no form', () => new Uint8Array([1, 2, 3]), 'unknown-format'],
    ['an archive of something else', () => zipSync({ 'readme.txt': strToU8('Hi') }), 'unknown-format'],
    ['an archive cut short', async () => (await ankiHistory({ notes: [], entries: [] })).slice(0, 60), 'broken'],
    ['no database', () => zipSync({ 'collection.anki2': strToU8('no database') }), 'broken'],
    ['a frame that is none', () => zipSync({ 'collection.anki21b': strToU8('no frame') }), 'broken'],
    ['a way up', () => zipSync({ '../collection.anki2': strToU8('x') }), 'hostile'],
    ['a bomb', () => zipSync({ 'collection.anki2': new Uint8Array(20_000_000) }), 'hostile'],
    ['a database without a history', () => made('create table notes (id integer, guid text, flds text)'), 'broken'],
    ['a history without times', () => made(TABLES.replace('revlog (id integer, ', 'revlog (')), 'broken'],
    [
      'a view in place of a history',
      () =>
        made(
          `${TABLES} drop table revlog; create view revlog as select 1 as id, 1 as cid, 1 as ease, 1 as type, 1 as factor`,
        ),
      'hostile',
    ],
    [
      'endless notes',
      () =>
        made(
          `${TABLES} insert into notes with recursive n(x) as (select 1 union all select x + 1 from n limit 20001) select x, x, 'a' from n`,
        ),
      'too-large',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    const found = await read(await bytes());
    expect(found.kind === 'unreadable' ? found.reason.code : found.kind).toBe(code);
  });

  test('takes what stands in its columns for what it is: other things there are no reviews', async () => {
    const found = await read(
      await made(`${TABLES} insert into notes values (1, null, null), (2, 'g', 'front');
        insert into cards values (1, 1, 0), (2, 2, 'x'), (3, 2, 0);
        insert into revlog values ('then', 3, 3, 1, 1), (1.5, 3, 3, 1, 1), (1000000, 3, 'good', 1, 1), (1000001, 3, 9, 1, 1),
          (1000002, 3, 3, 1, 1), (null, 3, 3, 1, 1)`),
    );
    expect(found).toMatchObject({
      kind: 'history',
      notes: [{ guid: 'g', name: 'front', reviews: [{ at: 1_000_002, grade: 3 }] }],
      left: { noReviews: 2, impossible: 3 },
    });
  });
});
