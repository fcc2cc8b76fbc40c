import { randomInt } from 'node:crypto';
import { collections } from '@hornbook/shared/collections/index.ts';
import { canonicalRow } from '@hornbook/shared/sync/row.ts';
import { draftCourse } from '@hornbook/shared/testing/draft-course.ts';
import type { Hono } from 'hono';
import { expect } from 'vitest';
import { joinCourse } from '../authoring/join-course.ts';
import { createContentIndex } from '../content/content-index.ts';
import type { Database } from '../db/connect.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { makeTestAuthor, type TestAuthor } from './test-author.ts';

/** Authors who write courses together at a service, and the joining of these. */
export const testCircle = (database: () => Database, app: () => Hono, quotaBytes = 1_000_000) => {
  const author = (name: string) => makeTestAuthor(app(), database(), name);
  const context = () => ({
    withLearner: withLearnerOn(database().db),
    content: createContentIndex(database()),
    collections,
    now: Date.now,
  });
  const needs = () => ({ database: database(), context: context(), quotaBytes });
  /** Joins it until nobody lacks anything, as the worker does. */
  const joined = async (courseId: string) => {
    for (let round = 0; round < 2; round += 1)
      expect(await joinCourse(needs(), courseId)).toEqual({ kind: 'joined', refused: 0 });
  };
  const written = async (by: TestAuthor) => {
    const made = draftCourse(randomInt(1e7), Date.now());
    await by.push(made.rows);
    return { id: made.ids.course as string, ids: made.ids as Record<string, string> };
  };
  /** Somebody who was asked says yes. */
  const comesTo = async (courseId: string, by: TestAuthor, who: TestAuthor) => {
    expect(await by.ask(courseId, 'invite', { email: who.email })).toEqual({ kind: 'done' });
    expect(await who.ask(courseId, 'accept')).toEqual({ kind: 'done' });
  };
  /** A course of two, both of whom have all of it. */
  const ofTwo = async () => {
    const [ada, ben] = await Promise.all([author('Ada'), author('Ben')]);
    const { id, ids } = await written(ada);
    await comesTo(id, ada, ben);
    await joined(id);
    return { ada, ben, id, ids };
  };
  return {
    ...{ author, context, needs, joined, written, comesTo, ofTwo },
    /** All an author has of a course, as text, less what only the service writes. */
    shown: async (one: TestAuthor, courseId: string) =>
      (await one.rows(courseId))
        .map((row) => canonicalRow(collections.courseDrafts, row as never, { server: false }))
        .sort(),
  };
};
