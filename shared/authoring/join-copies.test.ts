import { expect, test } from 'vitest';
import type { AnyRow } from '../collections/define-collection.ts';
import { makeDraft } from '../testing/draft-course.ts';
import { type Copy, joinCopies } from './join-copies.ts';

test('[A1] [A3] a row that one author gives another kind, born earlier, changes nothing of the others’, and both are told', () => {
  const id = '00000001-0000-4000-8000-000000000001';
  const copyOf = (at: number, kind: 'course' | 'asset'): Copy =>
    new Map([[id, makeDraft(at, { id, kind, courseId: id, parentId: null, title: kind }) as AnyRow]]);
  expect(joinCopies(id, [copyOf(2, 'course'), copyOf(1, 'asset')])).toEqual({
    given: [[], []],
    apart: [{ id, why: 'other-kind' }],
  });
  const [first, second] = joinCopies(id, [copyOf(2, 'course'), copyOf(1, 'course')]).given;
  expect([first, second].flat().length).toBeGreaterThan(0);
});
