import type { Row } from '@hornbook/shared/collections/define-collection.ts';
import { type CollectionName, type Collections, collections } from '@hornbook/shared/collections/index.ts';
import { tickHlc } from '@hornbook/shared/sync/hlc.ts';
import type { StorageTransaction } from '@hornbook/shared/sync/ports.ts';
import { keyOf } from '@hornbook/shared/sync/row.ts';
import { validateForWriting } from '@hornbook/shared/sync/validate.ts';
import { type RowChanges, writeRow } from '@hornbook/shared/sync/write-row.ts';
import { now } from './clock.ts';
import type { Connections } from './connections.ts';
import { isQuotaError } from './live-handle.ts';

/** What a command writes with. Everything put through one writer is stored together. */
export interface Writer {
  /** The instant of the command by the device's corrected clock. [C1] */
  at: number;
  replicaId: string;
  get<N extends CollectionName>(collection: N, key: string): Promise<Row<Collections[N]> | undefined>;
  /** Creates the row or changes it; its key follows from its key fields. */
  put<N extends CollectionName>(collection: N, changes: RowChanges<Collections[N]>): Promise<Row<Collections[N]>>;
}

/** The learner's work could not be kept. It says so plainly, and nothing of it was. */
export interface NotStored {
  kind: 'not-stored';
  reason: 'no-room' | 'storage';
}

/**
 * Writes rows, outbox entries and clock in one durable transaction. [W1] When it resolves with anything but `not-stored`,
 * the work is on the disk. A row that the shared validator refuses is a bug of the command and throws. [W4]
 */
export const localWrite = async <T>(
  { storage }: Connections,
  work: (writer: Writer) => Promise<T>,
): Promise<T | NotStored> => {
  try {
    return await storage.write((tx) => writeWithin(tx, work));
  } catch (error) {
    if (error instanceof RefusedRow) throw error;
    return { kind: 'not-stored', reason: isQuotaError(error) ? 'no-room' : 'storage' };
  }
};

export class RefusedRow extends Error {
  override name = 'RefusedRow';
}

const writeWithin = async <T>(tx: StorageTransaction, work: (writer: Writer) => Promise<T>): Promise<T> => {
  const state = await tx.state();
  const at = Math.floor(now() + state.offsetMs);
  const result = await work({
    at,
    replicaId: state.replicaId,
    async get(collection, key) {
      const [stored] = await tx.rows(collection, [key]);
      return stored?.row as Row<Collections[typeof collection]> | undefined;
    },
    async put(name, changes) {
      const collection: Collections[typeof name] = collections[name];
      const key = keyOf(collection, changes as Record<string, unknown>);
      const [stored] = await tx.rows(name, [key]);
      const stamp = tickHlc(state.hlc, at, state.replicaId);
      const before = stored?.row;
      const row = writeRow(collection as never, before as never, changes as never, stamp) as never;
      if (row === before) return row;
      const refused = validateForWriting(collection, row);
      if (refused.length > 0) {
        throw new RefusedRow(
          `${name} ${key}: ${refused.map(({ field, message }) => `${field}: ${message}`).join('; ')}`,
        );
      }
      state.hlc = stamp;
      state.rev += 1;
      await tx.putRows([
        {
          collection: name,
          key,
          row,
          version: stored?.version ?? 0,
          epoch: stored?.epoch ?? null,
          pass: stored?.pass ?? 0,
        },
      ]);
      const [waiting] = await tx.outboxEntries([{ collection: name, key }]);
      await tx.putOutbox([
        { collection: name, key, rev: state.rev, since: waiting?.since ?? at, notBefore: 0, tries: 0, waiting: null },
      ]);
      return row;
    },
  });
  await tx.putState(state);
  return result;
};
