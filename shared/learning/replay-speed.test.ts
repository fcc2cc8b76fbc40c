import { expect, test } from 'vitest';
import type { Review } from './card.ts';
import { foldCard } from './fold-card.ts';
import { dayOfNumber } from './local-day.ts';
import { type Pace, paceWith, slowAfterMs } from './pace.ts';

const REVIEWS = 12_580;
const QUESTIONS = 900;

test('12,580 reviews of one learner, three years of them, are folded within a second', () => {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const log = Array.from({ length: REVIEWS }, (_, n): Review => {
    const day = 20_000 + Math.floor((n * 1_095) / REVIEWS);
    return {
      attemptId: `attempt-${n}`,
      questionId: `question-${Math.floor(random() * QUESTIONS)}`,
      kind: n % 3 === 0 ? 'numeric' : 'multiple_choice',
      right: random() < 0.85,
      localDay: dayOfNumber(day),
      durationMs: Math.floor(2_000 + random() * 20_000),
      at: day * 86_400_000 + n,
      replicaId: 'replicaa00',
      replicaSeq: n,
      position: 0,
    };
  });
  const began = performance.now();
  const paces = new Map<string, Pace>();
  const byQuestion = new Map<string, Review[]>();
  for (const review of log) {
    if (review.right) paces.set(review.kind, paceWith(paces.get(review.kind) ?? [], review.durationMs, 1));
    const known = byQuestion.get(review.questionId);
    if (known) known.push(review);
    else byQuestion.set(review.questionId, [review]);
  }
  const slow = new Map([...paces].map(([kind, pace]) => [kind, slowAfterMs(pace)]));
  const cards = [...byQuestion.values()].map((reviews) => foldCard(reviews, (kind) => slow.get(kind) ?? null));
  const took = performance.now() - began;
  console.info(`${REVIEWS} reviews of ${cards.length} questions folded in ${took.toFixed(0)} ms`);
  expect(cards.reduce((sum, card) => sum + (card?.reviews ?? 0), 0)).toBe(REVIEWS);
  expect(took).toBeLessThan(1_000);
});
