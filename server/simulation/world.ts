import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { hashText } from '@hornbook/shared/sync/row.ts';
import type { Backend } from './backend.ts';
import type { PlantedBug } from './bugs.ts';
import type { Plan } from './plan.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What everything in one simulated history shares. */
export interface World {
  readonly plan: Plan;
  readonly time: VirtualTime;
  readonly backend: Backend;
  readonly bug: PlantedBug;
  /** What devices know; the service may know less. */
  readonly collections: Readonly<Record<string, Collection>>;
  /** A number nothing else in this history has. */
  serial(): number;
  /** Something that must never be: the history has failed. Only the first reason is kept. */
  fail(reason: string): void;
  failure(): string | null;
  /** A line of what happens. Equal plans give equal lines, and so equal hashes. */
  trace(line: string): void;
  traceHash(): number;
}

export const createWorld = (
  parts: Pick<World, 'plan' | 'time' | 'backend' | 'bug' | 'collections'>,
  print?: (line: string) => void,
): World => {
  let serials = 0;
  let failure: string | null = null;
  let hash = 0;
  const world: World = {
    ...parts,
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
  };
  return world;
};
