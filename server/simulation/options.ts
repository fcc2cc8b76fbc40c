import { parseArgs } from 'node:util';
import { type BugName, bugs } from './bugs.ts';

export const HELP = `npm run sim -- [options]
  --seconds N       plays histories for so long (60)
  --histories N     plays so many instead
  --soak N          the same as --seconds
  --seed N          the first seed (one never used before); each history takes the next
  --backend NAME    memory, or pglite for real SQL (memory)
  --plan FILE       plays the plan of a file once, as a failure leaves it
  --trace           prints what happens; for one history
  --bug NAME        plants a bug, to see it caught: ${Object.keys(bugs).join(', ')}
  --processes N     how many at a time (memory: 2)`;

export interface SimulationOptions {
  seconds: number;
  histories: number | null;
  seed: number;
  /** Nobody asked for this seed. */
  isFresh: boolean;
  backend: 'memory' | 'pglite';
  plan: string | null;
  trace: boolean;
  bug: BugName | null;
  processes: number;
}

/** Reads the command line; throws a message for whoever typed it. `fresh` is the seed where none is given. */
export const parseOptions = (argv: string[], fresh = 1): SimulationOptions => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: argv,
    options: {
      seconds: text,
      soak: text,
      histories: text,
      seed: text,
      backend: text,
      plan: text,
      bug: text,
      processes: text,
      trace: { type: 'boolean' },
    },
  });
  const number = (name: 'seconds' | 'soak' | 'histories' | 'seed' | 'processes', usual: number): number => {
    const given = values[name];
    if (given === undefined) return usual;
    const value = Number(given);
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} must be a whole number, not "${given}".`);
    return value;
  };
  const backend = values.backend ?? 'memory';
  if (backend !== 'memory' && backend !== 'pglite') throw new Error(`--backend is memory or pglite, not "${backend}".`);
  if (values.bug !== undefined && !(values.bug in bugs)) throw new Error(`There is no bug "${values.bug}".`);
  return {
    seconds: values.soak === undefined ? number('seconds', 60) : number('soak', 60),
    histories: values.histories === undefined ? null : number('histories', 0),
    seed: number('seed', fresh),
    isFresh: values.seed === undefined && values.plan === undefined,
    backend,
    plan: values.plan ?? null,
    trace: values.trace ?? false,
    bug: (values.bug as BugName | undefined) ?? null,
    processes: Math.max(1, number('processes', backend === 'memory' ? 2 : 1)),
  };
};
