import { array, string } from 'zod/mini';
import { defineCollection, type Row } from './define-collection.ts';
import { json, once, text, union, uuid } from './fields.ts';

/**
 * Reviews of a question that the learner gave in another program and brought from there. The question's card counts them;
 * skills, days and points don't, since nothing was answered here.
 */
export const pastReviews = defineCollection('pastReviews', {
  fields: {
    questionId: once(uuid),
    /** The question's kind, as it was when they were brought. */
    kind: once(text(40)),
    /** Each as `spellReview` (shared/learning/past-review.ts) writes it. What happened elsewhere never changes. */
    reviews: union(json<string[]>(array(string()))),
  },
  key: ['questionId'],
  localIndexes: [],
});

export type PastReviews = Row<typeof pastReviews>;
