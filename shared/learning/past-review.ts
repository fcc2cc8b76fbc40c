import type { PastReviews } from '../collections/past-reviews.ts';
import type { Review } from './card.ts';
import type { RecallGrade } from './memory-model.ts';

/** A review given in another program. */
export interface PastReview {
  /** When, ms. */
  at: number;
  /** How well it was known, by the learner's own word. */
  grade: RecallGrade;
  /** The learner's date then: of the zone they were in when they brought it, since few programs write that down. */
  localDay: string;
}

/**
 * So many of one question are brought, the newest: what was longer ago hardly says anything beside them, and a row has its
 * bounds. Later ones are added to what is there.
 */
export const MOST_PAST_REVIEWS = 300;

const SPELLING = /^(\d{1,15}) ([1-4]) (\d{4}-\d{2}-\d{2})$/;

/** '1700000000000 3 2023-11-14': equal reviews are equal texts, and a set of them needs no merging of its own. */
export const spellReview = ({ at, grade, localDay }: PastReview): string => `${at} ${grade} ${localDay}`;

/**
 * The reviews of a set in their order, each instant once: brought from two zones, a review has two dates, of which the
 * first counts on every device. What is spelled otherwise is passed over.
 */
export const readReviews = (spelled: readonly string[]): PastReview[] => {
  const byInstant = new Map<number, PastReview>();
  for (const text of spelled.toSorted()) {
    const [, at, grade, localDay] = SPELLING.exec(text) ?? [];
    if (at === undefined || grade === undefined || localDay === undefined || byInstant.has(Number(at))) continue;
    byInstant.set(Number(at), { at: Number(at), grade: Number(grade) as RecallGrade, localDay });
  }
  return [...byInstant.values()].sort((a, b) => a.at - b.at);
};

/** What they say about the memory of their question: reviews of no attempt, in the one order of all. */
export const reviewsFromElsewhere = ({ questionId, kind, reviews, deletedAt }: PastReviews): Review[] =>
  deletedAt !== null
    ? []
    : readReviews(reviews).map(({ at, grade, localDay }) => ({
        attemptId: `elsewhere/${at}`,
        questionId,
        kind,
        right: grade > 1,
        rated: grade,
        localDay,
        durationMs: 0,
        at,
        replicaId: '',
        replicaSeq: 0,
        position: 0,
      }));
