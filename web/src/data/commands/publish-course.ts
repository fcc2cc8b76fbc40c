import {
  type AuthoringReply,
  type CourseHistory,
  draftsDigest,
} from '@hornbook/shared/authoring/authoring-protocol.ts';
import type { CourseReception } from '@hornbook/shared/authoring/course-reception.ts';
import { connect } from '../connections.ts';
import { readDraftRows } from '../queries/authoring.ts';
import { askService, Unreachable } from '../service/ask-service.ts';

/** No answer of the service's: no connection, or too much was asked of it. */
export type NoAnswer = { kind: 'unreachable' } | { kind: 'too-many' } | { kind: 'no-session' };
export type AuthoringAnswer = AuthoringReply | NoAnswer;

const ask = async <T extends { kind: string }>(courseId: string, act: string, body?: object): Promise<T | NoAnswer> => {
  try {
    const path = `/sync/authoring/${courseId}${act && `/${act}`}`;
    const response = await askService(path, {
      // Compiling a large course takes the service some seconds.
      answerWithinMs: 60_000,
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (response.status === 401) return { kind: 'no-session' };
    if (response.status === 429) return { kind: 'too-many' };
    if (response.status !== 200 && response.status !== 403) return { kind: 'unreachable' };
    return (await response.json()) as T;
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'unreachable' };
    throw error;
  }
};

const withDigest = async (courseId: string, act: 'check' | 'publish'): Promise<AuthoringAnswer> => {
  const rows = await readDraftRows(await connect(), courseId);
  return ask<AuthoringReply>(courseId, act, { digest: draftsDigest(rows) });
};

/** What publishing the course as it is here would do for learners, and what keeps it from being published. */
export const checkCourse = (courseId: string) => withDigest(courseId, 'check');
/** Gives the course as it is here to learners. */
export const publishCourse = (courseId: string) => withDigest(courseId, 'publish');
/** Hides it from learners who have not begun it. */
export const unpublishCourse = (courseId: string) => ask<AuthoringReply>(courseId, 'unpublish', {});
/** Gives learners a version they had before; the drafts stay as they are. */
export const rollBackCourse = (courseId: string, version: string) =>
  ask<AuthoringReply>(courseId, 'roll-back', { version });
export const fetchCourseHistory = (courseId: string) =>
  ask<CourseHistory | { kind: 'unknown' | 'no-author' }>(courseId, '');

/** Has the service count what learners make of it; what it says is kept here, for whenever there is no connection. */
export const fetchReception = async (courseId: string): Promise<CourseReception | NotShown | NoAnswer> => {
  const answer = await ask<CourseReception | NotShown>(courseId, 'reception');
  const { learner } = await connect();
  if (answer.kind === 'reception') await learner.receptions.put({ ...answer, courseId });
  // Whoever may not know it any more keeps nothing of it either.
  else if (answer.kind === 'unknown' || answer.kind === 'no-author') await learner.receptions.delete(courseId);
  return answer;
};

interface NotShown {
  kind: 'unknown' | 'no-author';
}
