import type { Draft } from '../collections/course-drafts.ts';
import { courseDrafts } from '../collections/course-drafts.ts';
import type { AnyRow } from '../collections/define-collection.ts';
import { canonicalRow, hashText } from '../sync/row.ts';
import type { DraftProblem } from './check-drafts.ts';
import type { KnownFault } from './text-faults.ts';

/*
 * What the author's desk asks the service, by POST to /sync/authoring/<course>/<act>, and what it is answered. Rows travel
 * by push and feed like all others; these are the acts that need the service.
 */

/** What learners will notice, one thing each. `what` is the kind of thing, `title` its name, of a question how it begins. */
export interface Change {
  kind: 'added' | 'removed' | 'changed';
  what: 'course' | 'unit' | 'lesson' | 'activity' | 'question';
  title: string;
}

/** Something the compiler finds, such as a formula that can't be read: in English, and by its name where it has one. */
export interface TextProblem {
  id: string;
  message: string;
  known?: KnownFault;
}

export interface CheckedCourse {
  /** Compared with what learners have now; all is new where nothing is published. */
  changes: Change[];
  /** Text and pictures of the whole course, and what a device that has the version before will fetch. */
  sizeBytes: number;
  fetchBytes: number;
}

export type AuthoringReply =
  | ({ kind: 'checked' } & CheckedCourse)
  | { kind: 'published'; version: string; isNewVersion: boolean }
  | { kind: 'done' }
  | { kind: 'faults'; faults: DraftProblem[] }
  | { kind: 'problems'; problems: TextProblem[] }
  /** The service has not got what this device shows; or another of the author's devices has written more. */
  | { kind: 'not-in-step' }
  /** Not a course of this author, or none at all. */
  | { kind: 'unknown' }
  /** This account may not write courses, or not any more. */
  | { kind: 'no-author' }
  /** Whoever was asked to write the course is one of its authors. */
  | { kind: 'is-author' }
  /** A course has so many authors, or so many were asked, and no more. */
  | { kind: 'enough' };

export interface CourseVersion {
  version: string;
  /** 1, 2, 3 … */
  number: number;
  publishedAt: number;
}

export interface CourseEvent {
  kind: 'published' | 'unpublished' | 'rolled-back' | 'author-joined' | 'author-left';
  /** Of the version that learners had then. */
  number: number;
  deviceName: string | null;
  at: number;
}

export interface CourseHistory {
  kind: 'history';
  currentVersion: string;
  unpublishedAt: number | null;
  /** The latest first. */
  versions: CourseVersion[];
  events: CourseEvent[];
}

/** What all rows of a course say, as one text: equal where device and service have the same. */
export const draftsDigest = (rows: readonly Draft[]): string => {
  let sum = 0;
  for (const row of rows)
    sum = (sum + hashText(canonicalRow(courseDrafts, row as unknown as AnyRow, { server: false }))) % 2 ** 52;
  return `${rows.length}-${sum.toString(16)}`;
};
