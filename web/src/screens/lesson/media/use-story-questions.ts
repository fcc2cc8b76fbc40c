import type { Activity, Question } from '@hornbook/shared/content/pack.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { useRef } from 'react';
import { finishAttempt, recordAnswer } from '../../../data/commands/take-attempt.ts';
import { useAttemptsOf } from '../../../data/queries/attempts.ts';
import { startAttemptOnce } from '../../player/start-attempt-once.ts';

export type StoryAnswer =
  | { kind: 'kept' }
  | { kind: 'incomplete' }
  | { kind: 'not-stored'; reason: 'no-room' | 'storage' };

/**
 * The questions between the lines are those of a practice: the first answer begins an attempt at it, the last one
 * completes it. What was answered shows, wherever and when it was.
 */
export const useStoryQuestions = (course: string, activity: Activity | undefined) => {
  const history = useAttemptsOf(activity?.id ?? '');
  const view = history?.open ?? history?.latest ?? null;
  const shownAt = useRef(0);
  const responseTo = (questionId: string): Response | null => view?.attempt.answers[questionId]?.response ?? null;

  const answer = async (question: Question, response: Response): Promise<StoryAnswer> => {
    if (!activity) return { kind: 'incomplete' };
    const started = await startAttemptOnce(course, activity.id);
    if (started.kind === 'not-stored') return started;
    if (started.kind === 'missing' || started.kind === 'unknown') return { kind: 'not-stored', reason: 'storage' };
    const durationMs = Math.min(60_000, Math.max(500, Math.round(performance.now() - shownAt.current)));
    shownAt.current = performance.now();
    const recorded = await recordAnswer(started.attemptId, question.id, { response, durationMs });
    if (recorded.kind === 'not-stored') return recorded;
    if (recorded.kind !== 'recorded') return { kind: 'incomplete' };
    const left = activity.questions.filter(({ id }) => id !== question.id && responseTo(id) === null);
    if (left.length === 0) await finishAttempt(started.attemptId);
    return { kind: 'kept' };
  };
  return { ready: history !== undefined, responseTo, answer, score: history?.latest?.score ?? null };
};

export type StoryQuestions = ReturnType<typeof useStoryQuestions>;
