import { describe, expect, test } from 'vitest';
import { DAY_MS } from './local-day.ts';
import { foldSkill, type Outcome } from './skill-state.ts';

const START = Date.UTC(2026, 0, 5, 9);
const LEARNERS = 4_000;

/** The small generator of the tests: the same figures in every run. */
const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** After how many items each of many learners is certified, five new questions a day; Infinity for never. */
const itemsToMastery = (rightRate: number, guess: number, items: number, learners = LEARNERS): number[] => {
  const random = randomOf(1_234_567);
  return Array.from({ length: learners }, () => {
    const log: Outcome[] = [];
    for (let n = 0; n < items; n++) {
      const day = Math.floor(n / 5);
      log.push({
        attemptId: `${n}`,
        questionId: `${n}`,
        skillId: 'skill',
        correct: random() < rightRate,
        hinted: false,
        guess,
        at: START + day * DAY_MS + (n % 5) * 60_000,
        localDay: `day ${day}`,
        durationMs: 0,
        replicaId: 'replica',
        replicaSeq: n,
        position: 0,
      });
      // Mastery can be lost again, so each length is looked at by itself.
      if (foldSkill('skill', log).mastered) return n + 1;
    }
    return Number.POSITIVE_INFINITY;
  });
};

const shareWithin = (counts: number[], items: number): number =>
  counts.filter((count) => count <= items).length / counts.length;
const mean = (counts: number[]): number => counts.reduce((sum, count) => sum + count, 0) / counts.length;

describe('the evidence gate', () => {
  test('certifies few who toss a coin over true or false questions', () => {
    const coins = itemsToMastery(0.5, 0.5, 100, 1_500);
    const within30 = shareWithin(coins, 30);
    const within100 = shareWithin(coins, 100);
    console.info(
      `coin tossers certified: ${(within30 * 100).toFixed(1)} % in 30 items, ${(within100 * 100).toFixed(1)} % in 100`,
    );
    expect(within30).toBeLessThan(0.045);
    expect(within100).toBeLessThan(0.15);
  });

  test('certifies few who guess among four options', () => {
    expect(shareWithin(itemsToMastery(0.25, 0.25, 30), 30)).toBeLessThan(0.04);
  });

  test('lets a learner who is right 92 times in a hundred through quickly', () => {
    const open = mean(itemsToMastery(0.92, 0.05, 60));
    const four = mean(itemsToMastery(0.92, 0.25, 60));
    const two = mean(itemsToMastery(0.92, 0.5, 200, 1_500));
    console.info(
      `items to mastery at 92 %: open ${open.toFixed(1)}, four options ${four.toFixed(1)}, true/false ${two.toFixed(1)}`,
    );
    expect(open).toBeLessThan(6.5);
    expect(four).toBeLessThan(7);
    expect(two).toBeLessThan(13.5);
  });
});
