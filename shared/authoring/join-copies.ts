import { courseDrafts, type Draft } from '../collections/course-drafts.ts';
import type { AnyRow } from '../collections/define-collection.ts';
import { mergeRows } from '../sync/merge.ts';
import { BIRTH, takeServerFields } from '../sync/row.ts';
import { isTooLarge } from '../sync/row-size.ts';
import type { ApartPart } from './authors-protocol.ts';

/** What one author of a course holds under some keys. All copies are looked at under the same keys. */
export type Copy = ReadonlyMap<string, AnyRow>;

export interface Joined {
  /** For each copy, in their order: whole rows of which it has less than the others together. */
  given: AnyRow[][];
  /** [A3] Rows that can't be joined, and so stay as they are. */
  apart: ApartPart[];
}

/**
 * Joins what the authors of a course hold of it. [A1] Giving each copy its rows and joining again gives nothing more,
 * whatever came first and however often it was done.
 */
export const joinCopies = (courseId: string, copies: readonly Copy[]): Joined => {
  const given = copies.map((): AnyRow[] => []);
  const apart = new Map<string, ApartPart['why']>();
  for (const key of new Set(copies.flatMap((copy) => [...copy.keys()]))) {
    const held = copies.map((copy) => {
      const row = copy.get(key);
      return row && takeServerFields(courseDrafts, row, {});
    });
    // What somebody has in another course under this key is none of the others', nor theirs to write over.
    const ofCourse = held.filter((row) => row?.courseId === courseId);
    // A kind is said once and the earliest wins, so that whoever lies about it would turn the others' row into another.
    if (new Set(ofCourse.map((row) => row?.kind)).size > 1) {
      apart.set(key, 'other-kind');
      continue;
    }
    const whole = ofCourse.reduce(joinTwo, undefined);
    if (!whole) continue;
    held.forEach((own, index) => {
      if (own && own.courseId !== courseId) return;
      const others = exceptOwnDeletion(whole, own);
      const joined = own ? mergeRows(courseDrafts, own, others) : others;
      if (joined === own) return;
      if (isTooLarge(courseDrafts, joined) && !(own && isTooLarge(courseDrafts, own))) apart.set(key, 'too-long');
      else given[index]?.push(joined);
    });
  }
  return { given, apart: [...apart].map(([id, why]) => ({ id, why })) };
};

const joinTwo = (joined: AnyRow | undefined, row: AnyRow | undefined): AnyRow | undefined =>
  joined && row ? mergeRows(courseDrafts, joined, row) : (joined ?? row);

/** Whether the course as a whole is put away is each author's own: throwing away a copy takes nothing from the others. */
const exceptOwnDeletion = (whole: AnyRow, own: AnyRow | undefined): AnyRow => {
  const { id, courseId } = whole as AnyRow & Draft;
  if (id !== courseId) return whole;
  const { deletedAt: _, ...stamps } = whole.stamps;
  const stamp = own ? own.stamps.deletedAt : whole.stamps[BIRTH];
  return {
    ...whole,
    deletedAt: own?.deletedAt ?? null,
    stamps: stamp === undefined ? stamps : { ...stamps, deletedAt: stamp },
  };
};
