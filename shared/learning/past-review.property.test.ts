import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PastReviews, pastReviews } from '../collections/past-reviews.ts';
import { mergeRows } from '../sync/merge.ts';
import { newRow, writeRow } from '../sync/write-row.ts';
import { hlcArbitrary } from '../testing/arbitraries.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { foldCard } from './fold-card.ts';
import { dayOfNumber } from './local-day.ts';
import type { RecallGrade } from './memory-model.ts';
import { type PastReview, readReviews, reviewsFromElsewhere, spellReview } from './past-review.ts';

const QUESTION = '0190a000-0000-7000-8000-000000000001';
const DAY = 86_400_000;
const noPace = () => null;

const reviewArbitrary: fc.Arbitrary<PastReview> = fc
  .record({ day: fc.nat(60), zone: fc.constantFrom(0, 0, 1), grade: fc.constantFrom<RecallGrade>(1, 2, 3, 4) })
  .map(({ day, zone, grade }) => ({ at: (19_000 + day) * DAY, grade, localDay: dayOfNumber(19_000 + day + zone) }));

const rowOf = (reviews: readonly PastReview[], stamp: string): PastReviews =>
  newRow(
    pastReviews,
    { questionId: QUESTION, kind: 'short_text', reviews: [...new Set(reviews.map(spellReview))].sort() },
    stamp,
  );
const cardOf = (row: PastReviews) => foldCard(reviewsFromElsewhere(row), noPace);

describe('[D1] reviews from elsewhere', () => {
  test('make the same card however they are divided among imports and devices', () => {
    const some = fc.array(reviewArbitrary, { maxLength: 12 });
    fc.assert(
      fc.property(some, some, hlcArbitrary, hlcArbitrary, (one, other, stamp, later) => {
        const whole = rowOf([...one, ...other], stamp);
        const [a, b] = [rowOf(one, stamp), rowOf(other, later)];
        for (const joined of [mergeRows(pastReviews, a, b), mergeRows(pastReviews, b, a)] as PastReviews[]) {
          expect(joined.reviews).toEqual(whole.reviews);
          expect(cardOf(joined)).toEqual(cardOf(whole));
          // Brought once more, nothing is written.
          expect(writeRow(pastReviews, joined, { reviews: a.reviews }, later)).toBe(joined);
        }
      }),
      propertyRuns(200),
    );
  });

  test('are read from any texts: each instant once, in order, and nothing that is none', () => {
    const texts = fc.array(fc.oneof(reviewArbitrary.map(spellReview), fc.string(), fc.constant('12 5 2020-01-01')));
    fc.assert(
      fc.property(texts, (spelled) => {
        const read = readReviews(spelled);
        expect(read.map(({ at }) => at)).toEqual([...new Set(read.map(({ at }) => at))].sort((a, b) => a - b));
        for (const review of read) expect(spelled).toContain(spellReview(review));
        expect(readReviews(spelled.toReversed())).toEqual(read);
      }),
      propertyRuns(200),
    );
  });

  test('say what the published vector of the scheduler says, with its own four grades', () => {
    const graded = (grades: readonly RecallGrade[], days: readonly number[]) => {
      let day = 19_000;
      const reviews = grades.map((grade, index): PastReview => {
        day += days[index] ?? 0;
        return { at: day * DAY + index, grade, localDay: dayOfNumber(day) };
      });
      return cardOf(rowOf(reviews, 'stamp'));
    };
    const card = graded([1, 3, 3, 3, 3, 3], [0, 0, 1, 3, 8, 21]);
    expect(card?.stability).toBeCloseTo(53.62691, 4);
    expect(card?.difficulty).toBeCloseTo(6.3574867, 4);
    const due = ([2, 3, 4] as const).map((last) => graded([3, last], [0, 3])?.dueDay ?? 0);
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(new Set(due).size).toBe(3);
    // What was done elsewhere is no part of a day's work here.
    expect(card).toMatchObject({ reviews: 6, lapses: 0, lastRight: true, keptDay: null });
  });
});
