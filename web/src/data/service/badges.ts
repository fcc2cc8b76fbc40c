import { askService, Unreachable } from './ask-service.ts';

export type BadgeAnswer =
  /** The credential, as the text that verifiers take. */
  | { kind: 'badge'; file: Blob }
  /** So many lessons the service does not know as completed: they may wait here to be sent. */
  | { kind: 'not-finished'; lessonsLeft: number }
  | { kind: 'unreachable' };

/** The badge for a course that was finished. The service signs it, so it takes a connection once. */
export const fetchBadge = async (courseId: string): Promise<BadgeAnswer> => {
  try {
    const answer = await askService(`/sync/badges/${courseId}`, { cache: 'no-store' });
    const { token, lessonsLeft } = (await answer.json()) as { token?: string; lessonsLeft?: number };
    if (answer.ok && token) return { kind: 'badge', file: new Blob([token], { type: 'text/plain' }) };
    return answer.status === 409 ? { kind: 'not-finished', lessonsLeft: lessonsLeft ?? 0 } : { kind: 'unreachable' };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return { kind: 'unreachable' };
  }
};
