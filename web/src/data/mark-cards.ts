import type { Review } from '@hornbook/shared/learning/card.ts';
import { type Pace, paceWith, slowAfterMs } from '@hornbook/shared/learning/pace.ts';
import { changedReviews } from '@hornbook/shared/learning/what-changed.ts';
import { countReading, readingTables } from './fold-readings.ts';
import type { FoldedAttempt, LearnerDatabase, StaleCard } from './learner-database.ts';

/** More than these are not kept beside a card that waits: it is folded anew from what is stored anyway. */
const MOST_ADDED = 60;

export const cardTables = ({ staleCards, paces, cards }: LearnerDatabase) => [staleCards, paces, cards];

/**
 * Notes which cards attempts have left behind, within the transaction that read them anew: what was only added is added
 * to its card, what changed or went has it folded anew. So does every card of a kind whose pace has moved. Of `many`
 * attempts, which most questions are in, only the names of the cards are noted: all are folded together at the end.
 */
export const markCards = async (
  learner: LearnerDatabase,
  before: readonly FoldedAttempt[],
  now: readonly FoldedAttempt[],
  { many }: { many: boolean },
): Promise<void> => {
  const { gone, added } = changedReviews(before, now);
  if (gone.length === 0 && added.length === 0) return;

  const anew = new Set(gone.map(({ questionId }) => questionId));
  for (const kind of await countPaces(learner, gone, added)) {
    for (const questionId of await learner.cards.where('kind').equals(kind).primaryKeys()) anew.add(questionId);
  }
  const byQuestion = new Map<string, Review[]>([...anew].map((questionId) => [questionId, []]));
  for (const review of added) {
    const known = byQuestion.get(review.questionId);
    if (known) known.push(review);
    else byQuestion.set(review.questionId, [review]);
  }
  const questionIds = [...byQuestion.keys()];
  if (many) {
    const noted = new Set(await learner.staleCards.filter(({ added: its }) => its === null).primaryKeys());
    const unnoted = questionIds.filter((questionId) => !noted.has(questionId));
    await learner.staleCards.bulkPut(unnoted.map((questionId) => ({ questionId, added: null })));
    return;
  }
  const waiting = await learner.staleCards.bulkGet(questionIds);
  await learner.staleCards.bulkPut(
    questionIds.map((questionId, index): StaleCard => {
      const already = waiting[index];
      const all = [...(already?.added ?? []), ...(byQuestion.get(questionId) ?? [])];
      const anyway = anew.has(questionId) || already?.added === null || all.length > MOST_ADDED;
      return { questionId, added: anyway ? null : all };
    }),
  );
};

/** Counts durations of right answers, and gives the kinds for which slow now means something else. */
const countPaces = async ({ paces }: LearnerDatabase, gone: Review[], added: Review[]): Promise<string[]> => {
  const known = new Map((await paces.toArray()).map((one) => [one.kind, one]));
  const changed = new Map<string, Pace>();
  const count = ({ kind, right, durationMs }: Review, by: 1 | -1) => {
    if (right) changed.set(kind, paceWith(changed.get(kind) ?? known.get(kind)?.pace ?? [], durationMs, by));
  };
  for (const review of gone) count(review, -1);
  for (const review of added) count(review, 1);
  const counted = [...changed].map(([kind, pace]) => ({ kind, pace, slowAfterMs: slowAfterMs(pace) }));
  await paces.bulkPut(counted);
  return counted
    .filter((one) => one.slowAfterMs !== (known.get(one.kind)?.slowAfterMs ?? null))
    .map(({ kind }) => kind);
};

/** Notes the cards of questions whose reviews from elsewhere have changed: each is folded anew. */
export const markPast = async (learner: LearnerDatabase): Promise<void> => {
  const { stalePast, staleCards } = learner;
  if ((await stalePast.count()) === 0) return;
  await learner.transaction('rw', [stalePast, staleCards, ...readingTables(learner)], async () => {
    const questionIds = await stalePast.toCollection().primaryKeys();
    await staleCards.bulkPut(questionIds.map((questionId) => ({ questionId, added: null })));
    await stalePast.bulkDelete(questionIds);
    await countReading(learner);
  });
};
