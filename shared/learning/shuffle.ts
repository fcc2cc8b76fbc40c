/** A small seeded generator (mulberry32 over an FNV-1a hash of the seed), so that a reload shows the same order. */
const generatorOf = (seed: string): (() => number) => {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The items in an order that depends on nothing but the seed. Options: seed `${attempt.seed}/${question.id}`. */
export const shuffled = <T>(items: readonly T[], seed: string): T[] => {
  const next = generatorOf(seed);
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
};
