import { initialState } from '../sync/engine/context.ts';
import { compareEntries, isDue } from '../sync/engine/outbox.ts';
import type {
  OutboxEntry,
  QuarantineEntry,
  Receipt,
  Storage,
  StorageTransaction,
  StoredRow,
  SyncState,
} from '../sync/ports.ts';

/** Everything a learner's database holds. Rows and entries are never changed, only replaced, so copies are shallow. */
export interface MemoryContent {
  state: SyncState;
  rows: Map<string, StoredRow>;
  outbox: Map<string, OutboxEntry>;
  quarantine: Map<string, QuarantineEntry>;
  receipts: readonly Receipt[];
}

/** What a transaction did, for whoever watches: the rows before and after it. */
export interface MemoryCommit {
  before: Map<string, StoredRow | undefined>;
  content: MemoryContent;
  stateBefore: SyncState;
  quarantined: boolean;
}

export interface MemoryStorage extends Storage {
  /** What is stored now; only for looking at. */
  content(): MemoryContent;
  /** The tab or the device dies: open transactions vanish, and whatever the old process still does has no effect. */
  crash(): void;
  /** The power fails: the last `lost` transactions of a storage that is not strict are gone as well. */
  powerLoss(lost: number): void;
  /** The browser forgets everything: a new database, with a new replica id. */
  wipe(replicaId: string): void;
}

export interface MemoryStorageOptions {
  /** Called whenever a transaction begins, before it may run; the simulator lets time pass and others go first. */
  turn?: () => Promise<void>;
  /** Called after each transaction that wrote something. */
  onCommit?: (commit: MemoryCommit) => void;
  /** [W1] Off, the last transactions may be lost with the power although they were reported done. */
  strict?: boolean;
}

/** Thrown into what still runs of a process that has died. */
export class CrashedError extends Error {
  override name = 'CrashedError';
}

const REMEMBERED = 8;
const idOf = (collection: string, key: string) => `${collection}/${key}`;

/** A learner's database in memory, with the crash behaviour of the real one. */
export const createMemoryStorage = (
  replicaId: string,
  { turn, onCommit, strict = true }: MemoryStorageOptions = {},
): MemoryStorage => {
  let content = emptyContent(replicaId);
  let life = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let history: MemoryContent[] = [];

  const run = async <T>(work: (tx: StorageTransaction) => Promise<T>, writes: boolean): Promise<T> => {
    const born = life;
    const alive = () => {
      if (born !== life) throw new CrashedError();
    };
    await turn?.();
    alive();
    const open = openTransaction(content, alive);
    const result = await work(open.tx);
    alive();
    if (!writes || !open.wrote()) return result;
    const before = open.before();
    const stateBefore = content.state;
    if (!strict) history = [...history, copyContent(content)].slice(-REMEMBERED);
    open.apply();
    onCommit?.({ before, content, stateBefore, quarantined: open.quarantined() });
    return result;
  };

  return {
    // One at a time, as IndexedDB does for transactions over the same stores.
    write: (work) => {
      const result = queue.then(() => run(work, true));
      queue = result.catch(() => undefined);
      return result;
    },
    read: (work) => {
      const result = queue.then(() => run(work, false));
      queue = result.catch(() => undefined);
      return result;
    },
    content: () => content,
    crash: () => {
      life += 1;
      queue = Promise.resolve();
    },
    powerLoss: (lost) => {
      life += 1;
      queue = Promise.resolve();
      const back = history[Math.max(0, history.length - lost)];
      if (!strict && lost > 0 && back) content = back;
      history = [];
    },
    wipe: (newReplicaId) => {
      life += 1;
      queue = Promise.resolve();
      content = emptyContent(newReplicaId);
      history = [];
    },
  };
};

const emptyContent = (replicaId: string): MemoryContent => ({
  state: initialState(replicaId),
  rows: new Map(),
  outbox: new Map(),
  quarantine: new Map(),
  receipts: [],
});

