import { gzipSync } from 'node:zlib';
import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections, keyFieldsOf } from '@hornbook/shared/collections/index.ts';
import { packRows } from '@hornbook/shared/sync/packed-rows.ts';
import { PROTOCOL, type PushedRow } from '@hornbook/shared/sync/protocol.ts';
import { keyOf, rowToWire } from '@hornbook/shared/sync/row.ts';
import { rowArbitrary } from '@hornbook/shared/testing/arbitraries.ts';
import fc from 'fast-check';
import type { Dice } from '../../simulation/dice.ts';
import { hostileValue, spoilt } from './hostile-values.ts';

export interface MalformedPush {
  /** Which way it is spoilt. */
  way: string;
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

export interface Envelope {
  learnerId: string;
  epoch: string;
}

const list = Object.values(collections) as readonly Collection[];
const SAMPLES = 40;

/** Good rows of every collection: what is spoilt must be nearly right to get far. */
const sampleRows = (seed: number): PushedRow[] =>
  list.flatMap((collection) =>
    fc.sample(rowArbitrary(collection), { seed, numRuns: SAMPLES }).map((row, index) => ({
      collection: collection.name,
      key: keyOf(collection, row),
      rev: index + 1,
      row: rowToWire(collection, row),
    })),
  );

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const zipped = (text: string | Uint8Array) => new Uint8Array(gzipSync(text));
const JSON_TYPE = { 'content-type': 'application/json' };

/** Makes pushes that are wrong in one way or another; some turn out to be good after all. */
export const malformedPushes = (seed: number) => {
  const samples = sampleRows(seed);
  const goodPush = (dice: Dice, { learnerId, epoch }: Envelope) => ({
    protocol: PROTOCOL,
    learnerId,
    replicaId: dice.pick(['replicaa00', 'replicab00', 'replicac00']),
    epoch: dice.chance(0.95) ? epoch : dice.pick([null, 'another']),
    heard: Date.now(),
    rows: Array.from({ length: 1 + dice.int(4) }, () => dice.pick(samples)),
  });
  const packed = (dice: Dice, envelope: Envelope) => {
    const { rows, ...rest } = goodPush(dice, envelope);
    return { ...rest, packed: packRows(rows, keyFieldsOf) };
  };

  const ways: Record<string, (dice: Dice, envelope: Envelope) => Omit<MalformedPush, 'way'>> = {
    'a row is spoilt': (dice, envelope) => {
      const push = goodPush(dice, envelope);
      const at = dice.int(push.rows.length);
      const rows = push.rows.map((row, index) => (index === at ? { ...row, row: spoilt(row.row, dice) } : row));
      return { body: bytesOf(JSON.stringify({ ...push, rows })), headers: JSON_TYPE };
    },
    'the packing is spoilt': (dice, envelope) => {
      const push = packed(dice, envelope);
      const body = JSON.stringify({ ...push, packed: spoilt(push.packed, dice) });
      return { body: bytesOf(body), headers: JSON_TYPE };
    },
    'anything is spoilt': (dice, envelope) => {
      const push = dice.chance(0.5) ? packed(dice, envelope) : goodPush(dice, envelope);
      return { body: bytesOf(JSON.stringify(spoilt(push, dice)) ?? ''), headers: JSON_TYPE };
    },
    'a value of the envelope is hostile': (dice, envelope) => {
      const push: Record<string, unknown> = { ...packed(dice, envelope) };
      push[dice.pick(Object.keys(push))] = hostileValue(dice);
      return { body: bytesOf(JSON.stringify(push)), headers: JSON_TYPE };
    },
    'the text is damaged': (dice, envelope) => {
      const text = JSON.stringify(dice.chance(0.5) ? packed(dice, envelope) : goodPush(dice, envelope));
      const at = dice.int(text.length);
      const [head, tail] = [text.slice(0, at), text.slice(at)];
      const damaged = dice.pick([
        head,
        tail,
        head + tail.slice(1),
        `${head}${dice.pick(['{', '}', '"', '\\', ',', '\u0000', '1e400', '-', '\ud800'])}${tail}`,
        `${text}${text}`,
      ]);
      return { body: bytesOf(damaged), headers: JSON_TYPE };
    },
    'the bytes are damaged': (dice, envelope) => {
      const bytes = zipped(JSON.stringify(packed(dice, envelope)));
      for (let times = 1 + dice.int(4); times > 0; times -= 1) bytes[dice.int(bytes.length)] = dice.int(256);
      const body = dice.chance(0.3) ? bytes.slice(0, dice.int(bytes.length)) : bytes;
      return { body, headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } };
    },
    'the headers lie': (dice, envelope) => {
      const text = JSON.stringify(packed(dice, envelope));
      return {
        body: dice.chance(0.5) ? bytesOf(text) : zipped(text),
        headers: {
          'content-type': dice.pick(['application/json', 'text/plain', 'application/jsonp', 'multipart/form-data']),
          'content-encoding': dice.pick(['gzip', 'br', 'deflate', 'identity', 'gzip, gzip']),
        },
      };
    },
    'a little stands for much': (dice, envelope) => {
      const { packed: _, ...rest } = packed(dice, envelope);
      return { body: bytesOf(JSON.stringify({ ...rest, packed: bomb(dice) })), headers: JSON_TYPE };
    },
  };
  const names = Object.keys(ways);
  // Bombs are few: each is refused at its limit, but getting there takes a while.
  const chosen = names.flatMap((name) => new Array<string>(name === 'a little stands for much' ? 1 : 8).fill(name));
  return {
    good: goodPush,
    next: (dice: Dice, envelope: Envelope): MalformedPush => {
      const way = dice.pick(chosen);
      const make = ways[way] as (typeof ways)[string];
      return { way, ...make(dice, envelope) };
    },
  };
};

/** Packed rows whose columns point at each other, so that they unfold to far more than they are. */
const bomb = (dice: Dice): unknown[] => {
  let column: unknown = { all: dice.pick(['x', 'x'.repeat(2_000)]) };
  for (let depth = dice.int(28); depth > 0; depth -= 1) column = { of: { a: column, b: 'a', c: 'a' } };
  const count = dice.pick([0, 1, 500, 1e9]);
  return [{ collection: 'profile', count, keys: null, keyFields: ['id'], revs: { all: 1 }, rows: column }];
};
