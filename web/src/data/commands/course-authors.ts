import type { AuthoringReply } from '@hornbook/shared/authoring/authoring-protocol.ts';
import type { AuthorsOfCourse, Invitations } from '@hornbook/shared/authoring/authors-protocol.ts';
import { askAuthoring } from '../service/ask-authoring.ts';
import type { AuthoringAnswer } from './publish-course.ts';
import { bringBackDraft } from './write-drafts.ts';

const act = (courseId: string, name: string, body: object = {}): Promise<AuthoringAnswer> =>
  askAuthoring<AuthoringReply>(`${courseId}/${name}`, body);

/** Who writes a course, and who was asked to. */
export const fetchAuthors = (courseId: string) =>
  askAuthoring<AuthorsOfCourse | { kind: 'unknown' | 'no-author' }>(`${courseId}/authors`);
/** Asks whoever has this address to write the course, too. The answer says nothing of whether anybody has it. */
export const inviteAuthor = (courseId: string, email: string) => act(courseId, 'invite', { email });
export const takeInvitationBack = (courseId: string, email: string) => act(courseId, 'take-back', { email });
/** Ends it for the author of this address; one's own is leaving. Both keep what they have, and it is joined no more. */
export const endAuthor = (courseId: string, email: string) => act(courseId, 'end', { email });

/** Courses this account is asked to write. */
export const fetchInvitations = () => askAuthoring<Invitations | { kind: 'no-author' }>('invitations');
export const declineInvitation = (courseId: string) => act(courseId, 'decline');

/** From then on the course comes here, and what is written here goes to its other authors. */
export const acceptInvitation = async (courseId: string): Promise<AuthoringAnswer> => {
  const answer = await act(courseId, 'accept');
  // Whoever had a copy once and threw it away wants it back: that it is thrown away is their own, and comes from nobody.
  if (answer.kind === 'done') await bringBackDraft(courseId);
  return answer;
};
