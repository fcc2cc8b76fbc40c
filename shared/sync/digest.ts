import { int, literal, minimum, nullable, object, optional, record, string } from 'zod/mini';
import type { AnyRow, Collection } from '../collections/define-collection.ts';
import type { DerivedDigest } from '../learning/derived-digest.ts';
import { PROTOCOL } from './protocol.ts';
import { hashRow } from './row.ts';
import { upcastRow } from './upcast.ts';

/** How many rows a collection has and the sum of their hashes: equal if the rows are, whatever their order. */
export interface CollectionDigest {
  count: number;
  sum: number;
}

/** A learner's rows at one version of the feed, in brief. Collections without rows are left out. [R2] */
export interface Digest {
  epoch: string;
  version: number;
  /** Hash of the collections and fields that were looked at: two that know different ones can't be compared. */
  known: number;
  collections: Record<string, CollectionDigest>;
  /** What follows from the rows; null while it is still being folded, or content for it is lacking. */
  derived: DerivedDigest | null;
}

/** What a device sends once a day, and what comes back: the same of the service, and whether it found them equal. */
export interface DigestRequest extends Digest {
  protocol: typeof PROTOCOL;
  learnerId: string;
}
export interface DigestReply extends Digest {
  protocol: typeof PROTOCOL;
  found: DigestFinding;
}
/** `rows`: the rows differ. `derived`: they are equal, and what follows from them differs. */
export type DigestFinding = 'equal' | 'rows' | 'derived' | 'not-comparable';

const sums = object({ count: int().check(minimum(0)), sum: int().check(minimum(0)) });
const digestFields = {
  protocol: literal(PROTOCOL),
  epoch: string(),
  version: int(),
  known: int(),
  collections: record(string(), sums),
  derived: nullable(
    object({ foldVersion: int(), skills: sums, cards: sums, days: optional(sums), habits: optional(sums) }),
  ),
};
export const digestRequestSchema = object({ ...digestFields, learnerId: string() });
export const digestReplySchema = object({ ...digestFields, found: string() });

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
    digest[name].sum = (digest[name].sum + hashRow(collection, upcastRow(collection, row))) % MODULUS;
  }
  return digest;
};

/** How two digests compare. Derived state only where both have it, from the same version of the folding code. */
export const compareDigests = (a: Digest, b: Digest): DigestFinding => {
  if (a.epoch !== b.epoch || a.version !== b.version || a.known !== b.known) return 'not-comparable';
  if (differingCollections(a.collections, b.collections).length > 0) return 'rows';
  if (!a.derived || !b.derived || a.derived.foldVersion !== b.derived.foldVersion) return 'equal';
  const { derived: one } = a;
  const { derived: other } = b;
  const differ = (['skills', 'cards', 'days', 'habits'] as const).some(
    (name) => one[name]?.count !== other[name]?.count || one[name]?.sum !== other[name]?.sum,
  );
  return differ ? 'derived' : 'equal';
};

/** Names of the collections in which two digests differ. */
export const differingCollections = (
  a: Readonly<Record<string, CollectionDigest>>,
  b: Readonly<Record<string, CollectionDigest>>,
): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => a[name]?.count !== b[name]?.count || a[name]?.sum !== b[name]?.sum,
  );
