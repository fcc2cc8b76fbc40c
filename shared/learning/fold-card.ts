import { CARD_POLICY, type Card, type CardPolicy, type Review } from './card.ts';
import { dayNumber } from './local-day.ts';
import { intervalOf, nextMemory, type RecallGrade } from './memory-model.ts';
import { compareOutcomes } from './skill-state.ts';

/** Nobody rates themselves here: being wrong, or right but slow for this learner, says enough. */
const gradeOf = ({ right, rated, durationMs }: Review, slowAfter: number | null): RecallGrade =>
  rated ?? (!right ? 1 : slowAfter !== null && durationMs > slowAfter ? 2 : 3);

/** The card after one more review, which must come after all the others in the canonical order. */
export const extendCard = (
  card: Card | null,
  review: Review,
  slowAfter: number | null,
  policy: CardPolicy = CARD_POLICY,
): Card => {
  const { questionId, kind, right, attemptId, at, replicaId, replicaSeq, position } = review;
  // Dates may go back, across the date line or by a clock set wrong: time does not.
  const day = Math.max(dayNumber(review.localDay), card?.lastDay ?? Number.NEGATIVE_INFINITY);
  const memory = nextMemory(card, card ? day - card.lastDay : 0, gradeOf(review, slowAfter));
  const again = !right || (card === null && policy.repeatFirst);
  const lapsed = !right && card !== null && card.lapseDay !== day;
  // What was reviewed elsewhere is no part of what was done of a day's reviews here.
  const kept = review.rated === undefined && card !== null && day > card.lastDay && day >= card.dueDay;
  return {
    questionId,
    kind,
    policy: policy.version,
    ...memory,
    reviews: (card?.reviews ?? 0) + 1,
    lapses: (card?.lapses ?? 0) + (lapsed ? 1 : 0),
    lapseDay: lapsed ? day : (card?.lapseDay ?? null),
    rightDays: !right ? 0 : (card?.rightDays ?? 0) + (card?.rightDay === day ? 0 : 1),
    rightDay: right ? day : null,
    lastRight: right,
    lastDay: day,
    dueDay: day + (again ? 0 : intervalOf(memory)),
    keptDay: kept ? day : (card?.keptDay ?? null),
    last: { attemptId, questionId, at, replicaId, replicaSeq, position },
  };
};

/** [D1] Reviews of one question in the one order in which they count, each (attempt, question) once. */
export const canonicalReviews = (reviews: Iterable<Review>): Review[] => {
  const byAttempt = new Map<string, Review>();
  for (const review of reviews) byAttempt.set(review.attemptId, review);
  return [...byAttempt.values()].sort(compareOutcomes);
};

/** How slow is slow for this learner, by a question's kind; null while too little is known. */
export type SlowAfterOf = (kind: string) => number | null;

/** A question's card from all its reviews, or null when there are none. Should its kind ever change, the latest counts. */
export const foldCard = (
  reviews: Iterable<Review>,
  slowAfterOf: SlowAfterOf,
  policy: CardPolicy = CARD_POLICY,
): Card | null => {
  const log = canonicalReviews(reviews);
  const slowAfter = slowAfterOf(log.at(-1)?.kind ?? '');
  let card: Card | null = null;
  for (const review of log) card = extendCard(card, review, slowAfter, policy);
  return card;
};

/** A card with reviews added that all come after those it has; null where all must be folded anew. */
export const cardWith = (
  card: Card | null,
  added: Iterable<Review>,
  slowAfterOf: SlowAfterOf,
  policy: CardPolicy = CARD_POLICY,
): Card | null => {
  if (!card) return foldCard(added, slowAfterOf, policy);
  if (card.policy !== policy.version) return null;
  const slowAfter = slowAfterOf(card.kind);
  let extended = card;
  for (const review of canonicalReviews(added)) {
    if (review.kind !== card.kind || compareOutcomes(extended.last, review) >= 0) return null;
    extended = extendCard(extended, review, slowAfter, policy);
  }
  return extended;
};
