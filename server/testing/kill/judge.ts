import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { hasMore, mergeRows } from '@hornbook/shared/sync/merge.ts';
import type { HttpDevice } from '../device/http-device.ts';
import { type Acknowledged, collectionNamed } from './acknowledged.ts';

/** Rows as somebody holds them: the database, or a device that read it from the beginning. */
export interface Held {
  /** Versions of another epoch say nothing. */
  epoch: string;
  rows: ReadonlyMap<string, { collection: string; row: AnyRow; version: number }>;
}

/** Made by the service for every learner, and there before any device has read of it: so its birth may be the service's. */
const MADE_BY_SERVICE = 'profile/me';
const bornAs = (row: AnyRow, written: AnyRow): AnyRow => ({
  ...written,
  stamps: { ...written.stamps, ...(row.stamps.once ? { once: row.stamps.once } : {}) },
});

/** What is wrong with what is held: it may be no less than what was acknowledged, and no more than what was written. */
export const judge = ({ epoch, rows }: Held, acknowledged: Acknowledged, devices: readonly HttpDevice[]): string[] => {
  const problems: string[] = [];
  for (const [id, { collection, row }] of acknowledged.rows) {
    const found = rows.get(id);
    if (!found) problems.push(`${id} was acknowledged and is gone`);
    else if (hasMore(collectionNamed(collection), row, found.row))
      problems.push(`${id} has lost something that was acknowledged`);
  }
  for (const [id, { collection, row, version }] of rows) {
    const definition = collectionNamed(collection);
    let written: AnyRow | undefined;
    for (const { storage } of devices) {
      const local = storage.content().rows.get(id);
      if (!local) continue;
      written = written ? mergeRows(definition, written, local.row) : local.row;
      if (local.epoch === epoch && local.version > version)
        problems.push(`${id} was read at version ${local.version} and is back at ${version}`);
    }
    if (!written) {
      if (id !== MADE_BY_SERVICE) problems.push(`${id} was written by nobody`);
    } else if (hasMore(definition, row, id === MADE_BY_SERVICE ? bornAs(row, written) : written))
      problems.push(`${id} holds what nobody wrote`);
  }
  return problems;
};
