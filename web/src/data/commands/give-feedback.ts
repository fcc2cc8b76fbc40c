import type { Feedback } from '@hornbook/shared/collections/feedback.ts';
import { cleanText } from '../clean-text.ts';
import { connect } from '../connections.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import type { Stored } from './set-profile.ts';

export type FeedbackTarget = Pick<Feedback, 'targetKind' | 'targetId' | 'courseId'>;

/** Says, or says anew, what one thinks of something: there is one of it for each thing, and it can be changed. */
export const giveFeedback = async (
  { targetKind, targetId, courseId }: FeedbackTarget,
  said: Pick<Feedback, 'stars' | 'type' | 'text'>,
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, put }) => {
    const text = cleanText(said.text, 4000);
    await put('feedback', { targetKind, targetId, courseId, stars: said.stars, type: said.type, text, givenAt: at });
    return { kind: 'stored' };
  });

/** Takes it back. */
export const withdrawFeedback = async ({
  targetKind,
  targetId,
}: Pick<FeedbackTarget, 'targetKind' | 'targetId'>): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, get, put }) => {
    if (await get('feedback', `${targetKind}/${targetId}`))
      await put('feedback', { targetKind, targetId, deletedAt: at });
    return { kind: 'stored' };
  });
