import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever the kernel's own clock. */
const TICK_MS = 10;

/** What one process has used and what its ended children had, ms; and whose child it is. */
const readStat = (pid: string): { parent: string; ms: number } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before may hold spaces and brackets.
    const [, parent = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(9, 13).reduce((sum, field) => sum + Number(field), 0);
    return { parent, ms: ticks * TICK_MS };
  } catch {
    // It has ended meanwhile.
    return null;
  }
};

/**
 * Processor time of a process and all below it since they began, ms; null where the system does not say. On a machine
 * with other work it says more than a stopwatch does: waiting for a processor is not in it.
 */
export const processorMs = (root: number): number | null => {
  const processes = new Map<string, { parent: string; ms: number }>();
  try {
    for (const name of readdirSync('/proc')) {
      const stat = /^\d+$/.test(name) ? readStat(name) : null;
      if (stat) processes.set(name, stat);
    }
  } catch {
    return null;
  }
  const isBelow = (pid: string): boolean => {
    const parent = processes.get(pid)?.parent;
    return pid === String(root) || (parent !== undefined && parent !== '0' && isBelow(parent));
  };
  let sum = 0;
  for (const [pid, { ms }] of processes) if (isBelow(pid)) sum += ms;
  return processes.has(String(root)) ? sum : null;
};

/** Processor time by who used it, ms. */
export interface ProcessorTimes {
  device: number;
  server: number;
  database: number;
}

/** Begins to count; the returned function says what has been used since. */
export const countProcessorTime = (server: number, database: number): (() => ProcessorTimes | undefined) => {
  const read = (): ProcessorTimes | undefined => {
    const { user, system } = process.cpuUsage();
    const [atServer, atDatabase] = [processorMs(server), processorMs(database)];
    if (atServer === null || atDatabase === null) return undefined;
    return { device: (user + system) / 1000, server: atServer, database: atDatabase };
  };
  const before = read();
  return () => {
    const after = read();
    if (!before || !after) return undefined;
    return {
      device: after.device - before.device,
      server: after.server - before.server,
      database: after.database - before.database,
    };
  };
};
