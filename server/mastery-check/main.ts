import { itemsToMastery, mean, shareWithin } from '@hornbook/shared/testing/mastery-trials.ts';

// How often the mastery gate lets guessers through, and how long it keeps those who know: always the same learners.
const LEARNERS = 5_000;
const SEED = 20_260_105;
const HONEST = 0.92;
const LIMITS = { guesserPassRate: 0.05, honestItems: { two: 13, four: 7 } };

const kinds = [
  { name: 'two options', guess: 1 / 2 },
  { name: 'four options', guess: 1 / 4 },
  { name: 'several of four', guess: 1 / 15 },
  { name: 'open', guess: 0.05 },
];

const rows = kinds.map(({ name, guess }) => {
  const guessers = itemsToMastery({ rightRate: guess, guess, items: 100, learners: LEARNERS, seed: SEED });
  const honest = itemsToMastery({ rightRate: HONEST, guess, items: 1_000, learners: LEARNERS, seed: SEED + 1 });
  return {
    name,
    within30: shareWithin(guessers, 30),
    within100: shareWithin(guessers, 100),
    honestItems: mean(honest),
    honestWithin30: shareWithin(honest, 30),
  };
});

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const line = (cells: readonly string[]) =>
  console.info(cells.map((cell, column) => (column === 0 ? cell.padEnd(16) : cell.padStart(18))).join(''));

console.info(`${LEARNERS} learners of each kind, five new questions a day, seed ${SEED}\n`);
line(['', 'guessers in 30', 'guessers in 100', `items at ${HONEST * 100} %`, `${HONEST * 100} % in 30`]);
for (const { name, within30, within100, honestItems, honestWithin30 } of rows) {
  line([name, percent(within30), percent(within100), honestItems.toFixed(2), percent(honestWithin30)]);
}

const [two, four] = rows;
const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const result = {
  guesserPassRate: round(two?.within30 ?? 1, 4),
  honestItems: round(two?.honestItems ?? Number.POSITIVE_INFINITY, 2),
};
const holds =
  result.guesserPassRate <= LIMITS.guesserPassRate &&
  result.honestItems <= LIMITS.honestItems.two &&
  (four?.honestItems ?? Number.POSITIVE_INFINITY) <= LIMITS.honestItems.four;
console.info(holds ? '\nThe gate holds.' : '\nThe gate does not hold.');
console.info(JSON.stringify(result));
process.exitCode = holds ? 0 : 1;
