import { settleAndCompare } from './at-rest.ts';
import { type Backend, createMemoryBackend } from './backend.ts';
import { NO_BUG, type PlantedBug } from './bugs.ts';
import { createDevice } from './device.ts';
import { createLedger } from './ledger.ts';
import { operate } from './operations.ts';
import type { Plan } from './plan.ts';
import { deviceCollections } from './sample-collections.ts';
import { createService } from './service.ts';
import { createVirtualTime } from './virtual-time.ts';
import { createWorld } from './world.ts';

export interface HistoryResult {
  /** What went wrong, or null. */
  failure: string | null;
  /** The same plan always gives the same hash. */
  traceHash: number;
}

export interface HistoryOptions {
  bug?: PlantedBug;
  /** A real database in place of memory. */
  backend?: Backend;
  print?: (line: string) => void;
}

/** Plays one plan from beginning to end: operations and faults, then healing, rest and comparison. */
export const playHistory = async (plan: Plan, options: HistoryOptions = {}): Promise<HistoryResult> => {
  const collections = deviceCollections(options.backend !== undefined);
  let epochs = 0;
  const nextEpoch = () => `epoch${++epochs}`;
  const backend = options.backend ?? createMemoryBackend(collections, plan.learners, nextEpoch);
  const time = createVirtualTime(backend.atWork);
  const world = createWorld({ plan, time, backend, bug: options.bug ?? NO_BUG, collections }, options.print);
  const ledger = createLedger();
  const service = createService(world, ledger, nextEpoch);
  const devices = plan.devices.map((device, index) => createDevice(world, service, index, device));
  const fail = (error: unknown) => world.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));

  for (const operation of plan.operations) {
    time.at(operation.t, () => void operate(world, service, ledger, devices, operation).catch(fail));
  }
  const last = plan.operations.at(-1)?.t ?? 0;
  await time.run(() => world.failure() !== null, last + 1_000);
  if (!world.failure()) {
    world.trace('all is well again');
    service.heal();
    for (const device of devices) device.heal();
    await settleAndCompare(world, service, ledger, devices);
  }
  return { failure: world.failure(), traceHash: world.traceHash() };
};
