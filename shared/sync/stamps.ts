import type { AnyRow, Collection } from '../collections/define-collection.ts';
import type { Stamped } from '../collections/fields.ts';
import { tickHlc } from './hlc.ts';
import { planOf } from './row.ts';

/** Visits every stamp of a row: of its fields, of its birth and deletion, and of the entries of its maps. */
const eachStamp = (collection: Collection, row: AnyRow, visit: (stamp: string) => void): void => {
  for (const name in row.stamps) visit(row.stamps[name] as string);
  for (const { name, field } of planOf(collection).single) {
    if (field.rule !== 'latestByKey') continue;
    // Of a row that nobody has judged yet, an entry may be anything.
    const entries = row[name] as Record<string, Stamped<object> | null> | undefined;
    for (const key in entries) if (typeof entries[key]?.hlc === 'string') visit(entries[key].hlc);
  }
};

/** The latest stamp of a row, or '' if it has none; with `replicaId`, of those that replica gave. */
export const latestStamp = (collection: Collection, row: AnyRow, replicaId?: string): string => {
  let latest = '';
  eachStamp(collection, row, (stamp) => {
    if (stamp > latest && (replicaId === undefined || stamp.endsWith(replicaId))) latest = stamp;
  });
  return latest;
};

/** All stamps of a row. */
export const stampsOf = (collection: Collection, row: AnyRow): string[] => {
  const stamps: string[] = [];
  eachStamp(collection, row, (stamp) => stamps.push(stamp));
  return stamps;
};

/** New stamps for some, in their order, each after the one before; the first is `first`. [B4] [C3] */
export const stampsAnew = (stamps: ReadonlySet<string>, first: string, replicaId: string): Map<string, string> => {
  const anew = new Map<string, string>();
  let next = first;
  for (const stamp of [...stamps].sort()) {
    anew.set(stamp, next);
    next = tickHlc(next, 0, replicaId);
  }
  return anew;
};

/** The row with some stamps given anew; the very same row if it has none of them. [C3] */
export const restampRow = (collection: Collection, row: AnyRow, anew: ReadonlyMap<string, string>): AnyRow => {
  if (!stampsOf(collection, row).some((stamp) => anew.has(stamp))) return row;
  const restamped: AnyRow = { ...row, stamps: { ...row.stamps } };
  for (const name in restamped.stamps) {
    const stamp = restamped.stamps[name] as string;
    restamped.stamps[name] = anew.get(stamp) ?? stamp;
  }
  for (const { name, field } of planOf(collection).single) {
    if (field.rule !== 'latestByKey') continue;
    const entries: Record<string, Stamped<object> | null> = {};
    for (const [key, entry] of Object.entries((row[name] ?? {}) as Record<string, Stamped<object> | null>)) {
      const hlc = entry && anew.get(entry.hlc);
      entries[key] = entry && hlc ? { ...entry, hlc } : entry;
    }
    restamped[name] = entries;
  }
  return restamped;
};
