import { lockName } from './lead-if-free.ts';

type Work = (signal: AbortSignal) => Promise<void>;

/**
 * Runs `work` while this tab is the one that syncs; its signal ends when `until` does. With Web Locks the browser passes
 * the lock on, also when a tab dies. Resolves when the work has ended or leadership never came.
 */
export const lead = async (duty: string, work: Work, until: AbortSignal): Promise<void> => {
  const locks = globalThis.navigator?.locks;
  if (!locks) return leadByLease(duty, work, until);
  try {
    await locks.request(lockName(duty), { signal: until }, () => work(until));
  } catch (error) {
    if (!until.aborted) throw error;
  }
};

const BEAT_MS = 2_000;
const LEASE_MS = 8_000;

interface Lease {
  holder: string;
  until: number;
}

const readLease = (name: string): Lease | null => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Lease | null;
  } catch {
    return null;
  }
};

/**
 * Without Web Locks: a lease in localStorage, renewed by a heartbeat and free for the taking when it has run out. Two
 * may hold it for a moment; that costs a few requests and nothing else, because delivery is idempotent.
 */
const leadByLease = async (duty: string, work: Work, until: AbortSignal): Promise<void> => {
  const name = lockName(duty);
  const holder = crypto.randomUUID();
  const pause = () =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        until.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, BEAT_MS);
      until.addEventListener('abort', end);
    });
  const take = (): boolean => {
    const lease = readLease(name);
    if (lease && lease.holder !== holder && lease.until > Date.now()) return false;
    try {
      localStorage.setItem(name, JSON.stringify({ holder, until: Date.now() + LEASE_MS } satisfies Lease));
    } catch {
      // Neither locks nor anywhere to keep a lease: every tab that is looked at syncs.
      return true;
    }
    return readLease(name)?.holder === holder;
  };

  while (!until.aborted) {
    if (!take()) {
      await pause();
      continue;
    }
    const mine = new AbortController();
    const end = () => mine.abort();
    until.addEventListener('abort', end, { once: true });
    const beat = setInterval(() => {
      if (!take()) end();
    }, BEAT_MS);
    try {
      await work(mine.signal);
    } finally {
      clearInterval(beat);
      until.removeEventListener('abort', end);
      if (readLease(name)?.holder === holder) localStorage.removeItem(name);
    }
    await pause();
  }
};
