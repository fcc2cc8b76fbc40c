import type { Collection } from '../collections/define-collection.ts';
import { compareEntries } from '../sync/engine/outbox.ts';
import type { OutboxEntry, Storage, StoredRow } from '../sync/ports.ts';
import type { PushedRow } from '../sync/protocol.ts';
import { isServerOnly, rowToWire } from '../sync/row.ts';
import type { Payload, PayloadLimit } from './payload.ts';

interface From {
  storage: Pick<Storage, 'read'>;
  collections: Readonly<Record<string, Collection>>;
}

/** What waits to be sent, in sending order, as far as a bundle holds it. Nothing changes by it. [B5] */
export const collectWaiting = (
  { storage, collections }: From,
  limit: PayloadLimit,
): Promise<Payload & { left: number }> =>
  storage.read(async (tx) => {
    const { replicaId, rev, epoch, heard, seen } = await tx.state();
    const entries = [...(await tx.allOutbox())].sort(compareEntries);
    const stored = new Map<string, StoredRow>();
    for (const [name, keys] of keysByCollection(entries.slice(0, limit.rows)))
      for (const row of await tx.rows(name, keys)) if (row) stored.set(`${name}/${row.key}`, row);
    const rows: PushedRow[] = [];
    let characters = 0;
    for (const { collection: name, key, rev } of entries) {
      const collection = collections[name];
      const row = stored.get(`${name}/${key}`);
      if (!collection || !row) continue;
      const pushed = { collection: name, key, rev, row: rowToWire(collection, row.row) };
      characters += JSON.stringify(pushed).length;
      if (characters > limit.characters / 2) break;
      rows.push(pushed);
    }
    return { replicaId, rev, epoch, heard, seen, rows, left: entries.length - rows.length };
  });

/** Everything the learner has here, sent or not. What only the service writes it says anew. [B6] */
export const collectOwn = ({ storage, collections }: From): Promise<Payload> =>
  storage.read(async (tx) => {
    const { replicaId, rev, epoch, heard, seen, lastPass } = await tx.state();
    const rows: PushedRow[] = [];
    // No pass has this number yet, so this is every row.
    for (const { collection: name, key, row } of await tx.rowsNotMarked(lastPass + 1)) {
      const collection = collections[name];
      if (collection && !isServerOnly(collection))
        rows.push({ collection: name, key, rev: 0, row: rowToWire(collection, row) });
    }
    rows.sort((a, b) => (a.collection < b.collection ? -1 : a.collection > b.collection ? 1 : 0));
    return { replicaId, rev, epoch, heard, seen, rows };
  });

const keysByCollection = (entries: readonly OutboxEntry[]): Map<string, string[]> => {
  const keys = new Map<string, string[]>();
  for (const { collection, key } of entries) {
    const some = keys.get(collection);
    if (some) some.push(key);
    else keys.set(collection, [key]);
  }
  return keys;
};
