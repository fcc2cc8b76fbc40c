import { expect, test } from 'vitest';
import type { Card } from './card.ts';
import { dueReviews, reviewsPerDay } from './due-reviews.ts';

const TODAY = 20_000;
const card = (n: number, more: Partial<Card> = {}): Card => ({
  questionId: `q${String(n).padStart(3, '0')}`,
  kind: 'numeric',
  policy: 1,
  stability: 10,
  difficulty: 5,
  reviews: 3,
  lapses: 0,
  lapseDay: null,
  rightDays: 1,
  rightDay: TODAY - 20,
  lastRight: true,
  lastDay: TODAY - 20,
  dueDay: TODAY - 10,
  keptDay: null,
  last: { attemptId: 'a', questionId: 'q', at: 0, replicaId: 'r', replicaSeq: 1, position: 0 },
  ...more,
});
const many = (count: number, more: Partial<Card> = {}) => Array.from({ length: count }, (_, n) => card(n, more));

test('what is due today comes weakest first, and nothing that is not due', () => {
  const due = dueReviews(
    [card(1, { stability: 30 }), card(2, { stability: 5 }), card(3, { dueDay: TODAY + 1 }), card(4, { dueDay: TODAY })],
    TODAY,
    20,
  );
  expect(due.today.map(({ questionId }) => questionId)).toEqual(['q002', 'q004', 'q001']);
  expect(due).toMatchObject({ waiting: 3, days: 1, perDay: 3, done: 0 });
});

test('a backlog is spread over as many days as it takes at the daily cap', () => {
  const due = dueReviews(many(65), TODAY, 20);
  expect(due).toMatchObject({ waiting: 65, days: 4, perDay: 17 });
  expect(due.today).toHaveLength(17);
});

test('a day’s share never grows by working on it', () => {
  const cards = many(65);
  for (let done = 0; done < 17; done++) {
    expect(dueReviews(cards, TODAY, 20).today).toHaveLength(17 - done);
    const next = dueReviews(cards, TODAY, 20).today[0];
    const at = cards.findIndex(({ questionId }) => questionId === next?.questionId);
    cards[at] = { ...(next as Card), lastDay: TODAY, keptDay: TODAY, dueDay: TODAY + 15 };
  }
  expect(dueReviews(cards, TODAY, 20)).toMatchObject({ today: [], waiting: 48, done: 17, days: 4 });
  expect(dueReviews(cards, TODAY + 1, 20)).toMatchObject({ waiting: 48, done: 0, days: 3, perDay: 16 });
});

test('what went wrong today comes again after the rest, whatever the share', () => {
  const due = dueReviews([...many(30), card(99, { lastDay: TODAY, dueDay: TODAY, keptDay: TODAY })], TODAY, 10);
  expect(due.today.at(-1)?.questionId).toBe('q099');
  expect(due).toMatchObject({ waiting: 31, done: 1, days: 4, perDay: 8 });
});

test('a leech is set apart to be explained', () => {
  const due = dueReviews([card(1, { lapses: 8, rightDays: 0 }), card(2)], TODAY, 10);
  expect(due.leeches.map(({ questionId }) => questionId)).toEqual(['q001']);
  expect(due.today.map(({ questionId }) => questionId)).toEqual(['q002']);
});

test('the cap follows the minutes a learner wants to spend', () => {
  expect([0, 5, 10, 30].map(reviewsPerDay)).toEqual([8, 9, 18, 54]);
});
