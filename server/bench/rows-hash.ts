import { createHash } from 'node:crypto';
import { canonicalValue } from '@hornbook/shared/sync/row.ts';

/** SHA-256 of plain rows by their ids, each in its canonical form. */
export const hashOfRows = (rows: ReadonlyMap<string, unknown>): string => {
  const hash = createHash('sha256');
  for (const id of [...rows.keys()].sort()) hash.update(canonicalValue(rows.get(id)));
  return hash.digest('hex');
};
