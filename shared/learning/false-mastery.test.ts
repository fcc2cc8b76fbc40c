import { describe, expect, test } from 'vitest';
import { itemsToMastery, mean, shareWithin } from '../testing/mastery-trials.ts';

const seed = 1_234_567;
const learners = 1_500;

describe('the evidence gate', () => {
  test('certifies few who toss a coin over true or false questions', () => {
    const coins = itemsToMastery({ rightRate: 0.5, guess: 0.5, items: 100, learners, seed });
    expect(shareWithin(coins, 30)).toBeLessThan(0.045);
    expect(shareWithin(coins, 100)).toBeLessThan(0.15);
  });

  test('certifies few who guess among four options', () => {
    const guessers = itemsToMastery({ rightRate: 0.25, guess: 0.25, items: 30, learners, seed });
    expect(shareWithin(guessers, 30)).toBeLessThan(0.04);
  });

  test('lets a learner who is right 92 times in a hundred through quickly', () => {
    const itemsWith = (guess: number) => mean(itemsToMastery({ rightRate: 0.92, guess, items: 400, learners, seed }));
    expect(itemsWith(0.05)).toBeLessThan(6.5);
    expect(itemsWith(0.25)).toBeLessThan(7);
    expect(itemsWith(0.5)).toBeLessThan(13);
  });
});
