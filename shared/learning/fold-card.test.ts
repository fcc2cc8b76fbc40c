import { describe, expect, test } from 'vitest';
import { CARD_POLICY, isLeech, type Review, recallOn } from './card.ts';
import { extendCard, foldCard } from './fold-card.ts';
import { dayNumber, dayOfNumber } from './local-day.ts';
import { intervalOf, nextMemory, type RecallGrade } from './memory-model.ts';

const never = () => null;
const START = dayNumber('2026-01-05');
const review = (n: number, day: number, right: boolean, durationMs = 5_000): Review => ({
  attemptId: `a${String(n).padStart(5, '0')}`,
  questionId: 'q',
  kind: 'numeric',
  right,
  localDay: dayOfNumber(START + day),
  durationMs,
  at: (START + day) * 86_400_000 + n,
  replicaId: 'replicaa00',
  replicaSeq: n,
  position: 0,
});
const rightOf = (grades: string): boolean[] => [...grades].map((grade) => grade === '3');

describe('[D1] cards', () => {
  test('give the published intervals of FSRS-6 when reviewed as they fall due', () => {
    const deck = { ...CARD_POLICY, repeatFirst: true };
    let card: ReturnType<typeof foldCard> = null;
    const intervals = rightOf('3333331133333').map((right, n) => {
      card = extendCard(card, review(n, card ? card.dueDay - START : 0, right), null, deck);
      return card.dueDay - card.lastDay;
    });
    expect(intervals).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  test('give the published memory of FSRS-6 after 0, 0, 1, 3, 8 and 21 days', () => {
    const grades: RecallGrade[] = [1, 3, 3, 3, 3, 3];
    const gaps = [0, 0, 1, 3, 8, 21];
    const memory = grades.reduce<ReturnType<typeof nextMemory> | null>(
      (known, grade, n) => nextMemory(known, gaps[n] ?? 0, grade),
      null,
    );
    expect(memory?.stability).toBeCloseTo(53.62691, 4);
    expect(memory?.difficulty).toBeCloseTo(6.3574867, 5);
    let day = 0;
    const log = rightOf('133333').map((right, n) => {
      day += gaps[n] ?? 0;
      return review(n, day, right);
    });
    expect(foldCard(log, never)).toMatchObject(memory ?? {});
  });

  test('come back the same day after a wrong answer, and after two days when first answered rightly', () => {
    expect(foldCard([review(0, 0, false)], never)).toMatchObject({ dueDay: START, lastRight: false });
    expect(foldCard([review(0, 0, true)], never)).toMatchObject({ dueDay: START + 2, lastRight: true });
    expect(intervalOf({ stability: 0.2, difficulty: 5 })).toBe(1);
  });

  test('come back sooner when the right answer was slow for this learner', () => {
    const quick = foldCard([review(0, 0, true, 5_000)], () => 10_000);
    const slow = foldCard([review(0, 0, true, 11_000)], () => 10_000);
    expect(slow?.stability).toBeLessThan(quick?.stability ?? 0);
  });

  test('are recalled with 90 % after as many days as they are stable', () => {
    expect(recallOn({ stability: 12, lastDay: 100 }, 112)).toBeCloseTo(0.9, 10);
    expect(recallOn({ stability: 12, lastDay: 100 }, 99)).toBe(1);
  });

  test('are leeches after eight days of forgetting, until right on two days in a row', () => {
    const log: Review[] = [];
    for (let n = 0; n < 9; n++) log.push(review(2 * n, 3 * n, false), review(2 * n + 1, 3 * n, false));
    const seven = foldCard(log.slice(0, 16), never);
    expect(seven).toMatchObject({ lapses: 8 });
    const leech = foldCard(log, never);
    expect(leech && isLeech(leech)).toBe(true);
    const once = foldCard([...log, review(90, 40, true), review(91, 40, true)], never);
    expect(once && isLeech(once)).toBe(true);
    const twice = foldCard([...log, review(90, 40, true), review(91, 41, true)], never);
    expect(twice && isLeech(twice)).toBe(false);
  });

  test('stand dates that go back across the date line', () => {
    const card = foldCard([review(0, 5, true), review(1, 4, true), review(2, 9, true)], never);
    expect(card).toMatchObject({ lastDay: START + 9, reviews: 3 });
  });
});
