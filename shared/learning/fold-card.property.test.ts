import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import type { Card, Review } from './card.ts';
import { recallOn } from './card.ts';
import { canonicalReviews, cardWith, foldCard } from './fold-card.ts';
import { dayOfNumber } from './local-day.ts';
import { type Pace, paceWith, slowAfterMs } from './pace.ts';

const START = 20_000;
const slowAfterOf = () => 9_000;

/** Zones put an instant into the day before or after; a clock set wrong further away. */
const reviewArbitrary: fc.Arbitrary<Review> = fc
  .record({
    n: fc.nat(300),
    right: fc.boolean(),
    day: fc.nat(400),
    zone: fc.constantFrom(-1, 0, 0, 0, 1, 30),
    durationMs: fc.nat(20_000),
    replicaId: fc.constantFrom('replicaa00', 'replicab00'),
    kind: fc.constantFrom('numeric', 'numeric', 'numeric', 'cloze'),
  })
  .map(({ n, right, day, zone, durationMs, replicaId, kind }) => ({
    attemptId: `${replicaId}-${n}`,
    questionId: 'q',
    kind,
    right,
    localDay: dayOfNumber(START + day + zone),
    durationMs,
    at: (START + day) * 86_400_000,
    replicaId,
    replicaSeq: n,
    position: 0,
  }));
const logArbitrary = fc.uniqueArray(reviewArbitrary, { maxLength: 40, selector: ({ attemptId }) => attemptId });

describe('[D1] a card folds to the same', () => {
  test('however its reviews are split over devices, merged, shuffled and doubled', () => {
    fc.assert(
      fc.property(logArbitrary, fc.infiniteStream(fc.nat()), (log, noise) => {
        const whole = foldCard(log, slowAfterOf);
        const order = log.map((each) => ({ each, rank: noise.next().value as number }));
        const shuffled = order.toSorted((a, b) => a.rank - b.rank).map(({ each }) => each);
        const half = Math.floor(log.length / 2);
        expect(foldCard(shuffled, slowAfterOf)).toEqual(whole);
        expect(foldCard([...log.slice(half), ...log, ...log.slice(0, half)], slowAfterOf)).toEqual(whole);
      }),
      propertyRuns(200),
    );
  });

  test('when reviews are added to it in turn, or it says that it must be folded anew', () => {
    fc.assert(
      fc.property(logArbitrary, fc.array(fc.nat(40)), (log, cuts) => {
        const inOrder = canonicalReviews(log);
        const ends = [...new Set([...cuts, inOrder.length])].sort((a, b) => a - b);
        let card: Card | null = null;
        let from = 0;
        for (const end of ends) {
          const part = inOrder.slice(from, end);
          card = cardWith(card, part, slowAfterOf) ?? foldCard(inOrder.slice(0, end), slowAfterOf);
          from = Math.max(from, end);
          expect(card).toEqual(foldCard(inOrder.slice(0, end), slowAfterOf));
        }
        const [first] = inOrder;
        if (first) expect(cardWith(card, [first], slowAfterOf)).toBeNull();
      }),
      propertyRuns(200),
    );
  });

  test('whatever the zone of the device that reads', () => {
    const { process } = globalThis as unknown as { process: { env: Record<string, string | undefined> } };
    const zone = process.env.TZ;
    try {
      fc.assert(
        fc.property(logArbitrary, (log) => {
          const cards = ['Pacific/Apia', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'].map((name) => {
            process.env.TZ = name;
            return JSON.stringify(foldCard(log, slowAfterOf));
          });
          expect(new Set(cards).size).toBe(1);
        }),
        propertyRuns(20),
      );
    } finally {
      process.env.TZ = zone;
    }
  });

  test('with every number finite, never due before its latest answer, and recalled less with every day', () => {
    fc.assert(
      fc.property(logArbitrary, fc.nat(500), fc.nat(500), (log, one, other) => {
        const card = foldCard(log, slowAfterOf);
        if (!card) return;
        expect(Object.values(card).every((value) => typeof value !== 'number' || Number.isFinite(value))).toBe(true);
        expect(card.dueDay).toBeGreaterThanOrEqual(card.lastDay);
        const early = recallOn(card, START + Math.min(one, other));
        const late = recallOn(card, START + Math.max(one, other));
        expect(late).toBeLessThanOrEqual(early);
      }),
      propertyRuns(200),
    );
  });
});

test('[D1] a pace forgets exactly what is taken away, in any order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(2_000_000), { maxLength: 40 }),
      fc.array(fc.nat(2_000_000), { maxLength: 40 }),
      (kept, gone) => {
        const add = (pace: Pace, ms: number) => paceWith(pace, ms, 1);
        const whole = [...gone, ...kept].reduce(add, [] as Pace);
        const left = gone.toReversed().reduce((pace, ms) => paceWith(pace, ms, -1), whole);
        expect(slowAfterMs(left)).toBe(slowAfterMs(kept.reduce(add, [] as Pace)));
      },
    ),
    propertyRuns(100),
  );
});
