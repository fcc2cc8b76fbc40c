import { initialState } from '@hornbook/shared/sync/engine/context.ts';
import type { Storage, StorageTransaction, StoredRow } from '@hornbook/shared/sync/ports.ts';
import { sameValue } from '@hornbook/shared/sync/row.ts';
import { createMemoryStorage, type MemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import { countWork } from '../../server/simulation/at-work.ts';
import type { RealDevices } from '../../server/simulation/history.ts';
import { DexieStorage } from '../src/data/dexie-storage.ts';
import { LearnerDatabase } from '../src/data/learner-database.ts';

interface Opened {
  memory: MemoryStorage;
  everything(): Promise<{ rows: StoredRow[]; outbox: unknown[]; state: unknown }>;
  close(): Promise<void>;
}

let databases = 0;

/**
 * Simulated devices that keep their rows in IndexedDB, as the app does. Each call is put to a store in memory as well,
 * which says when transactions run and die; whatever the two say must be the same.
 */
export const indexedDbDevices = (): RealDevices & { close(): Promise<void> } => {
  const { busy, atWork } = countWork();
  const opened: Opened[] = [];
  let problem: string | null = null;
  const compare = (what: string, inMemory: unknown, real: unknown) => {
    if (!sameValue(inMemory, real))
      problem ??= `${what}: ${JSON.stringify(real)} in place of ${JSON.stringify(inMemory)}`;
  };

  const open: RealDevices['open'] = (replicaId, options) => {
    const memory = createMemoryStorage(replicaId, options);
    let name = '';
    let db: LearnerDatabase;
    let real: DexieStorage;
    let prepared: Promise<void>;
    const connect = () => {
      db = new LearnerDatabase(name);
      real = new DexieStorage(db);
    };
    const make = (replica: string) => {
      databases += 1;
      name = `simulated-${databases}`;
      connect();
      prepared = real.prepare().then(() => real.write((tx) => tx.putState(initialState(replica))));
    };
    make(replicaId);
    const through = (mode: 'read' | 'write'): Storage['write'] => {
      return (work) =>
        memory[mode]((inMemory) =>
          busy(async () => {
            await prepared;
            return real[mode]((inBrowser) => work(both(inMemory, inBrowser, compare)));
          }),
        );
    };
    opened.push({
      memory,
      everything: () =>
        real.read(async (tx) => ({
          rows: await tx.rowsNotMarked(-1),
          outbox: await tx.allOutbox(),
          state: await tx.state(),
        })),
      close: async () => {
        await prepared;
        await db.delete();
      },
    });
    return {
      ...memory,
      write: through('write'),
      read: through('read'),
      crash: () => {
        memory.crash();
        db.close();
        connect();
      },
      powerLoss: (lost) => {
        memory.powerLoss(lost);
        db.close();
        connect();
      },
      wipe: (replica) => {
        memory.wipe(replica);
        db.close();
        make(replica);
      },
    };
  };

  return {
    open,
    atWork,
    problem: async () => {
      for (const { memory, everything } of opened) {
        const { rows, outbox, state } = await everything();
        const there = memory.content();
        compare('rows in the end', [...there.rows.values()].sort(byPlace), rows.sort(byPlace));
        compare('outbox in the end', there.outbox.size, outbox.length);
        compare('state in the end', there.state, state);
      }
      return problem;
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
};

const byPlace = (a: { collection: string; key: string }, b: { collection: string; key: string }): number =>
  `${a.collection}/${a.key}` < `${b.collection}/${b.key}` ? -1 : 1;
/** What comes in no order of its own. */
const UNORDERED = new Set(['rowsNotMarked', 'allOutbox']);

const both = (
  inMemory: StorageTransaction,
  inBrowser: StorageTransaction,
  compare: (what: string, inMemory: unknown, real: unknown) => void,
): StorageTransaction => {
  const calls: Record<string, unknown> = {};
  for (const name of Object.keys(inMemory) as (keyof StorageTransaction)[]) {
    const one = inMemory[name] as (...given: unknown[]) => Promise<unknown>;
    const other = inBrowser[name] as (...given: unknown[]) => Promise<unknown>;
    calls[name] = async (...given: unknown[]) => {
      const wanted = await one(...given);
      const told = await other.call(inBrowser, ...given);
      if (UNORDERED.has(name))
        compare(name, [...(wanted as StoredRow[])].sort(byPlace), [...(told as StoredRow[])].sort(byPlace));
      else if (name !== 'quarantine') compare(name, wanted, told);
      return told;
    };
  }
  return calls as unknown as StorageTransaction;
};
