import { createMemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import { settleAndCompare } from './at-rest.ts';
import { type Backend, createMemoryBackend } from './backend.ts';
import type { Fault } from './coverage.ts';
import { createDevice } from './device.ts';
import { createLedger } from './ledger.ts';
import { operate } from './operations.ts';
import type { OperationKind, Plan } from './plan.ts';
import { NO_BUG, type PlantedBug } from './planted-bug.ts';
import { deviceCollections } from './sample-collections.ts';
import { createService } from './service.ts';
import { createVirtualTime } from './virtual-time.ts';
import { createWorld, type OpenStorage, type World } from './world.ts';

export interface HistoryResult {
  /** What went wrong, or null. */
  failure: string | null;
  /** The same plan always gives the same hash. */
  traceHash: number;
  operations: OperationKind[];
  /** What really struck. */
  faults: Fault[];
}

export interface HistoryOptions {
  bug?: PlantedBug;
  /** A real database in place of memory. */
  backend?: Backend;
  /** Real databases of devices in place of memory. */
  devices?: RealDevices;
  awaits?: Pick<World, 'atAwait' | 'atAwaits' | 'atServiceAwait'>;
  print?: (line: string) => void;
}

/** Databases of devices that are more than memory, and say what they really hold. */
export interface RealDevices {
  open: OpenStorage;
  atWork(): Promise<void> | null;
  /** What is wrong with what they hold in the end, or null. */
  problem(): Promise<string | null>;
}

/** Plays one plan from beginning to end: operations and faults, then healing, rest and comparison. */
export const playHistory = async (plan: Plan, options: HistoryOptions = {}): Promise<HistoryResult> => {
  const collections = deviceCollections(options.backend !== undefined || options.devices !== undefined);
  let epochs = 0;
  const nextEpoch = () => `epoch${++epochs}`;
  const backend = options.backend ?? createMemoryBackend(collections, plan.learners, nextEpoch);
  const time = createVirtualTime(() => backend.atWork() ?? options.devices?.atWork() ?? null);
  const world = createWorld(
    {
      ...{ plan, time, backend, bug: options.bug ?? NO_BUG, collections },
      openStorage: options.devices?.open ?? createMemoryStorage,
      ...options.awaits,
    },
    options.print,
  );
  const ledger = createLedger();
  const service = createService(world, ledger, nextEpoch);
  // In memory it folds with every change; a real database only at rest, where it takes its time.
  if (backend.waits) service.onChange((learnerId) => void backend.derived(learnerId));
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
    const problem = await options.devices?.problem();
    if (problem) world.fail(problem);
  }
  return {
    failure: world.failure(),
    traceHash: world.traceHash(),
    operations: plan.operations.map(({ kind }) => kind),
    faults: [...world.faults()],
  };
};
