import { createEngine, type Engine } from '@hornbook/shared/sync/engine/engine.ts';
import type { Storage } from '@hornbook/shared/sync/ports.ts';
import { CrashedError, createMemoryStorage, type MemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import { createDice, type Dice } from './dice.ts';
import { createNetwork, type Network } from './network.ts';
import type { Service } from './service.ts';
import { START_MS } from './subjects.ts';
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
  /** How often the database was wiped. */
  wipes(): number;
  /** An open tab's engine, or null while all are closed. */
  engine(): Engine | null;
  openTab(): void;
  closeTab(): void;
  crash(): void;
  powerLoss(): void;
  wipe(): void;
  jumpClock(ms: number): void;
  heal(): void;
}

interface Tab {
  engine: Engine;
  alive: boolean;
  wake(): void;
}

export const createDevice = (
  world: World,
  service: Service,
  index: number,
  { learner, skewMs }: { learner: number; skewMs: number },
): Device => {
  const { plan, time, bug } = world;
  const name = `device${index}`;
  const learnerId = world.backend.learnerIds[learner] ?? '';
  const dice = createDice(plan.seed, name);
  const network = createNetwork(world, service, name, learnerId);
  const watch = watchCommit(world, service, { name, learner, learnerId });
  let skew = skewMs;
  let wipes = 0;
  let tabs: Tab[] = [];
  const replicaId = () => `d${index}w${String(bug.replicaOutlivesDatabase ? 0 : wipes).padStart(7, '0')}`;
  const storage = createMemoryStorage(replicaId(), {
    strict: !bug.notStrict,
    // Each transaction takes its time, in which tabs get in each other's way and devices die.
    turn: () => time.sleep(dice.int(4)),
    onCommit: (commit) => {
      watch(commit);
      for (const tab of tabs) tab.wake();
    },
  });
  const now = () => START_MS + time.now() + skew;

  const openTab = () => {
    const doze = createDoze(time);
    // A closed tab's engine can reach the storage no more.
    const guarded: Storage = {
      write: (work) => guard(() => storage.write((tx) => guard(() => work(tx)))),
      read: (work) => guard(() => storage.read((tx) => guard(() => work(tx)))),
    };
    const guard = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!tab.alive) throw new CrashedError();
      return work();
    };
    const engine = createEngine({
      learnerId,
      storage: bug.storage?.(guarded) ?? guarded,
      transport: {
        push: (request) => network.push(request).then((outcome) => bug.outcome?.(outcome, request) ?? outcome),
      },
      clock: { now },
      random: { next: () => dice.next() },
      collections: world.collections,
    });
    const tab: Tab = { engine: bug.engine?.(engine, guarded) ?? engine, alive: true, wake: doze.wake };
    tabs = [...tabs, tab];
    run(pushLoop(tab, doze.sleep), 'pushing');
    run(pullLoop(tab), 'pulling');
  };

  const run = (loop: Promise<void>, what: string) => {
    loop.catch((error: unknown) => {
      if (error instanceof CrashedError) return;
      world.fail(`${name} broke while ${what}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    });
  };

  const pushLoop = async (tab: Tab, sleep: (ms: number | null) => Promise<void>): Promise<void> => {
    while (tab.alive) {
      const next = await tab.engine.push();
      if (next.kind === 'idle') await sleep(next.ms);
      else if (next.kind === 'later' && !bug.neverWaits) await time.sleep(next.ms);
    }
  };

  const pullLoop = async (tab: Tab): Promise<void> => {
    let position = await tab.engine.position();
    for (let failures = 0; tab.alive; ) {
      const outcome = await network.page(position.cursor);
      if (!tab.alive) return;
      if (outcome.kind === 'page') {
        failures = 0;
        const taken = await tab.engine.applyPage(position, outcome.page);
        position = taken.position;
        if (taken.kind === 'applied' && outcome.page.upToDate) await network.live();
        // Another tab's writes move the stored cursor as well.
        position = await tab.engine.position();
      } else if (outcome.kind === 'must-refetch') {
        position = await tab.engine.mustRefetch(position);
      } else {
        failures = Math.min(6, failures + 1);
        await time.sleep(100 + dice.int(500 * 2 ** failures));
      }
    }
  };

  const end = () => {
    for (const tab of tabs) tab.alive = false;
    tabs = [];
  };

  const device: Device = {
    name,
    learner,
    learnerId,
    storage,
    network,
    dice,
    wipes: () => wipes,
    engine: () => (tabs.length > 0 ? dice.pick(tabs).engine : null),
    openTab: () => {
      if (tabs.length < 3) openTab();
    },
    closeTab: () => {
      const [first, ...rest] = tabs;
      if (first) first.alive = false;
      tabs = rest;
    },
    crash: () => {
      end();
      storage.crash();
    },
    powerLoss: () => {
      end();
      storage.powerLoss(1 + dice.int(3));
    },
    wipe: () => {
      end();
      wipes += 1;
      storage.wipe(replicaId());
    },
    jumpClock: (ms) => {
      skew += ms;
    },
    heal: () => {
      network.heal();
      network.setOnline(true);
      if (tabs.length === 0) openTab();
      for (const tab of tabs) tab.wake();
    },
  };
  network.onOnline(() => {
    for (const tab of tabs) tab.wake();
  });
  openTab();
  return device;
};

/** Sleeping that a write can end. */
const createDoze = (time: World['time']) => {
  let awake: () => void = () => undefined;
  let woken = false;
  return {
    wake: () => {
      woken = true;
      awake();
    },
    sleep: (ms: number | null): Promise<void> => {
      // What was written while the last push was under way must not be slept through.
      if (woken) {
        woken = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const mine = () => {
          if (awake !== mine) return;
          awake = () => undefined;
          woken = false;
          resolve();
        };
        awake = mine;
        if (ms !== null) time.at(ms, mine);
      });
    },
  };
};
