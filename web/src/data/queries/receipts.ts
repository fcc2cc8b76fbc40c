import { collections } from '@hornbook/shared/collections/index.ts';
import type { Receipt } from '@hornbook/shared/sync/ports.ts';
import { hashRow } from '@hornbook/shared/sync/row.ts';
import type { Connections } from '../connections.ts';
import { type RowRecord, withoutMarks } from '../learner-database.ts';
import { useLive } from './live.ts';
import { type ItemName, nameItem } from './sync-status.ts';

/** "The service has it": what was read back from the service last, for one thing. */
export interface ItemReceipt {
  collection: string;
  key: string;
  name: ItemName;
  /** When this device saw that the service has it, ms. */
  at: number;
  version: number;
  /** Of the content as the service has it, 13 hex digits; null while a later change of it waits here. */
  hash: string | null;
}

export interface Receipts {
  shown: ItemReceipt[];
  more: boolean;
}

type Noted = Omit<ItemReceipt, 'name' | 'hash'>;

/** The newest receipt of each thing, the newest first, and one more than asked for if there is one. */
const newestOfEach = async ({ learner }: Connections, count: number): Promise<Noted[]> => {
  const found = new Map<string, Noted>();
  await learner.receipts
    .reverse()
    .until(() => found.size > count)
    .each(({ at, rows }: Receipt) => {
      for (const row of rows.toReversed()) {
        const name = `${row.collection}/${row.key}`;
        if (!found.has(name)) found.set(name, { ...row, at });
      }
    });
  return [...found.values()].slice(0, count + 1);
};

/** As the service has it: a device's row is the service's as long as nothing of it waits to be sent. [F6] */
const hashOf = async ({ learner }: Connections, { collection: name, key }: Noted): Promise<string | null> => {
  const collection = collections[name as keyof typeof collections];
  const [entry, record] = await Promise.all([
    learner.outbox.get([name, key]),
    collection && (learner.table(name).get(key) as Promise<RowRecord | undefined>),
  ]);
  if (!collection || !record || entry) return null;
  return hashRow(collection, withoutMarks(record)).toString(16).padStart(13, '0');
};

export const readReceipts = async (connections: Connections, count: number): Promise<Receipts> => {
  const noted = await newestOfEach(connections, count);
  const shown = await Promise.all(
    noted.slice(0, count).map(async (item) => ({
      ...item,
      name: await nameItem(connections, item),
      hash: await hashOf(connections, item),
    })),
  );
  return { shown, more: noted.length > count };
};

/** The receipts of the last so many things. */
export const useReceipts = (count: number): Receipts | undefined =>
  useLive((connections) => readReceipts(connections, count), count);
