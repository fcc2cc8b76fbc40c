import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { createEngine, type Engine } from '@hornbook/shared/sync/engine/engine.ts';
import type { PushOutcome, Storage } from '@hornbook/shared/sync/ports.ts';
import type { PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { CrashedError, type MemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import { createFolds, type Folds } from './derived-folds.ts';
import { createDice, type Dice } from './dice.ts';
import { createDoze, createFreezer } from './doze.ts';
import { createNetwork, type Network } from './network.ts';
import { isLong, type Plan } from './plan.ts';
import { oldCollections } from './sample-collections.ts';
import type { Service } from './service.ts';
import { START_MS } from './subjects.ts';
import { StorageTrouble, troubledStorage } from './trouble.ts';
import { watchCommit } from './watch.ts';
import type { World } from './world.ts';

/** A browser with one learner's database and any number of open tabs, each with an engine of its own. */
export interface Device {
  readonly name: string;
  readonly learner: number;
  readonly learnerId: string;
  readonly storage: MemoryStorage;
  readonly network: Network;
  readonly dice: Dice;
  /** [D1] What it has folded of its attempts, commit by commit. */
  readonly folds: Folds;
  /** What the app that runs on it knows. */
  collections(): Readonly<Record<string, Collection>>;
  /** By its own clock, right or wrong. */
  now(): number;
  /** How often the database was wiped. */
  wipes(): number;
  /** How often what it alone had was lost for good: by a wipe, not by finishing, which gives nothing up. */
  losses(): number;
  /** Its learner has left, and it is somebody else's turn. */
  isLeft(): boolean;
  isOldApp(): boolean;
  /** Nothing strikes it any more. */
  isHealed(): boolean;
  /** By how much its clock is wrong. */
  skewMs(): number;
  /** An open tab's engine, or null while all are closed. */
  engine(): Engine | null;
  openTab(): void;
  /** Once so much time has passed. */
  later(ms: number, run: () => void): void;
  closeTab(): void;
  /** Every tab is closed. */
  away(): void;
  /** The learner opens the app, and closes it after a while. */
  visit(): void;
  crash(): void;
  powerLoss(): void;
  wipe(): void;
  /** Its learner leaves it to the next: what waits is delivered all the same. */
  leave(): void;
  /** All was sent and found there: nothing stays. */
  finish(): void;
  /** It is another learner's from now on, and never comes back as this one's. */
  retire(): void;
  jumpClock(ms: number): void;
  /** No room to write, or no connection to the database, for so long. */
  fill(ms: number): void;
  breakStorage(ms: number): void;
  /** The tabs stand still: nothing runs, and what arrives waits. */
  freeze(ms: number): void;
  /** Every tab is closed, and the app that opens next is another version. */
  install(app: 'old' | 'present'): void;
  /** A row that the service holds goes missing, and nobody knows why. [R2] */
  rot(): Promise<void>;
  heal(): void;
}

const VISIT_MS = 600_000;
const STORAGE_RETRY_MS = 5_000;
const SESSION_RETRY_MS = 5_000;
const DELIVER_AGAIN_MS = 60_000;
/** Nobody's app is open all the time over months. */
const DELIVER_AT_LEAST_MS = 6 * 3_600_000;
/** Having heard so often in a row that it must read from the beginning, a device that asks on does not do it. [F3] */
const REFETCHES = 50;
/** Counters would begin again at nothing: what was counted is then really lost. [W1] */
const ROTTING = new Set(['profile', 'enrollments']);

interface Tab {
  engine: Engine;
  alive: boolean;
  wake(): void;
}

export const createDevice = (
  world: World,
  service: Service,
  index: number,
  { learner, skewMs, oldApp }: Plan['devices'][number],
): Device => {
  const { plan, time, bug } = world;
  const name = `device${index}`;
  const learnerId = world.backend.learnerIds[learner] ?? '';
  const dice = createDice(plan.seed, name);
  const network = createNetwork(world, service, name, learnerId);
  const watch = watchCommit(world, service, { name, learner, learnerId, isOldApp: () => app === 'old' });
  let skew = skewMs;
  let wipes = 0;
  let losses = 0;
  let left = false;
  let retired = false;
  let tabs: Tab[] = [];
  let writing = 0;
  let visits = 0;
  let healed = false;
  let rotting = false;
  const frozen = createFreezer(time);
  const apps = { old: oldCollections(world.collections), present: world.collections };
  let app: keyof typeof apps = oldApp ? 'old' : 'present';
  const replicaId = () => `d${index.toString(36)}w${String(bug.replicaOutlivesDatabase ? 0 : wipes).padStart(7, '0')}`;
  const storage = world.openStorage(replicaId(), {
    strict: !bug.notStrict,
    // Each transaction takes its time, in which tabs get in each other's way and devices die.
    turn: () => time.sleep(dice.int(4)),
    onCommit: (commit) => {
      if (!rotting) watch(commit);
      folds.take(rowsIn(commit.before.keys()));
      for (const tab of tabs) tab.wake();
    },
  });
  const folds = createFolds();
  const rowsIn = (ids: Iterable<string>) =>
    [...ids].map((id) => {
      const slash = id.indexOf('/');
      const [collection, key] = [id.slice(0, slash), id.slice(slash + 1)];
      return { collection, key, row: storage.content().rows.get(id)?.row ?? null };
    });
  // What was folded lies in the same database as the rows, and goes back with them.
  const foldAnew = () => folds.restart(rowsIn(storage.content().rows.keys()));
  const troubled = troubledStorage(storage, time.now, world.struck);
  const now = () => START_MS + time.now() + skew;

  /** What a page can do that is about this database: nothing any more, once it is closed. */
  const makeTab = (send: (request: PushRequest) => Promise<PushOutcome>, wake: () => void): Tab => {
    // A closed tab's engine can reach the storage no more.
    const guarded: Storage = {
      write: (work) => {
        writing += 1;
        return guard(() => troubled.storage.write((tx) => guard(() => work(tx)))).finally(() => {
          writing -= 1;
        });
      },
      read: (work) => guard(() => troubled.storage.read((tx) => guard(() => work(tx)))),
    };
    const guard = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!tab.alive) throw new CrashedError();
      return work();
    };
    const collections = apps[app];
    const bugged = bug.storage?.(guarded, collections) ?? guarded;
    const seen = world.atAwaits?.(device, bugged) ?? bugged;
    const engine = createEngine({
      learnerId,
      storage: seen,
      transport: {
        push: async (request) => {
          await world.atAwait?.(device, 'before a push leaves');
          const outcome = await send(request);
          await frozen.thawed();
          await world.atAwait?.(device, 'before an answer is read');
          return bug.outcome ? bug.outcome(outcome, request, guarded) : outcome;
        },
      },
      clock: { now },
      random: { next: () => dice.next() },
      collections,
    });
    const tab: Tab = { engine: bug.engine?.(engine, guarded) ?? engine, alive: true, wake };
    return tab;
  };

  const openTab = () => {
    if (retired) return;
    // Whoever comes back leads; a page of somebody else's has nothing more to bring.
    stopDelivering();
    left = false;
    const doze = createDoze(time);
    const tab = makeTab(network.push, doze.wake);
    tabs = [...tabs, tab];
    run(pushLoop(tab, doze.sleep), 'pushing');
    run(pullLoop(tab), 'pulling');
  };

  let courier: Tab | null = null;
  const stopDelivering = () => {
    if (courier) courier.alive = false;
    courier = null;
  };
  /** A page of another learner's brings what waits here, by a ticket; it reads nothing for them. */
  const startDelivering = () => {
    const tab = makeTab(network.deliver, () => undefined);
    courier = tab;
    let waitMs = DELIVER_AGAIN_MS;
    const deliver = despiteTrouble(tab, async () => {
      await frozen.thawed();
      await tab.engine.release();
      while ((await tab.engine.push()).kind === 'again') {
        // Until nothing is left that goes now.
      }
      await time.sleep(waitMs);
      waitMs = Math.min(DELIVER_AT_LEAST_MS, 2 * waitMs);
    });
    run(deliver, 'delivering');
  };

  const run = (loop: Promise<void>, what: string) => {
    loop.catch((error: unknown) => {
      if (error instanceof CrashedError) return;
      world.fail(`${name} broke while ${what}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    });
  };

  /** As the app does: a database in trouble may be well again after a while. */
  const despiteTrouble = async (tab: Tab, step: () => Promise<void>): Promise<void> => {
    while (tab.alive) {
      try {
        await step();
      } catch (error) {
        if (!(error instanceof StorageTrouble)) throw error;
        await time.sleep(STORAGE_RETRY_MS);
      }
    }
  };

  const claim = async (): Promise<void> => {
    if (!(await network.claim())) await time.sleep(SESSION_RETRY_MS);
  };

  const pushLoop = (tab: Tab, sleep: (ms: number | null) => Promise<void>): Promise<void> =>
    despiteTrouble(tab, async () => {
      await frozen.thawed();
      const next = await tab.engine.push();
      if (next.kind === 'idle') await sleep(next.ms);
      else if (next.kind === 'unauthorised') await claim();
      else if (next.kind === 'later' && !bug.neverWaits) {
        await time.sleep(next.ms);
        await network.online();
      }
    });

  const pullLoop = (tab: Tab): Promise<void> => {
    let failures = 0;
    let refetches = 0;
    return despiteTrouble(tab, async () => {
      // Another tab's writes move the stored cursor as well.
      const position = await tab.engine.position();
      const outcome = await network.page(position.cursor);
      await frozen.thawed();
      if (!tab.alive) return;
      await world.atAwait?.(device, 'before a page is read');
      if (outcome.kind === 'page') {
        failures = 0;
        refetches = 0;
        const taken = await tab.engine.applyPage(position, outcome.page);
        if (taken.kind === 'applied' && outcome.page.upToDate) await network.live();
      } else if (outcome.kind === 'must-refetch') {
        await tab.engine.mustRefetch(position);
        refetches += 1;
        if (refetches === REFETCHES) world.fail(`${name} heard ${REFETCHES} times in a row to read from the beginning`);
      } else if (outcome.kind === 'unauthorised') {
        await claim();
      } else {
        failures = Math.min(6, failures + 1);
        await time.sleep(100 + dice.int(500 * 2 ** failures));
        await network.online();
      }
    });
  };

  const end = () => {
    if (writing > 0) world.struck('died writing');
    writing = 0;
    for (const tab of tabs) tab.alive = false;
    tabs = [];
    stopDelivering();
  };

  /** Over days, an app is used for a while and closed. */
  const closeLater = () => {
    if (!isLong(plan)) return;
    visits += 1;
    const mine = visits;
    time.at(VISIT_MS, () => {
      if (mine === visits && !healed) end();
    });
  };

  const device: Device = {
    name,
    learner,
    learnerId,
    storage,
    network,
    dice,
    folds,
    now,
    wipes: () => wipes,
    losses: () => losses,
    isLeft: () => left,
    skewMs: () => skew,
    isOldApp: () => app === 'old',
    isHealed: () => healed,
    engine: () => (tabs.length > 0 && !frozen.isFrozen() ? dice.pick(tabs).engine : null),
    collections: () => apps[app],
    openTab: () => {
      if (tabs.length < 3) openTab();
      closeLater();
    },
    closeTab: () => {
      const [first, ...rest] = tabs;
      if (first) first.alive = false;
      tabs = rest;
    },
    later: time.at,
    away: end,
    visit: () => {
      // Somebody else has the device.
      if (left) return;
      if (tabs.length === 0) openTab();
      closeLater();
    },
    crash: () => {
      end();
      storage.crash();
    },
    powerLoss: () => {
      end();
      storage.powerLoss(1 + dice.int(3));
      foldAnew();
    },
    wipe: () => {
      end();
      wipes += 1;
      losses += 1;
      storage.wipe(replicaId());
      foldAnew();
    },
    leave: () => {
      end();
      left = true;
      visits += 1;
      startDelivering();
    },
    finish: () => {
      end();
      wipes += 1;
      storage.wipe(replicaId());
      foldAnew();
    },
    retire: () => {
      end();
      retired = true;
      losses += 1;
    },
    jumpClock: (ms) => {
      skew += ms;
    },
    fill: (ms) => troubled.fillUntil(time.now() + ms),
    breakStorage: (ms) => troubled.breakUntil(time.now() + ms),
    freeze: frozen.freeze,
    install: (next) => {
      if (next === app) return;
      const wasLeft = left;
      end();
      app = next;
      closeLater();
      if (wasLeft) startDelivering();
      else openTab();
    },
    rot: async () => {
      const rotten = storage.write(async (tx) => {
        const { state, rows, outbox } = storage.content();
        const held = [...rows].filter(
          ([id, row]) => ROTTING.has(row.collection) && row.epoch === state.epoch && row.version > 0 && !outbox.has(id),
        );
        const chosen = held[dice.int(held.length)]?.[1];
        rotting = chosen !== undefined;
        if (chosen) await tx.deleteRows(chosen.collection, [chosen.key]);
      });
      // A database that is not open just now does not change either.
      await rotten.catch((error) => {
        if (!(error instanceof CrashedError)) throw error;
      });
      rotting = false;
    },
    heal: () => {
      healed = true;
      network.heal();
      troubled.heal();
      frozen.thaw();
      device.install('present');
      network.setOnline(true);
      if (left) device.leave();
      else if (tabs.length === 0) openTab();
      for (const tab of tabs) tab.wake();
    },
  };
  network.onOnline(() => {
    for (const tab of tabs) tab.wake();
  });
  device.visit();
  return device;
};
