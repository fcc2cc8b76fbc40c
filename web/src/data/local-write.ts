import type { Collection, Row } from '@hornbook/shared/collections/define-collection.ts';
import { type CollectionName, type Collections, collections } from '@hornbook/shared/collections/index.ts';
import { type CommitOptions, commit, RefusedWriteError } from '@hornbook/shared/sync/engine/commit.ts';
import type { RowChanges } from '@hornbook/shared/sync/write-row.ts';
import { Dexie } from 'dexie';
import { now } from './clock.ts';
import { isQuotaError } from './live-handle.ts';
import type { Connections } from './open-databases.ts';

/** What a command writes with: the engine's writer, by name of collection. Everything put is stored together. */
export interface Writer {
  /** The instant of the command by the device's corrected clock, ms. [C1] */
  at: number;
  replicaId: string;
  get<N extends CollectionName>(collection: N, key: string): Promise<Row<Collections[N]> | undefined>;
  /** Creates the row or changes it; its key follows from its key fields. */
  put<N extends CollectionName>(collection: N, changes: RowChanges<Collections[N]>): Promise<void>;
}

// Which collection it is only shows when it runs; the types above say what may be put into each.
const collectionOf = (name: CollectionName): Collection => collections[name];

/** The learner's work could not be kept. It says so plainly, and nothing of it was. */
export interface NotStored {
  kind: 'not-stored';
  reason: 'no-room' | 'storage';
}

/**
 * Runs a command's writing in one durable transaction. [W1] When it resolves with anything but `not-stored`, the work is
 * on the disk. A row that no server would take is a bug of the command and throws. [W4]
 */
export const localWrite = <T>(
  { storage }: Pick<Connections, 'storage'>,
  work: (writer: Writer) => Promise<T>,
  options?: CommitOptions,
): Promise<T | NotStored> =>
  orNotStored(() =>
    commit(
      { storage, clock: { now } },
      (writer) =>
        work({
          at: Math.floor(writer.now),
          replicaId: writer.replicaId,
          get: (name, key) => writer.row(collectionOf(name), key) as Promise<never>,
          put: async (name, changes) => {
            await writer.write(collectionOf(name), changes as never);
          },
        }),
      options,
    ),
  );

/** For a command that also reads before or after it writes: a store that fails then is told in the same way. */
export const orNotStored = async <T>(work: () => Promise<T>): Promise<T | NotStored> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedWriteError) throw error;
    if (isQuotaError(error)) return { kind: 'not-stored', reason: 'no-room' };
    if (isStorageError(error)) return { kind: 'not-stored', reason: 'storage' };
    throw error;
  }
};

/** IndexedDB's own failures; anything else is a bug and must be seen. */
const isStorageError = (error: unknown): boolean => error instanceof Dexie.DexieError || error instanceof DOMException;
