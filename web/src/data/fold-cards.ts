import type { Card, Review } from '@hornbook/shared/learning/card.ts';
import { cardWith, foldCard } from '@hornbook/shared/learning/fold-card.ts';
import { reviewsOf } from '@hornbook/shared/learning/outcomes.ts';
import { reviewsFromElsewhere } from '@hornbook/shared/learning/past-review.ts';
import type { LearnerDatabase } from './learner-database.ts';
import { cardTables } from './mark-cards.ts';

/** Short transactions: an answer waits to be stored beside them. */
const AT_ONCE = 50;

/** [D1] Brings the cards that are behind up to date, each from where it was, or from all its reviews. */
export const foldStaleCards = async (learner: LearnerDatabase): Promise<void> => {
  const { staleCards, cards, paces, foldedAttempts } = learner;
  for (;;) {
    const left = await learner.transaction(
      'rw',
      [...cardTables(learner), foldedAttempts, learner.rows('pastReviews')],
      async () => {
        const stale = await staleCards.limit(AT_ONCE).toArray();
        if (stale.length === 0) return 0;
        const slow = new Map((await paces.toArray()).map(({ kind, slowAfterMs }) => [kind, slowAfterMs]));
        const slowAfterOf = (kind: string) => slow.get(kind) ?? null;
        const questionIds = stale.map(({ questionId }) => questionId);
        const known = await cards.bulkGet(questionIds);
        const now: Card[] = [];
        const gone: string[] = [];
        for (const [index, { questionId, added }] of stale.entries()) {
          const extended = added && cardWith(known[index] ?? null, added, slowAfterOf);
          const card = extended ?? foldCard(await storedReviews(learner, questionId), slowAfterOf);
          if (!card) gone.push(questionId);
          // As it was: who shows cards need not read them again.
          else if (JSON.stringify(card) !== JSON.stringify(known[index])) now.push(card);
        }
        await cards.bulkPut(now);
        await cards.bulkDelete(gone);
        await staleCards.bulkDelete(questionIds);
        return stale.length;
      },
    );
    if (left < AT_ONCE) return;
  }
};

const storedReviews = async (learner: LearnerDatabase, questionId: string): Promise<Review[]> => {
  const attempts = await learner.foldedAttempts.where('questionIds').equals(questionId).toArray();
  const elsewhere = await learner.rows('pastReviews').get(questionId);
  return [
    ...attempts.flatMap(reviewsOf).filter((review) => review.questionId === questionId),
    ...(elsewhere ? reviewsFromElsewhere(elsewhere) : []),
  ];
};