const copyContent = ({ state, rows, outbox, quarantine, receipts }: MemoryContent): MemoryContent => ({
  state,
  rows: new Map(rows),
  outbox: new Map(outbox),
  quarantine: new Map(quarantine),
  receipts,
});

/** A transaction that keeps its writes to itself until it is applied. */
const openTransaction = (content: MemoryContent, alive: () => void) => {
  let state: SyncState | null = null;
  const rows = new Map<string, StoredRow | null>();
  const outbox = new Map<string, OutboxEntry | null>();
  const quarantine = new Map<string, QuarantineEntry | null>();
  const receipts: Receipt[] = [];
  const see = <T>(base: Map<string, T>, over: Map<string, T | null>, id: string): T | undefined => {
    const written = over.get(id);
    return written === undefined ? base.get(id) : (written ?? undefined);
  };
  const all = <T>(base: Map<string, T>, over: Map<string, T | null>): T[] => {
    if (over.size === 0) return [...base.values()];
    const merged = new Map<string, T | null>([...base, ...over]);
    return [...merged.values()].filter((one): one is T => one !== null);
  };
  const put = <T>(base: Map<string, T>, over: Map<string, T | null>): void => {
    for (const [id, one] of over) {
      // What is put again goes to the end.
      base.delete(id);
      if (one !== null) base.set(id, one);
    }
  };
  // Every call checks that its process still lives: a dead one can neither see nor write.
  const now = async <T>(work: () => T): Promise<T> => {
    alive();
    return work();
  };
  const tx: StorageTransaction = {
    state: () => now(() => state ?? content.state),
    putState: (next) =>
      now(() => {
        state = next;
      }),
    rows: (collection, keys) => now(() => keys.map((key) => see(content.rows, rows, idOf(collection, key)))),
    putRows: (some) =>
      now(() => {
        for (const row of some) rows.set(idOf(row.collection, row.key), row);
      }),
    deleteRows: (collection, keys) =>
      now(() => {
        for (const key of keys) rows.set(idOf(collection, key), null);
      }),
    rowsNotMarked: (pass) => now(() => all(content.rows, rows).filter((row) => row.pass !== pass)),
    outbox: (limit, at) =>
      now(() => {
        const due = all(content.outbox, outbox).filter((entry) => isDue(entry, at));
        // Mostly they are in order, for each was put when it got its revision; then ten thousand are not sorted again.
        const sorted = due.every((entry, index) => index === 0 || compareEntries(due[index - 1] ?? entry, entry) <= 0);
        return (sorted ? due : due.sort(compareEntries)).slice(0, limit);
      }),
    outboxEntries: (keys) =>
      now(() => keys.map(({ collection, key }) => see(content.outbox, outbox, idOf(collection, key)))),
    outboxSize: () => now(() => all(content.outbox, outbox).length),
    putOutbox: (entries) =>
      now(() => {
        for (const entry of entries) outbox.set(idOf(entry.collection, entry.key), entry);
      }),
    deleteOutbox: (keys) =>
      now(() => {
        for (const { collection, key } of keys) outbox.set(idOf(collection, key), null);
      }),
    allOutbox: () => now(() => all(content.outbox, outbox)),
    putQuarantine: (entries) =>
      now(() => {
        for (const entry of entries) quarantine.set(entry.id, entry);
      }),
    quarantine: () => now(() => all(content.quarantine, quarantine)),
    deleteQuarantine: (ids) =>
      now(() => {
        for (const id of ids) quarantine.set(id, null);
      }),
    putReceipt: (receipt) =>
      now(() => {
        receipts.push(receipt);
      }),
  };
  return {
    tx,
    wrote: () => state !== null || rows.size > 0 || outbox.size > 0 || quarantine.size > 0,
    quarantined: () => quarantine.size > 0,
    before: () => new Map([...rows.keys()].map((id) => [id, content.rows.get(id)] as const)),
    apply: () => {
      if (state) content.state = state;
      put(content.rows, rows);
      put(content.outbox, outbox);
      put(content.quarantine, quarantine);
      if (receipts.length > 0) content.receipts = [...content.receipts, ...receipts];
    },
  };
};
