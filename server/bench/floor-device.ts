import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { canonicalValue } from '@hornbook/shared/sync/row.ts';
import type { PlainAttempt } from './attempt-rows.ts';
import type { BenchDevice } from './contestant.ts';

const zip = promisify(gzip);
const RETRY_MS = 100;

/** The floor's device: a map of rows, a list of those unsent, one request after another. */
export const floorDevice = (
  origin: string,
  { chunkRows, reads }: { chunkRows: number; reads: boolean },
): BenchDevice => {
  const rows = new Map<string, PlainAttempt>();
  let unsent: PlainAttempt[] = [];
  let cursor = 0;
  let online: AbortController | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let wake = () => {};
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watch of [...watchers]) watch();
  };
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const watch = () => {
        if (!condition()) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
    });
  const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS));

  const send = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const batch = unsent.slice(0, chunkRows);
      if (batch.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      try {
        const response = await fetch(`${origin}/push`, {
          method: 'POST',
          body: await zip(JSON.stringify(batch), { level: 6 }),
          signal,
        });
        await response.text();
        if (!response.ok) throw new Error(`The floor answered ${response.status}.`);
        unsent = unsent.slice(batch.length);
        changed();
      } catch {
        if (!signal.aborted) await pause();
      }
    }
  };
  const read = async (signal: AbortSignal) => {
    let wait = '';
    while (!signal.aborted) {
      try {
        const response = await fetch(`${origin}/since?cursor=${cursor}${wait}`, { signal });
        const page = (await response.json()) as { cursor: number; rows: PlainAttempt[] };
        for (const row of page.rows) rows.set(row.id, row);
        cursor = page.cursor;
        wait = '&wait=1';
        changed();
      } catch {
        if (!signal.aborted) await pause();
      }
    }
  };

  return {
    write: async (some) => {
      for (const row of some) rows.set(row.id, row);
      unsent = unsent.concat(some);
      wake();
    },
    connect: () => {
      online = new AbortController();
      running = Promise.all([send(online.signal), reads ? read(online.signal) : null]);
    },
    disconnect: async () => {
      online?.abort();
      wake();
      await running;
    },
    uploaded: () => until(() => unsent.length === 0),
    holds: (count) => until(() => rows.size >= count),
    hash: () => {
      const hash = createHash('sha256');
      for (const id of [...rows.keys()].sort()) hash.update(canonicalValue(rows.get(id)));
      return hash.digest('hex');
    },
    arrival: (id) => until(() => rows.has(id)),
  };
};
