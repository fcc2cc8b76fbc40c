import type { Feedback } from '@hornbook/shared/collections/feedback.ts';
import { useLive } from './live.ts';

export type FeedbackView = Pick<
  Feedback,
  'targetKind' | 'targetId' | 'courseId' | 'stars' | 'type' | 'text' | 'givenAt'
>;

/** What was said of something; null when nothing was. */
export const useFeedback = (targetKind: Feedback['targetKind'], targetId: string): FeedbackView | null | undefined =>
  useLive(
    async ({ learner }) => {
      const row = await learner.rows('feedback').get(`${targetKind}/${targetId}`);
      return row && row.deletedAt === null ? row : null;
    },
    targetKind,
    targetId,
  );
