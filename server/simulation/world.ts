import type { Payload } from '@hornbook/shared/bundle/payload.ts';
import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import type { Storage, StoredRow } from '@hornbook/shared/sync/ports.ts';
import { hashText } from '@hornbook/shared/sync/row.ts';
import type { MemoryStorage, MemoryStorageOptions } from '@hornbook/shared/testing/memory-storage.ts';
import type { Backend } from './backend.ts';
import type { Fault } from './coverage.ts';
import type { Device } from './device.ts';
import type { Plan } from './plan.ts';
import type { PlantedBug } from './planted-bug.ts';
import type { VirtualTime } from './virtual-time.ts';

export type OpenStorage = (replicaId: string, options: MemoryStorageOptions) => MemoryStorage;

/** What everything in one simulated history shares. */
export interface World {
  readonly plan: Plan;
  readonly time: VirtualTime;
  readonly backend: Backend;
  readonly bug: PlantedBug;
  /** What devices know; the service may know less. */
  readonly collections: Readonly<Record<string, Collection>>;
  /** Opens a device's database: in memory, or a real one. */
  readonly openStorage: OpenStorage;
  /** Whoever counts the awaits of a device's engine, and may end it at one of them. */
  readonly atAwait?: (device: Device, where: string) => Promise<void>;
  readonly atAwaits?: (device: Device, storage: Storage) => Storage;
  /** The same of the service's awaits within a push; `kill` ends its process. */
  readonly atServiceAwait?: (kill: () => void) => void;
  /** What is under way by hand: whoever has it may bring it, as often as they like. */
  readonly pocket: PackedByHand[];
  /** Learners whose rows go on in another one's, by number. */
  readonly joined: Map<number, number>;
  /** What devices brought along into an account. */
  readonly brought: Brought[];
  /** A number nothing else in this history has. */
  serial(): number;
  /** Something that must never be: the history has failed. Only the first reason is kept. */
  fail(reason: string): void;
  failure(): string | null;
  /** A line of what happens. Equal plans give equal lines, and so equal hashes. */
  trace(line: string): void;
  traceHash(): number;
  /** A fault has really struck, whatever was planned. */
  struck(fault: Fault): void;
  faults(): ReadonlySet<Fault>;
}

/** Rows of a device when it signed in, as they then were, and the device that has them since. */
export interface Brought {
  by: Device;
  generation: number;
  /** The service's time then. */
  at: number;
  rows: readonly StoredRow[];
}

/** A bundle as far as the rules of sync are about it: its seal and signature are tested elsewhere. */
export interface PackedByHand {
  kind: 'waiting' | 'own';
  learnerId: string;
  /** Name of the device that made it. */
  by: string;
  payload: Payload;
}

export const createWorld = (
  parts: Pick<
    World,
    'plan' | 'time' | 'backend' | 'bug' | 'collections' | 'openStorage' | 'atAwait' | 'atAwaits' | 'atServiceAwait'
  >,
  print?: (line: string) => void,
): World => {
  let serials = 0;
  let failure: string | null = null;
  let hash = 0;
  const faults = new Set<Fault>();
  const world: World = {
    ...parts,
    pocket: [],
    joined: new Map(),
    brought: [],
    serial: () => {
      serials += 1;
      return serials;
    },
    fail: (reason) => {
      world.trace(`FAILED ${reason}`);
      failure ??= `at ${parts.time.now()} ms: ${reason}`;
    },
    failure: () => failure,
    trace: (line) => {
      hash = (hash * 31 + hashText(`${parts.time.now()} ${line}`)) % 2 ** 47;
      print?.(`${String(parts.time.now()).padStart(9)} ${line}`);
    },
    traceHash: () => hash,
    struck: (fault) => void faults.add(fault),
    faults: () => faults,
  };
  return world;
};
