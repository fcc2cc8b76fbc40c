import { randomUUID } from 'node:crypto';
import type { Dice } from '../../simulation/dice.ts';

const parsed = (text: string): unknown => JSON.parse(text);

/** Values somebody might send in place of a good one: each has broken a service somewhere. */
const VALUES: (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => 2 ** 53,
  () => -(2 ** 31) - 1,
  () => parsed('1e400'),
  () => '',
  () => ' ',
  () => '\u0000',
  () => '\ud800',
  () => 'x'.repeat(600),
  () => 'é'.repeat(5_000),
  () => "'); drop table learners; --",
  () => '../../etc/passwd',
  () => 'a/b',
  () => 'NaN',
  () => 'ffffffffffff-ffff-replicaz00',
  () => '2026-13-45',
  () => randomUUID(),
  () => randomUUID().toUpperCase(),
  () => [],
  () => [null],
  () => [[[[[]]]]],
  () => ['b', 'a', 'a'],
  () => [{ toString: 1 }, { toString: 1 }],
  () => ({}),
  () => ({ toString: 1 }),
  () => ({ valueOf: 1, toString: null }),
  () => ({ toJSON: 'x' }),
  () => ({ hlc: { toString: 1 } }),
  () => ({ constructor: { prototype: { polluted: true } } }),
  () => parsed('{"__proto__":{"polluted":true}}'),
  () => parsed('{"a":{"__proto__":{"polluted":true}}}'),
  () => parsed(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`),
  () => parsed(`${'['.repeat(40)}${']'.repeat(40)}`),
  () => ({ length: 1e9 }),
  () => Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`, n])),
];

/** Names that mean something to JavaScript, to Postgres or to the service. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'learner_id',
  'learnerId',
  'earnedPoints',
  'grading',
  'effectiveAt',
  'deletedAt',
  'stamps',
  'once',
  'id',
  'version',
  '',
  '\u0000',
  'x'.repeat(300),
  '0',
  'all',
  'of',
  'names',
];

export const hostileValue = (dice: Dice): unknown => dice.pick(VALUES)();

type Place = { holder: Record<string, unknown> | unknown[]; name: string | number };

const placesIn = (value: unknown, into: Place[] = []): Place[] => {
  if (typeof value !== 'object' || value === null || into.length > 4_000) return into;
  if (Array.isArray(value))
    value.forEach((item, name) => {
      into.push({ holder: value, name });
      placesIn(item, into);
    });
  else
    for (const [name, item] of Object.entries(value)) {
      into.push({ holder: value as Record<string, unknown>, name });
      placesIn(item, into);
    }
  return into;
};

/** A copy of a JSON value, changed in one to three places. */
export const spoilt = (value: unknown, dice: Dice): unknown => {
  const copy: unknown = structuredClone(value);
  for (let times = 1 + dice.int(3); times > 0; times -= 1) {
    const places = placesIn(copy);
    if (places.length === 0) return hostileValue(dice);
    spoil(dice.pick(places), places, dice);
  }
  return copy;
};

const spoil = ({ holder, name }: Place, places: Place[], dice: Dice): void => {
  const put = (at: string | number, value: unknown) =>
    Object.defineProperty(holder, at, { value, enumerable: true, configurable: true, writable: true });
  const here = (holder as Record<string | number, unknown>)[name];
  switch (dice.int(6)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(name), 1);
      else delete holder[name];
      return;
    case 1: {
      if (Array.isArray(holder)) return void holder.push(hostileValue(dice), here);
      put(dice.pick(NAMES), dice.chance(0.5) ? hostileValue(dice) : here);
      return;
    }
    case 2: {
      // Something that is good elsewhere.
      const other = dice.pick(places);
      put(name, structuredClone((other.holder as Record<string | number, unknown>)[other.name]));
      return;
    }
    case 3:
      put(name, typeof here === 'number' ? here + dice.pick([-1, 0.5, 1, 2 ** 40]) : hostileValue(dice));
      return;
    default:
      put(name, hostileValue(dice));
  }
};
