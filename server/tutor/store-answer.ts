import { type Message, messages } from '@hornbook/shared/collections/messages.ts';
import { SERVER_REPLICA_ID, tickHlc } from '@hornbook/shared/sync/hlc.ts';
import { BIRTH } from '@hornbook/shared/sync/row.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { answerIdOf } from '@hornbook/shared/tutor/answer-id.ts';
import type { Standing, TutorAnswer } from '@hornbook/shared/tutor/tutor-answer.ts';
import type { LearnerStore, WithLearner } from '../sync/learner-store.ts';

export const ANSWERED: Standing = { state: 'answered', reason: null, until: null };

interface Result {
  /** Null: nothing came yet that is worth keeping. */
  answer: TutorAnswer | null;
  type: Message['type'];
  standing: Standing | null;
}

const rowOf = async (store: LearnerStore, key: string): Promise<Message | undefined> =>
  (await store.rows(messages.name, [key])).get(key)?.row as Message | undefined;

/**
 * Stores what came of a question: the answer's one row, and how the question stands. 'gone' when the question was deleted
 * meanwhile, 'answered' when the learner's own browser has answered it; then nothing of the service's is kept.
 */
export const storeAnswer = (
  withLearner: WithLearner,
  { learnerId, id }: { learnerId: string; id: string },
  { answer, type, standing }: Result,
  now: number,
): Promise<'stored' | 'gone' | 'answered'> =>
  withLearner(learnerId, async (store) => {
    const question = await rowOf(store, id);
    if (!question || question.deletedAt !== null) return 'gone';
    const answerId = answerIdOf(id);
    const known = await rowOf(store, answerId);
    const own = known !== undefined && known.content !== '';
    const rows: { key: string; row: Message }[] = [];
    // An answer that is whole is never taken back, by whomever it was written.
    if (answer && !own && known?.answer?.state !== 'complete') {
      // Written after its question, whatever the service's clock says.
      const stamp = tickHlc(question.stamps[BIRTH] ?? '', now, SERVER_REPLICA_ID);
      const values = { id: answerId, threadId: question.threadId, role: 'assistant', type, content: '' } as const;
      const born = newRow(
        messages,
        { ...values, questionId: id, passages: null, model: null, sentAt: Math.floor(now) },
        stamp,
      );
      rows.push({ key: answerId, row: { ...(known ?? born), answer } });
    }
    const whole = own || known?.answer?.state === 'complete';
    rows.push({ key: id, row: { ...question, standing: whole ? ANSWERED : standing } });
    await store.putRows(messages.name, rows);
    return own ? 'answered' : 'stored';
  });
