import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { tickHlc } from '@hornbook/shared/sync/hlc.ts';
import { hasMore } from '@hornbook/shared/sync/merge.ts';
import type { FeedCursor, FeedOutcome } from '@hornbook/shared/sync/ports.ts';
import type { PushReply, PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { canonicalRow, planOf } from '@hornbook/shared/sync/row.ts';
import { applyPush } from '../sync/apply-push.ts';
import type { ContentIndex, ServerRow } from '../sync/learner-store.ts';
import type { Backup } from '../sync/memory-store.ts';
import { createDice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import { NO_FAULTS } from './plan.ts';
import { notices, strictProfile } from './sample-collections.ts';
import { START_MS, UNPUBLISHED_LESSON } from './subjects.ts';
import type { World } from './world.ts';

/** The service as devices meet it: the real push code, a clock of its own, and a life of ups and downs. */
export interface Service {
  /** Its own time, right or wrong. */
  now(): number;
  isUp(): boolean;
  /** Null when it is down or stumbles. */
  push(learnerId: string, request: PushRequest): Promise<PushReply | null>;
  page(learnerId: string, cursor: Pick<FeedCursor, 'handle' | 'offset'> | null): Promise<FeedOutcome>;
  /** Called with the learner whenever their rows may have changed. */
  onChange(listen: (learnerId: string) => void): void;
  /** [M2] Whether the service ever gave these server-owned values of a row. */
  hasServed(learnerId: string, collection: Collection, key: string, row: AnyRow): boolean;
  stop(ms: number): void;
  jumpClock(ms: number): void;
  publish(): void;
  upgrade(): void;
  backup(): void;
  restore(): void;
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
  let backups: Backup[] = [];
  let snapshots: { at: number; backup: Backup }[] = [];
  let acceptedPushes: { learnerId: string; request: PushRequest }[] = [];
  let epochs = 1;
  const served = new Map<string, Set<string>>();
  const listeners: ((learnerId: string) => void)[] = [];
  const now = () => START_MS + time.now() + skewMs;
  const isUp = () => time.now() >= downUntil;

  const remember = (learnerId: string, name: string, key: string, row: AnyRow) => {
    const collection = world.collections[name];
    if (!collection || planOf(collection).server.length === 0) return;
    const id = `${learnerId}/${name}/${key}`;
    const values = served.get(id) ?? new Set();
    served.set(id, values.add(serverValues(collection, row)));
  };
  const changed = (learnerId: string) => {
    if (faults.lagMs > 0 && backend.whole) snapshots.push({ at: time.now(), backup: backend.whole.backup() });
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

  const service: Service = {
    now,
    isUp,
    push: async (learnerId, request) => {
      if (!isUp() || dice.chance(faults.serverError)) return null;
      latestTold = Math.max(latestTold, now());
      const withLearner = bug.withLearner?.(backend.withLearner, request) ?? backend.withLearner;
      const reply = await applyPush({ withLearner, content, collections: known, now }, learnerId, request);
      await checkAccepted(learnerId, request, reply);
      if ('verdicts' in reply && reply.verdicts.length > 0) {
        if (reply.verdicts.every(({ verdict }) => verdict === 'accepted')) {
          acceptedPushes = [...acceptedPushes.slice(-19), { learnerId, request }];
        }
        changed(learnerId);
      }
      return reply;
    },
    page: async (learnerId, cursor) => {
      const learner = bug.feedOf?.(learnerId, backend.learnerIds) ?? learnerId;
      const late = snapshots.findLast(({ at }) => at <= time.now() - dice.int(faults.lagMs + 1))?.backup;
      const outcome = await backend.page(learner, cursor, plan.pageRows, late);
      if (outcome.kind !== 'page') return outcome;
      for (const { collection, key, row } of outcome.page.rows) remember(learnerId, collection, key, row);
      return bug.page ? { kind: 'page', page: bug.page(outcome.page, await backend.stored(learnerId)) } : outcome;
    },
    onChange: (listen) => {
      listeners.push(listen);
    },
    hasServed: (learnerId, collection, key, row) =>
      served.get(`${learnerId}/${collection.name}/${key}`)?.has(serverValues(collection, row)) ?? false,
    stop: (ms) => {
      downUntil = Math.max(downUntil, time.now() + ms);
    },
    jumpClock: (ms) => {
      skewMs += ms;
    },
    publish: () => {
      unpublished = false;
    },
    upgrade: () => {
      Object.assign(known, world.collections, plan.strictNames ? { profile: strictProfile } : {});
    },
    backup: () => {
      if (backend.whole) backups = [...backups, backend.whole.backup()].slice(-3);
    },
    restore: () => {
      const backup = dice.pick([...backups, { learners: new Map() }]);
      epochs += 1;
      snapshots = [];
      acceptedPushes = [];
      backend.whole?.restore(backup, bug.epochAfterRestore ?? nextEpoch());
      for (const learnerId of backend.learnerIds) changed(learnerId);
    },
    rotateHandles: () => backend.whole?.rotateHandles(),
    job: async (learnerId, roll) => {
      await change(learnerId, roll, ({ row }, collection) => {
        const changedRow = jobOn(world, learnerId, collection, row, now());
        if (changedRow && collection.name === 'profile') {
          ledger.jobOverwrote(Number(learnerId.at(-1)), 'profile/me/bio', row.bio, changedRow.bio, epochs);
        }
        return changedRow;
      });
      changed(learnerId);
    },
    erase: async (learnerId, roll) => {
      await change(learnerId, roll, ({ row }) => {
        const stamp = tickHlc(row.stamps.deletedAt ?? '', now(), 'server0000');
        return { ...row, deletedAt: row.deletedAt ?? now(), stamps: { ...row.stamps, deletedAt: stamp } };
      });
      changed(learnerId);
    },
    notice: async (learnerId) => {
      const id = `n${world.serial() % 3}`;
      const row: AnyRow = { id, message: `notice ${world.serial()}`, stamps: {}, deletedAt: null };
      await backend.withLearner(learnerId, (store) => store.putRows(notices.name, [{ key: id, row }]));
      remember(learnerId, notices.name, id, row);
      changed(learnerId);
    },
    heal: () => {
      faults = NO_FAULTS;
      downUntil = 0;
      // A clock set back catches up with what it once told; until then, rightly, nothing later is taken.
      skewMs += Math.max(0, latestTold - now());
      snapshots = [];
      service.publish();
      service.upgrade();
      for (const learnerId of backend.learnerIds) changed(learnerId);
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

/** Grades as a stand-in for the real ones: computed from the merged row alone. */
const gradesOf = (row: AnyRow): Record<string, unknown> => {
  const answers = Object.keys((row.answers ?? {}) as object).length;
  return { earnedPoints: answers, possiblePoints: 10, effectiveAt: row.completedAt ?? null };
};

const jobOn = (world: World, learnerId: string, collection: Collection, row: AnyRow, now: number): AnyRow | null => {
  if (collection.name === 'attempts') return { ...row, possiblePoints: 10 + world.serial() };
  if (collection.name !== 'profile') return null;
  const stamp = tickHlc(row.stamps.bio ?? '', now, 'server0000');
  const stamps = world.bug.jobsGiveNoStamp ? row.stamps : { ...row.stamps, bio: stamp };
  return { ...row, bio: `L${learnerId.at(-1)} job ${world.serial()}`, stamps };
};

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
