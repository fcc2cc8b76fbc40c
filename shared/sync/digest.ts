import type { AnyRow, Collection } from '../collections/define-collection.ts';
import { hashRow } from './row.ts';

/** How many rows a collection has and the sum of their hashes: equal if the rows are, whatever their order. */
export interface CollectionDigest {
  count: number;
  sum: number;
}

/** A learner's rows at one version of the feed, in brief. Collections without rows are left out. [R2] */
export interface Digest {
  epoch: string;
  version: number;
  collections: Record<string, CollectionDigest>;
}

// Hashes have 52 bits, so two of them, or a sum and one, stay exact.
const MODULUS = 2 ** 52;

export const digestOf = (
  collections: Readonly<Record<string, Collection>>,
  rows: Iterable<{ collection: string; row: AnyRow }>,
): Record<string, CollectionDigest> => {
  const digest: Record<string, CollectionDigest> = {};
  for (const { collection: name, row } of rows) {
    const collection = collections[name];
    if (!collection) continue;
    digest[name] ??= { count: 0, sum: 0 };
    digest[name].count += 1;
    digest[name].sum = (digest[name].sum + hashRow(collection, row)) % MODULUS;
  }
  return digest;
};

/** Names of the collections in which two digests differ. */
export const differingCollections = (
  a: Readonly<Record<string, CollectionDigest>>,
  b: Readonly<Record<string, CollectionDigest>>,
): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => a[name]?.count !== b[name]?.count || a[name]?.sum !== b[name]?.sum,
  );
