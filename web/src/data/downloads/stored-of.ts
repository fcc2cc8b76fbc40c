import type { PartRef } from '@hornbook/shared/content/pack.ts';
import { distinct } from '../manifest-index.ts';
import type { Connections } from '../open-databases.ts';

export interface StoredOf {
  /** Files that are here whole. */
  whole: Set<string>;
  totalBytes: number;
  /** Here, what has come of files on their way included. */
  storedBytes: number;
  missingBytes: number;
}

/** How much of these files is on the device. */
export const storedOf = async (
  { catalogue }: Pick<Connections, 'catalogue'>,
  refs: readonly PartRef[],
): Promise<StoredOf> => {
  const files = distinct(refs);
  const keys = files.map(({ sha256 }) => sha256);
  const [parts, assets, partials] = await Promise.all([
    catalogue.parts.where('sha256').anyOf(keys).primaryKeys(),
    catalogue.assets.where('sha256').anyOf(keys).primaryKeys(),
    catalogue.partials.where('sha256').anyOf(keys).toArray(),
  ]);
  const whole = new Set([...parts, ...assets]);
  const received = new Map(partials.map(({ sha256, receivedBytes }) => [sha256, receivedBytes]));
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const storedBytes = files.reduce(
    (sum, { sha256, sizeBytes }) => sum + (whole.has(sha256) ? sizeBytes : (received.get(sha256) ?? 0)),
    0,
  );
  return { whole, totalBytes, storedBytes, missingBytes: totalBytes - storedBytes };
};
