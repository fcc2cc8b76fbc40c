import type { Payload } from '@hornbook/shared/bundle/payload.ts';
import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { hasMore } from '@hornbook/shared/sync/merge.ts';
import type { FeedCursor, FeedOutcome } from '@hornbook/shared/sync/ports.ts';
import type { PushReply, PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { canonicalRow, planOf } from '@hornbook/shared/sync/row.ts';
import { applyCarried } from '../sync/apply-carried.ts';
import { applyPush } from '../sync/apply-push.ts';
import { type Behind, goOn } from '../sync/go-on-in-account.ts';
import type { ContentIndex, ServerRow } from '../sync/learner-store.ts';
import { storeNewThrough } from '../sync/store-new.ts';
import type { Snapshot } from './backend.ts';
import { createDice } from './dice.ts';
import { erased, gradesOf, jobOn } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import { DatabaseTrouble, mortalDatabase } from './mortal-database.ts';
import { NO_FAULTS } from './plan.ts';
import { notices, strictProfile } from './sample-collections.ts';
import { START_MS, UNPUBLISHED_LESSON } from './subjects.ts';
import type { World } from './world.ts';

const KILLED_MS = 3_000;
const JOIN_PAUSE_MS = 500;
const JOIN_NET_MS = 10_000;

type Cursor = Pick<FeedCursor, 'handle' | 'offset'>;
/** No answer when it is down or dies, an error when it stumbles. */
export type PushAnswer = PushReply | 'unauthorised' | 'error' | null;

/** The service as devices meet it: the real push code, a clock of its own, and a life of ups and downs. */
export interface Service {
  /** Its own time, right or wrong. */
  now(): number;
  isUp(): boolean;
  /** `session` is the learner whose cookie came along, if any. */
  push(session: string | null, request: PushRequest): Promise<PushAnswer>;
  /** [B4] Work that somebody carried here; whether it is from a device that is let in was asked before. */
  carry(learnerId: string, payload: Payload): Promise<void>;
  /** The one learner's rows go on in the other's, also what is still sent to the one. */
  join(learnerId: string, intoId: string): void;
  /** Whether a joined learner's rows have all been taken over. */
  isBehind(): Promise<boolean>;
  /** [F1] Only the session says whose feed it is; `scope`, the learner whom the device takes it to be. */
  page(session: string | null, scope: string, cursor: Cursor | null): Promise<FeedOutcome>;
  /** Called with the learner whenever their rows may have changed. */
  onChange(listen: (learnerId: string) => void): void;
  /** [M2] Whether the service ever gave these server-owned values of a row. */
  hasServed(learnerId: string, collection: Collection, key: string, row: AnyRow): boolean;
  stop(ms: number): void;
  /** kill -9: what is under way is undone, or done and never told. */
  kill(ms: number): void;
  /** Killed as soon as it is in the middle of a transaction. */
  doom(): void;
  /** Its database takes no connections, or drops them at the end of a transaction. */
  breakDatabase(ms: number): void;
  jumpClock(ms: number): void;
  publish(): void;
  upgrade(): void;
  backup(): Promise<void>;
  restore(): Promise<void>;
  rotateHandles(): void;
  /** A job writes something into a row: a later stamp for what it changes, or a grade. [S5] */
  job(learnerId: string, roll: number): Promise<void>;
  erase(learnerId: string, roll: number): Promise<void>;
  notice(learnerId: string): Promise<void>;
  /** All is well again, for good. */
  heal(): void;
  /** [S2] Pushes that were accepted in the present history, to be sent again at the end. */
  accepted(): readonly { learnerId: string; request: PushRequest }[];
  epochs(): number;
}

export const createService = (world: World, ledger: Ledger, nextEpoch: () => string): Service => {
  const { plan, time, backend, bug } = world;
  const dice = createDice(plan.seed, 'service');
  const known: Record<string, Collection> = { ...world.collections };
  if (plan.strictNames) known.profile = strictProfile;
  if (plan.olderServer) delete known.marks;
  let faults = plan.faults;
  let unpublished = plan.unpublished;
  let skewMs = 0;
  let latestTold = 0;
  let downUntil = 0;
  let doomed = false;
  let backups: Snapshot[] = [];
  let snapshots: { at: number; snapshot: Snapshot }[] = [];
  let acceptedPushes: { learnerId: string; request: PushRequest }[] = [];
  let epochs = 1;
  const served = new Map<string, Set<string>>();
  const listeners: ((learnerId: string) => void)[] = [];
  const now = () => START_MS + time.now() + skewMs;
  const learnerOf = (learnerId: string) => backend.learnerIds.indexOf(learnerId);
  const isUp = () => time.now() >= downUntil;
  const database = mortalDatabase(() => backend.withLearner, {
    now: time.now,
    chance: () => dice.chance(0.5),
    struck: () => world.struck('killed in tx'),
    // A real database would wait for virtual time, and virtual time for it.
    pause: () => {
      world.atServiceAwait?.(() => service.kill(1_000));
      if (doomed) service.kill(KILLED_MS);
      return faults.slowDatabase && backend.waits ? time.sleep(dice.int(4)) : null;
    },
  });

  const remember = (learnerId: string, name: string, key: string, row: AnyRow) => {
    const collection = world.collections[name];
    if (!collection || planOf(collection).server.length === 0) return;
    const id = `${learnerId}/${name}/${key}`;
    const values = served.get(id) ?? new Set();
    served.set(id, values.add(serverValues(collection, row)));
  };
  const changed = async (learnerId: string) => {
    if (faults.lagMs > 0) {
      const at = time.now();
      snapshots.push({ at, snapshot: await backend.snapshot() });
    }
    for (const listen of listeners) listen(learnerId);
  };
  const content: ContentIndex = {
    load: async () => ({
      unknown: (_collection, row) => (unpublished && row.lessonId === UNPUBLISHED_LESSON ? 'Not published yet.' : null),
      serverFields: (collection, row) => (collection === 'attempts' ? gradesOf(row) : {}),
    }),
  };

  const checkAccepted = async (learnerId: string, request: PushRequest, reply: PushReply) => {
    if (!('verdicts' in reply)) return;
    const pushed = new Map(request.rows.map((row) => [`${row.collection}/${row.key}`, row.row]));
    const names = [...new Set(reply.verdicts.filter(({ verdict }) => verdict !== 'wait').map((one) => one.collection))];
    if (names.length === 0) return;
    await backend.withLearner(learnerId, async (store) => {
      // Restored since: what was accepted may be gone.
      if (store.epoch !== reply.epoch) return;
      for (const name of names) {
        const verdicts = reply.verdicts.filter((one) => one.collection === name && one.verdict !== 'wait');
        const collection = known[name];
        const keys = verdicts.map(({ key }) => key);
        const stored = await store.rows(name, keys);
        for (const { verdict, key } of verdicts) {
          const there = stored.get(key)?.row;
          if (there) remember(learnerId, name, key, there);
          const row = pushed.get(`${name}/${key}`);
          if (verdict !== 'accepted' || !row || !collection) continue;
          if (!there || hasMore(collection, row, there)) world.fail(`accepted, but not stored: ${name}/${key}`);
        }
      }
    });
  };

  const change = async (
    learnerId: string,
    roll: number,
    work: (row: ServerRow, collection: Collection) => AnyRow | null,
  ): Promise<void> => {
    // Chosen outside the transaction: the embedded database has one session, and it would wait for itself.
    const rows = (await backend.stored(learnerId)).filter(({ collection }) => collection !== notices.name);
    const chosen = rows[roll % Math.max(1, rows.length)];
    const collection = chosen && world.collections[chosen.collection];
    if (!chosen || !collection) return;
    await backend.withLearner(learnerId, async (store) => {
      const stored = (await store.rows(chosen.collection, [chosen.key])).get(chosen.key);
      const row = stored && work(stored, collection);
      if (!row) return;
      await store.putRows(chosen.collection, [{ key: chosen.key, row }]);
      remember(learnerId, chosen.collection, chosen.key, row);
    });
  };

  const joined: Behind[] = [];
  let joining = false;
  const isBehindOf = async ({ learnerId, version }: Behind) => (await backend.clock(learnerId)).version > version;
  /** As the service does a moment after every change, and every now and then: here only when the last look came to nothing. */
  const joinAll = async (): Promise<void> => {
    if (joining) return joinSoon(JOIN_PAUSE_MS);
    if (!isUp()) return joinSoon(JOIN_NET_MS);
    joining = true;
    try {
      const { withLearner } = database;
      for (const behind of joined) {
        if (!(await isBehindOf(behind)) || (bug.joinsOnce && behind.version > 0)) continue;
        await goOn({ withLearner, content, collections: known, now }, backend.readFeed, behind, async (version) => {
          behind.version = Math.max(behind.version, version);
        });
        await changed(behind.intoId);
      }
    } catch (error) {
      if (!(error instanceof DatabaseTrouble)) throw error;
      joinSoon(JOIN_NET_MS);
    } finally {
      joining = false;
    }
  };
  const joinSoon = (ms: number) =>
    time.at(ms, () => void joinAll().catch((error) => world.fail(`joining broke: ${error}`)));

  const service: Service = {
    now,
    isUp,
    push: async (session, sent) => {
      if (!isUp() || dice.chance(faults.serverError)) return isUp() ? 'error' : null;
      const request = bug.received?.(sent, { now: now(), epoch: (await backend.clock(sent.learnerId)).epoch }) ?? sent;
      const learnerId = bug.sessionDecides && session ? session : request.learnerId;
      if (session !== learnerId) return 'unauthorised';
      latestTold = Math.max(latestTold, now());
      const life = database.life();
      const withLearner = bug.withLearner?.(database.withLearner, request) ?? database.withLearner;
      let reply: PushReply;
      try {
        const storeNew = storeNewThrough(withLearner);
        reply = await applyPush({ withLearner, storeNew, content, collections: known, now }, learnerId, request);
      } catch (error) {
        if (!(error instanceof DatabaseTrouble)) throw error;
        // It may have been stored all the same.
        await changed(learnerId);
        return life === database.life() ? 'error' : null;
      }
      await checkAccepted(learnerId, request, reply);
      if ('verdicts' in reply && reply.verdicts.length > 0) {
        if (reply.verdicts.every(({ verdict }) => verdict === 'accepted')) {
          acceptedPushes = [...acceptedPushes.slice(-19), { learnerId, request }];
        }
        await changed(learnerId);
      }
      if ('retry' in reply) world.struck(`retry ${reply.retry}`);
      else for (const { verdict } of reply.verdicts) if (verdict !== 'accepted') world.struck(verdict);
      return life === database.life() ? reply : null;
    },
    carry: async (learnerId, packed) => {
      if (!isUp()) return;
      const { withLearner } = database;
      const payload = bug.carried?.(packed, (await backend.clock(learnerId)).epoch) ?? packed;
      try {
        const outcome = await applyCarried({ withLearner, content, collections: known, now }, learnerId, payload);
        world.trace(`carried ${payload.rows.length} ${outcome}`);
      } catch (error) {
        if (!(error instanceof DatabaseTrouble)) throw error;
      }
      // Cut off in the middle, some of it may have been stored.
      await changed(learnerId);
    },
    join: (learnerId, intoId) => {
      if (joined.some((one) => one.learnerId === learnerId && one.intoId === intoId)) return;
      joined.push({ learnerId, intoId, version: 0 });
      joinSoon(0);
      service.onChange((changedId) => {
        if (changedId === learnerId) joinSoon(JOIN_PAUSE_MS);
      });
    },
    isBehind: async () => {
      for (const one of joined) if (!bug.joinsOnce && (await isBehindOf(one))) return true;
      return joining;
    },
    page: async (session, scope, cursor) => {
      if (session === null || (session !== scope && !bug.sessionDecides)) {
        world.struck('no session');
        return { kind: 'unauthorised' };
      }
      const learner = bug.feedOf?.(session, backend.learnerIds) ?? session;
      const late = snapshots.findLast(({ at }) => at <= time.now() - dice.int(faults.lagMs + 1))?.snapshot;
      if (late) world.struck('stale page');
      const outcome = await backend.page(learner, cursor, plan.pageRows, late);
      if (outcome.kind === 'must-refetch') world.struck('refetch 409');
      if (outcome.kind !== 'page') return outcome;
      for (const { collection, key, row } of outcome.page.rows) remember(session, collection, key, row);
      return bug.page ? { kind: 'page', page: bug.page(outcome.page, await backend.stored(session)) } : outcome;
    },
    onChange: (listen) => {
      listeners.push(listen);
    },
    hasServed: (learnerId, collection, key, row) =>
      served.get(`${learnerId}/${collection.name}/${key}`)?.has(serverValues(collection, row)) ?? false,
    stop: (ms) => {
      downUntil = Math.max(downUntil, time.now() + ms);
    },
    doom: () => {
      doomed = true;
    },
    kill: (ms) => {
      doomed = false;
      database.kill();
      service.stop(ms);
    },
    breakDatabase: (ms) => database.breakUntil(time.now() + ms),
    jumpClock: (ms) => {
      skewMs += ms;
    },
    publish: () => {
      unpublished = false;
    },
    upgrade: () => {
      Object.assign(known, world.collections, plan.strictNames ? { profile: strictProfile } : {});
    },
    backup: async () => {
      backups = [...backups, await backend.snapshot()].slice(-3);
    },
    restore: async () => {
      // The service is stopped for it.
      database.kill();
      epochs += 1;
      snapshots = [];
      acceptedPushes = [];
      await backend.restore(dice.pick([...backups, null]), bug.epochAfterRestore ?? nextEpoch());
      for (const learnerId of backend.learnerIds) await changed(learnerId);
    },
    rotateHandles: () => backend.rotateHandles(),
    job: async (learnerId, roll) => {
      await change(learnerId, roll, ({ row }, collection) => {
        const changedRow = jobOn(world, learnerId, collection, row, now());
        if (changedRow && collection.name === 'profile') {
          ledger.jobOverwrote(learnerOf(learnerId), 'profile/me/bio', row.bio, changedRow.bio, epochs);
        }
        return changedRow;
      });
      await changed(learnerId);
    },
    erase: async (learnerId, roll) => {
      await change(learnerId, roll, ({ row }) => erased(row, now()));
      await changed(learnerId);
    },
    notice: async (learnerId) => {
      const id = `n${world.serial() % 3}`;
      const row: AnyRow = { id, message: `notice ${world.serial()}`, stamps: {}, deletedAt: null };
      await backend.withLearner(learnerId, (store) => store.putRows(notices.name, [{ key: id, row }]));
      remember(learnerId, notices.name, id, row);
      await changed(learnerId);
    },
    heal: () => {
      faults = NO_FAULTS;
      doomed = false;
      database.heal();
      downUntil = 0;
      // A clock set back catches up with what it once told; until then, rightly, nothing later is taken.
      skewMs += Math.max(0, latestTold - now());
      snapshots = [];
      service.publish();
      service.upgrade();
      for (const learnerId of backend.learnerIds) void changed(learnerId);
    },
    accepted: () => acceptedPushes,
    epochs: () => epochs,
  };
  return service;
};

const serverValues = (collection: Collection, row: AnyRow): string =>
  planOf(collection)
    .server.map(({ name }) => JSON.stringify(row[name] ?? null))
    .join();

export const canonicalRows = (
  collections: Readonly<Record<string, Collection>>,
  rows: Iterable<{ collection: string; key: string; row: AnyRow }>,
): Map<string, string> => {
  const canonical = new Map<string, string>();
  for (const { collection: name, key, row } of rows) {
    const collection = collections[name];
    if (collection) canonical.set(`${name}/${key}`, canonicalRow(collection, row));
  }
  return canonical;
};
