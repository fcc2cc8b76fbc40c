/**
 * Chance that can be taken apart: the n-th roll of an entity depends on the seed, its name and n alone. So leaving an
 * operation out of a plan does not change what happens to all the others, and failing plans can be made smaller.
 */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

const hashName = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash;
};

const scramble = (value: number): number => {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
};

export const createDice = (seed: number, entity: string): Dice => {
  const base = scramble(scramble(seed | 0) ^ hashName(entity));
  let count = 0;
  const next = (): number => {
    count += 1;
    return (scramble(base + Math.imul(count, 0x9e3779b9)) >>> 0) / 0x100000000;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (probability) => probability > 0 && next() < probability,
    pick: (from) => from[int(from.length)] as (typeof from)[number],
  };
};
