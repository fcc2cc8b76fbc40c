import {
  type AuthoringReply,
  type CourseHistory,
  draftsDigest,
} from '@hornbook/shared/authoring/authoring-protocol.ts';
import type { CourseReception } from '@hornbook/shared/authoring/course-reception.ts';
import { connect } from '../connections.ts';
import { readDraftRows } from '../queries/authoring.ts';
import { askAuthoring, type NoAnswer } from '../service/ask-authoring.ts';

export type AuthoringAnswer = AuthoringReply | NoAnswer;

const withDigest = async (courseId: string, act: 'check' | 'publish'): Promise<AuthoringAnswer> => {
  const rows = await readDraftRows(await connect(), courseId);
  return askAuthoring<AuthoringReply>(`${courseId}/${act}`, { digest: draftsDigest(rows) });
};

/** What publishing the course as it is here would do for learners, and what keeps it from being published. */
export const checkCourse = (courseId: string) => withDigest(courseId, 'check');
/** Gives the course as it is here to learners. */
export const publishCourse = (courseId: string) => withDigest(courseId, 'publish');
/** Hides it from learners who have not begun it. */
export const unpublishCourse = (courseId: string) => askAuthoring<AuthoringReply>(`${courseId}/unpublish`, {});
/** Gives learners a version they had before; the drafts stay as they are. */
export const rollBackCourse = (courseId: string, version: string) =>
  askAuthoring<AuthoringReply>(`${courseId}/roll-back`, { version });
export const fetchCourseHistory = (courseId: string) =>
  askAuthoring<CourseHistory | { kind: 'unknown' | 'no-author' }>(courseId);

/** Has the service count what learners make of it; what it says is kept here, for whenever there is no connection. */
export const fetchReception = async (courseId: string): Promise<CourseReception | NotShown | NoAnswer> => {
  const answer = await askAuthoring<CourseReception | NotShown>(`${courseId}/reception`);
  const { learner } = await connect();
  if (answer.kind === 'reception') await learner.receptions.put({ ...answer, courseId });
  // Whoever may not know it any more keeps nothing of it either.
  else if (answer.kind === 'unknown' || answer.kind === 'no-author') await learner.receptions.delete(courseId);
  return answer;
};

interface NotShown {
  kind: 'unknown' | 'no-author';
}
