import type { AnyRow, Collection } from '../collections/define-collection.ts';
import { enqueue } from '../sync/engine/outbox.ts';
import { laterHlc } from '../sync/hlc.ts';
import { mergeRows } from '../sync/merge.ts';
import type { Clock, Storage, StoredRow } from '../sync/ports.ts';
import type { PushedRow } from '../sync/protocol.ts';
import { isServerOnly, takeServerFields } from '../sync/row.ts';
import { latestStamp } from '../sync/stamps.ts';
import { upcastRow } from '../sync/upcast.ts';
import { isRowShaped, unknownFields, validateForWriting } from '../sync/validate.ts';

export type TakenIn =
  | {
      kind: 'taken-in';
      /** Rows that were new here, or had more than the one here. */
      changed: number;
      /** Rows that were here already, with nothing lacking. */
      same: number;
      /** Rows that no service would take: left out. */
      unreadable: number;
    }
  /** [B1] It names what this app does not know: a newer one made it, and nothing was taken. */
  | { kind: 'newer' };

interface Into {
  storage: Storage;
  collections: Readonly<Record<string, Collection>>;
  clock: Clock;
}

/** Merges a learner's own data into a database, all of it in one transaction. [B6] */
export const takeIn = async ({ storage, collections, clock }: Into, rows: readonly PushedRow[]): Promise<TakenIn> => {
  const readable = new Map<Collection, { key: string; row: AnyRow }[]>();
  let unreadable = 0;
  for (const { collection: name, key, row: given } of rows) {
    const collection = Object.hasOwn(collections, name) ? collections[name] : undefined;
    if (!collection) return { kind: 'newer' };
    if (!isRowShaped(given) || isServerOnly(collection)) {
      unreadable += 1;
      continue;
    }
    const row = takeServerFields(collection, upcastRow(collection, given), {});
    if (unknownFields(collection, row).length > 0) return { kind: 'newer' };
    const bad = validateForWriting(collection, row);
    if (bad.length > 0 || collection.key.map((field) => row[field]).join('/') !== key) {
      unreadable += 1;
      continue;
    }
    readable.set(collection, [...(readable.get(collection) ?? []), { key, row }]);
  }
  return storage.write(async (tx) => {
    const state = { ...(await tx.state()) };
    const changed: StoredRow[] = [];
    let same = 0;
    for (const [collection, brought] of readable) {
      const { name } = collection;
      const keys = brought.map(({ key }) => key);
      const here = new Map<string, StoredRow>();
      for (const stored of await tx.rows(name, keys)) if (stored) here.set(stored.key, stored);
      const merged = new Map<string, StoredRow>();
      for (const { key, row } of brought) {
        state.hlc = laterHlc(state.hlc, latestStamp(collection, row));
        const mine = merged.get(key) ?? here.get(key);
        const both = mine ? mergeRows(collection, upcastRow(collection, mine.row), row) : row;
        if (both === mine?.row) same += 1;
        else merged.set(key, { version: 0, epoch: null, pass: 0, ...mine, collection: name, key, row: both });
      }
      changed.push(...merged.values());
    }
    if (changed.length > 0) {
      await tx.putRows(changed);
      await enqueue(tx, state, changed, clock.now());
    }
    await tx.putState(state);
    return { kind: 'taken-in', changed: changed.length, same, unreadable };
  });
};
