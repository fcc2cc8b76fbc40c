/**
 * Hybrid logical clock readings as text, so that comparing text compares time:
 * `<12 hex digits of milliseconds>-<4 hex digits of a counter>-<replica id>`.
 */

/** Replica id of stamps the database itself gives when a job or a person at psql changes a synced row. [S5] */
export const SERVER_REPLICA_ID = 'server0000';

const COUNTERS = 0x10000;
const WELL_FORMED = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-z]{10}$/;
const REPLICA_ID = /^[0-9a-z]{10}$/;

export const isHlc = (value: unknown): value is string => typeof value === 'string' && WELL_FORMED.test(value);
export const isReplicaId = (value: unknown): value is string => typeof value === 'string' && REPLICA_ID.test(value);

export const formatHlc = (ms: number, counter: number, replicaId: string): string =>
  `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${replicaId}`;

/** Milliseconds of a reading; 0 for none. */
export const hlcMs = (stamp: string | undefined): number => (stamp ? Number.parseInt(stamp.slice(0, 12), 16) : 0);

const hlcCounter = (stamp: string): number => Number.parseInt(stamp.slice(13, 17), 16);

/** The next reading after `last` ('' for none) at device time `now`. [C1] */
export const tickHlc = (last: string, now: number, replicaId: string): string => {
  const lastMs = hlcMs(last);
  if (now > lastMs) return formatHlc(Math.floor(now), 0, replicaId);
  const counter = last ? hlcCounter(last) + 1 : 0;
  return counter < COUNTERS ? formatHlc(lastMs, counter, replicaId) : formatHlc(lastMs + 1, 0, replicaId);
};

/** The later of two readings; '' is earlier than any. */
export const laterHlc = (a: string, b: string): string => (a > b ? a : b);
