import type { StorageTransaction, StoredRow } from '@hornbook/shared/sync/ports.ts';
import { acceptedAll, type PlantedBug, withTransactions } from '../planted-bug.ts';

const nothing = async () => undefined;

/** Bugs of a device, by name, with the rule that each breaks. */
export const deviceBugs = {
  /** [P3] A push that was sent counts as accepted. */
  ackOnSend: { trustsSending: true, portalReply: acceptedAll, outcome: (_outcome, request) => acceptedAll(request) },
  /** [P2] An answer counts although it does not say that it is the service's. */
  captiveTrusted: { portalReply: acceptedAll },
  /** [W1] The row is stored in one transaction and its mark in another. */
  tornCommit: {
    storage: (storage) => ({
      read: storage.read,
      write: async (work) => {
        const later: Parameters<StorageTransaction['putOutbox']>[0][] = [];
        const putOutbox = async (entries: (typeof later)[number]) => void later.push(entries);
        const result = await storage.write((tx) => work({ ...tx, putOutbox }));
        for (const entries of later) await storage.write((tx) => tx.putOutbox(entries));
        return result;
      },
    }),
  },
  /** [W1] The last transactions may vanish with the power. */
  notStrict: { notStrict: true },
  /** [W3] The replica's name lives outside the database and survives it. */
  replicaOutlivesDatabase: { replicaOutlivesDatabase: true },
  /** [C1] Each tab keeps the clock in its memory. */
  clockInMemory: {
    storage: (storage) => {
      let mine = '';
      return withTransactions(storage, (tx) => ({
        state: async () => {
          const state = await tx.state();
          return { ...state, hlc: mine };
        },
        putState: async (state) => {
          mine = state.hlc;
          await tx.putState(state);
        },
      }));
    },
  },
  /** [F2] A page counts wherever the cursor stands. */
  pageFromAnywhere: {
    engine: (engine) => ({
      ...engine,
      applyPage: async (_asked, page) => engine.applyPage(await engine.position(), page),
    }),
  },
  /** [F3] A refetch begins by throwing everything away. */
  refetchClears: {
    engine: (engine, storage) => ({
      ...engine,
      mustRefetch: async (asked) => {
        const position = await engine.mustRefetch(asked);
        await storage.write(async (tx) => {
          const { lastPass } = await tx.state();
          for (const { collection, key } of await tx.rowsNotMarked(lastPass + 1))
            await tx.deleteRows(collection, [key]);
          await tx.deleteOutbox(await tx.allOutbox());
        });
        return position;
      },
    }),
  },
  /** [R1] [F4] What a device has beyond the server is not sent by itself. */
  noRepair: {
    engine: (engine, storage) => ({
      ...engine,
      applyPage: async (asked, page) => {
        const before = await storage.read((tx) => tx.allOutbox());
        const taken = await engine.applyPage(asked, page);
        const known = new Set(before.map(({ collection, key }) => `${collection}/${key}`));
        await storage.write(async (tx) => {
          const made = (await tx.allOutbox()).filter(
            ({ collection, key, tries }) => tries === 0 && !known.has(`${collection}/${key}`),
          );
          await tx.deleteOutbox(made);
        });
        return taken;
      },
    }),
  },
  /** [P4] What is refused is dropped, not kept. */
  refusedIsLost: { storage: (storage) => withTransactions(storage, () => ({ putQuarantine: nothing })) },
  /** Failures are followed by no wait. */
  neverWaits: { neverWaits: true },
  /** [W2] Revisions start again when nothing waits. */
  revisionsRestart: {
    storage: (storage) =>
      withTransactions(storage, (tx) => ({
        putState: async (state) => tx.putState((await tx.outboxSize()) === 0 ? { ...state, rev: 0 } : state),
      })),
  },
  /** [P1] Rows are read in one transaction, and in another the entries that say which revision they are. */
  readApart: {
    storage: (storage) => ({
      write: storage.write,
      read: async (work) => {
        const before = new Map<string, StoredRow>();
        await storage.read(async (tx) => {
          for (const row of await tx.rowsNotMarked(-1)) before.set(`${row.collection}/${row.key}`, row);
        });
        return storage.read((tx) =>
          work({
            ...tx,
            rows: async (collection, keys) => {
              const now = await tx.rows(collection, keys);
              return keys.map((key, index) => before.get(`${collection}/${key}`) ?? now[index]);
            },
          }),
        );
      },
    }),
  },
  /** [P3] A verdict counts whatever was written since. */
  anyRevision: {
    outcome: async (outcome, _request, storage) => {
      if (outcome.kind !== 'reply' || !('verdicts' in outcome.reply)) return outcome;
      const { verdicts } = outcome.reply;
      const entries = await storage.read((tx) => tx.outboxEntries(verdicts));
      const now = verdicts.map((verdict, index) => ({ ...verdict, rev: entries[index]?.rev ?? verdict.rev }));
      return { kind: 'reply', reply: { ...outcome.reply, verdicts: now } };
    },
  },
  /** [P3] A verdict counts whatever history it is of. */
  anyEpoch: {
    outcome: async (outcome, request, storage) => {
      if (outcome.kind !== 'reply' || !('verdicts' in outcome.reply)) return outcome;
      const { epoch } = await storage.read((tx) => tx.state());
      request.epoch = epoch;
      return { kind: 'reply', reply: { ...outcome.reply, epoch: epoch ?? '' } };
    },
  },
  /** [P3] Replies move the cursor, past what others wrote. */
  replyMovesCursor: {
    outcome: async (outcome, _request, storage) => {
      if (outcome.kind !== 'reply' || !('verdicts' in outcome.reply)) return outcome;
      const accepted = outcome.reply.verdicts.filter(({ verdict }) => verdict === 'accepted').length;
      await storage.write(async (tx) => {
        const state = await tx.state();
        const { cursor } = state;
        if (cursor)
          await tx.putState({ ...state, cursor: { ...cursor, offset: String(Number(cursor.offset) + accepted) } });
      });
      return outcome;
    },
  },
  /** [P4] A rejection counts although the feed has brought something newer. */
  oldRejections: {
    outcome: async (outcome, _request, storage) => {
      if (outcome.kind !== 'reply' || !('verdicts' in outcome.reply)) return outcome;
      const verdicts = await Promise.all(
        outcome.reply.verdicts.map(async (verdict) => {
          if (verdict.verdict !== 'rejected' || !verdict.row) return verdict;
          const [local] = await storage.read((tx) => tx.rows(verdict.collection, [verdict.key]));
          return { ...verdict, version: Math.max(verdict.version, local?.version ?? 0) };
        }),
      );
      return { kind: 'reply', reply: { ...outcome.reply, verdicts } };
    },
  },
  /** [P5] What the service does not know yet counts as accepted. */
  waitIsDone: {
    outcome: (outcome) => {
      if (outcome.kind !== 'reply' || !('verdicts' in outcome.reply)) return outcome;
      const verdicts = outcome.reply.verdicts.map((one) =>
        one.verdict === 'wait'
          ? { collection: one.collection, key: one.key, rev: one.rev, verdict: 'accepted' as const }
          : one,
      );
      return { kind: 'reply', reply: { ...outcome.reply, verdicts } };
    },
  },
  /** [F2] The cursor is stored first, and the rows of its page after it. */
  cursorFirst: {
    storage: (storage) => ({
      read: storage.read,
      write: async (work) => {
        const later: Parameters<StorageTransaction['putRows']>[0][] = [];
        const cursor = async (tx: StorageTransaction) => (await tx.state()).cursor?.offset;
        const result = await storage.write(async (tx) => {
          const before = await cursor(tx);
          const told = await work({ ...tx, putRows: async (rows) => void later.push(rows) });
          if ((await cursor(tx)) === before) for (const rows of later.splice(0)) await tx.putRows(rows);
          return told;
        });
        for (const rows of later) await storage.write((tx) => tx.putRows(rows));
        return result;
      },
    }),
  },
  /** [F3] After a 409 the device goes on with the cursor it had. */
  keepsCursor: { engine: (engine) => ({ ...engine, mustRefetch: async (asked) => asked }) },
  /** [F5] What only the service writes stays, although the service has it no more. */
  keepsNotices: { storage: (storage) => withTransactions(storage, () => ({ deleteRows: nothing })) },
  /** [M3] An app drops the fields that it does not know. */
  dropsUnknown: {
    storage: (storage, collections) =>
      withTransactions(storage, (tx) => ({
        putRows: (rows) =>
          tx.putRows(
            rows.map((stored) => {
              const fields = collections[stored.collection]?.fields ?? {};
              const kept = Object.entries(stored.row).filter(
                ([name]) => name === 'stamps' || name === 'deletedAt' || Object.hasOwn(fields, name),
              );
              return { ...stored, row: Object.fromEntries(kept) as typeof stored.row };
            }),
          ),
      })),
  },
  /** [W1] A write that failed is reported as done. */
  pretendsStored: {
    engine: (engine) => ({
      ...engine,
      commit: (work, options) => engine.commit(work, options).catch(() => undefined as never),
    }),
  },
  /** [R2] Digests are compared, and nothing follows. */
  digestsDoNothing: { engine: (engine) => ({ ...engine, compareDigest: async () => 'equal' }) },
  /** [P1] [P6] A batch counts as accepted as a whole when one row of it is. */
  oneSpeaksForAll: {
    outcome: (outcome, request) => {
      if (outcome.kind !== 'reply' || !('verdicts' in outcome.reply)) return outcome;
      return outcome.reply.verdicts.some(({ verdict }) => verdict === 'accepted') ? acceptedAll(request) : outcome;
    },
  },
  /** A device that signs in brings one row of many. */
  bringsOneRow: {
    adopting: (storage) => withTransactions(storage, (tx) => ({ putRows: (rows) => tx.putRows(rows.slice(0, 1)) })),
  },
  /** Finishing on a device asks nobody whether everything is there. */
  finishesUnsent: { finishesUnsent: true },
  /** What waits for a learner who left goes by the browser's cookie. */
  deliversByCookie: { deliversByCookie: true },
} satisfies Record<string, PlantedBug>;
