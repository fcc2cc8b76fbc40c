import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

interface Holder {
  pid: number;
  host: string;
  /** When the kernel started the holder, in its own ticks; tells a pid that was given out again. Empty where unknown. */
  processStart: string;
  since: string;
  doing: string;
}

/** The data directory belongs to another process. */
export class DataDirectoryInUse extends Error {
  override name = 'DataDirectoryInUse';
}

const BEAT_MS = 5_000;
/** A holder on another host (a container that is gone) counts as dead after this long without a beat. */
const SILENT_MS = 30_000;
/** Taking a stale lock over is a matter of milliseconds; a guard older than this was left by a crash. */
const GUARD_MS = 10_000;

/**
 * Takes the data directory for this process alone, or throws DataDirectoryInUse naming the holder. Two PGlites on one
 * directory both open without a word and lose each other's rows, so this lock is all there is between them.
 */
export function lockDataDirectory(dataDir: string, doing: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'hornbook.lock');
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    processStart: processStart(process.pid),
    since: new Date().toISOString(),
    doing,
  };
  const text = JSON.stringify(mine);

  if (!create(file, text) && !(takeOver(file) && create(file, text)))
    throw new DataDirectoryInUse(refusal(dataDir, read(file)));

  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // The directory was removed under us; there is nothing left to guard.
    }
  }, BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    if (readText(file) === text) unlinkSync(file);
  };
}

const refusal = (dataDir: string, holder: Holder | null) =>
  [
    `The data directory ${dataDir} is in use`,
    holder
      ? ` by process ${holder.pid} on ${holder.host} (${holder.doing}, since ${holder.since}).`
      : ' by another process.',
    ` Stop that process first${holder && holder.host === hostname() ? ` (kill ${holder.pid})` : ''},`,
    ' or set HORNBOOK_DATA to another folder. The embedded database can serve one process only.',
  ].join('');

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock if its holder is dead. Only under a guard, or two newcomers could each remove the other's new lock. */
function takeOver(file: string): boolean {
  const guard = `${file}.takeover`;
  if (!makeGuard(guard)) return false;
  try {
    if (isHeld(file)) return false;
    unlinkSync(file);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(guard);
  }
}

function makeGuard(guard: string): boolean {
  for (const _try of [1, 2]) {
    try {
      mkdirSync(guard);
      return true;
    } catch {
      if (ageMs(guard) < GUARD_MS) return false;
      try {
        rmdirSync(guard);
      } catch {
        // Someone else cleared it.
      }
    }
  }
  return false;
}

function isHeld(file: string): boolean {
  const holder = read(file);
  // Created but not yet written: its holder is in the middle of taking it.
  if (!holder) return ageMs(file) < GUARD_MS;
  if (holder.host !== hostname()) return ageMs(file) < SILENT_MS;
  if (!isAlive(holder.pid)) return false;
  const started = processStart(holder.pid);
  return !started || !holder.processStart || started === holder.processStart;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function processStart(pid: number): string {
  const boot = readText('/proc/sys/kernel/random/boot_id')?.trim();
  const stat = readText(`/proc/${pid}/stat`);
  // The command may hold spaces and brackets: count the fields after its closing one.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return boot && ticks ? `${boot}/${ticks}` : '';
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readText(file) ?? '') as Holder;
  } catch {
    return null;
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
