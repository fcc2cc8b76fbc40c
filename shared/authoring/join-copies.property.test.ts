import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { courseDrafts, type Draft } from '../collections/course-drafts.ts';
import type { AnyRow } from '../collections/define-collection.ts';
import { mergeRows } from '../sync/merge.ts';
import { canonicalRow } from '../sync/row.ts';
import { changeRow } from '../sync/write-row.ts';
import { rowArbitrary } from '../testing/arbitraries.ts';
import { makeDraft } from '../testing/draft-course.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { editText } from '../text/edit-text.ts';
import { textOf } from '../text/text-order.ts';
import { type Copy, joinCopies } from './join-copies.ts';

const COURSE = '0190a000-0000-7000-8000-0000000000c0';
const KEYS = [COURSE, '0190a000-0000-7000-8000-0000000000a1', '0190a000-0000-7000-8000-0000000000a2'];
const AUTHORS = 3;

type Copies = Map<string, AnyRow>[];
const put = (copy: Map<string, AnyRow>, row: AnyRow) => {
  const key = row.id as string;
  const known = copy.get(key);
  copy.set(key, known ? mergeRows(courseDrafts, known, row) : row);
};
const rowOf = fc
  .tuple(rowArbitrary(courseDrafts), fc.constantFrom(...KEYS))
  // Whoever lies about a kind is left out, see join-copies.test.ts.
  .map(([row, id]): AnyRow => ({ ...row, id, courseId: COURSE, kind: id === COURSE ? 'course' : 'lesson' }));

/** Somebody writes; what they hold is joined, perhaps of some keys alone and cut off after so many rows; what was given once comes again. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), who: fc.nat(AUTHORS - 1), row: rowOf }),
  fc.record({ kind: fc.constant('join' as const), keys: fc.subarray(KEYS), cutAfter: fc.nat(8) }),
  fc.record({ kind: fc.constant('again' as const), nth: fc.nat(9) }),
);
const shown = (row: AnyRow | undefined, { deletion = true } = {}) => {
  if (!row) return null;
  const { deletedAt: _, ...stamps } = row.stamps;
  return canonicalRow(courseDrafts, deletion ? row : { ...row, deletedAt: null, stamps }, { server: false });
};
const only = (copies: Copies, keys: readonly string[]): Copy[] =>
  copies.map((copy) => new Map([...copy].filter(([key]) => keys.includes(key))));

const MS = 1_700_000_000_000;
/** Letters that don't repeat each other, so that they take what they are long. */
const longText = (seed: number): string => {
  let state = seed;
  return Array.from({ length: 30_000 }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  }).join('');
};

describe('the copies of a course', () => {
  test('[A1] [A2] come to be the same, with all that anybody wrote, whatever came first, again, or not at all', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
        const copies: Copies = Array.from({ length: AUTHORS }, () => new Map());
        const written = new Map<string, AnyRow>();
        const thrownAway = new Set<number>();
        const before: { index: number; row: AnyRow }[] = [];
        for (const one of steps) {
          if (one.kind === 'write') {
            put(copies[one.who] as Map<string, AnyRow>, one.row);
            put(written, one.row);
            if (one.row.id === COURSE && one.row.deletedAt !== null) thrownAway.add(one.who);
          } else if (one.kind === 'join') {
            const { given } = joinCopies(COURSE, only(copies, one.keys));
            const all = given.flatMap((rows, index) => rows.map((row) => ({ index, row })));
            before.push(...all);
            for (const { index, row } of all.slice(0, one.cutAfter)) put(copies[index] as Map<string, AnyRow>, row);
          } else {
            const given = before[one.nth];
            if (given) put(copies[given.index] as Map<string, AnyRow>, given.row);
          }
        }
        joinCopies(COURSE, copies).given.forEach((rows, index) => {
          for (const row of rows) put(copies[index] as Map<string, AnyRow>, row);
        });
        expect(joinCopies(COURSE, copies)).toEqual({ given: [[], [], []], apart: [] });
        for (const key of KEYS) {
          const deletion = key !== COURSE;
          for (const copy of copies)
            expect(shown(copy.get(key), { deletion })).toBe(shown(written.get(key), { deletion }));
        }
        // Whoever throws their copy away throws away nobody else's.
        copies.forEach((copy, who) => {
          if (!thrownAway.has(who)) expect(copy.get(COURSE)?.deletedAt ?? null).toBeNull();
        });
      }),
      propertyRuns(300),
    );
  });

  test('[A1] take nothing from another course, and write nothing over there, whatever ids its rows have', () => {
    const [, id = ''] = KEYS;
    const about = { id, kind: 'lesson', parentId: COURSE } as const;
    const theirs = makeDraft(MS + 5, {
      ...about,
      courseId: KEYS[2] as string,
      text: 'Of nobody else.',
    }) as never as AnyRow;
    const forged = makeDraft(MS, { ...about, courseId: COURSE, text: 'Give it to me.' }) as never as AnyRow;
    const copies = [new Map([[id, theirs]]), new Map([[id, forged]]), new Map<string, AnyRow>()];
    const { given, apart } = joinCopies(COURSE, copies);
    expect([given[0], given[1], apart]).toEqual([[], [], []]);
    expect(given[2]?.map(({ text }) => textOf(text as never))).toEqual(['Give it to me.']);
  });

  test('[A3] stay apart in a row that would be too large together, and are joined once one of them is shortened', () => {
    const [, id = ''] = KEYS;
    const born = makeDraft(MS, { id, kind: 'lesson', courseId: COURSE, parentId: COURSE });
    const writes = (row: Draft, insert: string, remove: number, sitting: string, at: number): AnyRow =>
      changeRow(
        courseDrafts,
        row as never,
        { text: editText(row.text, { at: 0, remove, insert }, sitting) } as never,
        `${(MS + at).toString(16).padStart(12, '0')}-0000-replicaa00`,
      ) as never;
    const [ones, others] = [writes(born, longText(1), 0, 'sittinga', 1), writes(born, longText(2), 0, 'sittingb', 2)];
    const copies = [new Map([[id, ones]]), new Map([[id, others]]), new Map<string, AnyRow>()];
    expect(joinCopies(COURSE, copies)).toEqual({ given: [[], [], []], apart: [{ id, why: 'too-long' }] });
    const short = writes(ones as never, 'In short.', 30_000, 'sittingc', 3);
    const { given, apart } = joinCopies(COURSE, [new Map([[id, short]]), copies[1] as Copy, new Map()]);
    expect(apart).toEqual([]);
    const texts = given.map((rows) => textOf(rows[0]?.text as never));
    expect(texts[0]).toContain('In short.');
    expect(texts[0]).toHaveLength(30_000 + 'In short.'.length);
    expect(new Set(texts).size).toBe(1);
  });
});
