import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecallGrade } from '../learning/memory-model.ts';
import { MOST_PAST_REVIEWS, readReviews } from '../learning/past-review.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import type { NoteHistory } from './anki-history.ts';
import { type FoundQuestion, type HistoryPlan, planHistory } from './plan-history.ts';

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const later = (at: number): string => dayOf(at + 86_400_000);
/** One note is in two courses, one in none. */
const questionsOf = ({ guid }: NoteHistory): FoundQuestion[] =>
  guid === 'nowhere'
    ? []
    : ['one', ...(guid === 'both' ? ['two'] : [])].map((courseId) => ({
        questionId: `${courseId}/${guid}`,
        courseId,
        kind: 'short_text',
      }));

const historyArbitrary: fc.Arbitrary<NoteHistory[]> = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'both', 'nowhere'), { minLength: 1 })
  .chain((guids) =>
    fc.tuple(
      ...guids.map((guid) =>
        fc
          .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom<RecallGrade>(1, 2, 3, 4)), {
            selector: ([day]) => day,
            minLength: 1,
            maxLength: 8,
          })
          .map((given) => ({
            guid,
            name: guid,
            reviews: given
              .map(([day, grade]) => ({ at: day * 86_400_000, grade }))
              .sort((one, other) => one.at - other.at),
          })),
      ),
    ),
  );

const bring = (brought: Map<string, string[]>, { writes }: HistoryPlan): void => {
  for (const { questionId, reviews } of writes)
    brought.set(questionId, [...new Set([...(brought.get(questionId) ?? []), ...reviews])].sort());
};

describe('what bringing a history adds', () => {
  test('is everything once, whatever is brought again, from whatever zone', () => {
    fc.assert(
      fc.property(historyArbitrary, historyArbitrary, (first, second) => {
        const brought = new Map<string, string[]>();
        const plan = (notes: NoteHistory[], day = dayOf) => planHistory({ notes, questionsOf, brought, dayOf: day });
        bring(brought, plan(first));
        const kept = new Map(brought);
        const again = plan(first, later);
        expect(again.writes).toEqual([]);
        expect(again.courses.every(({ fresh }) => fresh === 0)).toBe(true);
        bring(brought, plan(second, later));
        for (const [questionId, reviews] of kept)
          expect(brought.get(questionId)).toEqual(expect.arrayContaining(reviews));
        for (const [questionId, reviews] of brought) {
          const guid = questionId.split('/')[1];
          const all = [...first, ...second].filter((note) => note.guid === guid).flatMap((note) => note.reviews);
          const instants = [...new Set(all.map(({ at }) => at))].sort((a, b) => a - b);
          expect(readReviews(reviews).map(({ at }) => at)).toEqual(instants);
          expect(reviews).toHaveLength(instants.length);
        }
        expect(plan(first).missing.map(({ guid }) => guid)).toEqual(
          first.filter(({ guid }) => guid === 'nowhere').map(({ guid }) => guid),
        );
      }),
      propertyRuns(200),
    );
  });

  test('is the newest of very many, says how many are older, and later ones still come', () => {
    const reviews = Array.from({ length: MOST_PAST_REVIEWS + 50 }, (_, n) => ({
      at: (n + 1) * 60_000,
      grade: 3 as const,
    }));
    const brought = new Map<string, string[]>();
    const plan = (all: NoteHistory['reviews']) =>
      planHistory({ notes: [{ guid: 'a', name: 'a', reviews: all }], questionsOf, brought, dayOf });
    const first = plan(reviews);
    expect(first).toMatchObject({ older: 50, courses: [{ cards: 1, fresh: MOST_PAST_REVIEWS, known: 0 }] });
    bring(brought, first);
    expect(readReviews(brought.get('one/a') ?? []).map(({ at }) => at)).toEqual(reviews.slice(50).map(({ at }) => at));
    expect(plan(reviews)).toMatchObject({ writes: [], older: 50 });
    const next = { at: 10_000_000_000, grade: 1 as const };
    expect(plan([...reviews, next]).writes).toEqual([
      { questionId: 'one/a', kind: 'short_text', reviews: ['10000000000 1 1970-04-26'] },
    ]);
  });
});
