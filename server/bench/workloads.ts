import { setTimeout } from 'node:timers/promises';
import { type PlainAttempt, plainAttempts } from './attempt-rows.ts';
import type { BenchDevice, Contestant } from './contestant.ts';
import type { EditResult } from './edits.ts';
import type { Link } from './link-proxy.ts';
import { countProcessorTime, type ProcessorTimes } from './processor-time.ts';

export interface Measured {
  contestant: string;
  rows: number;
  localMs?: number;
  uploadMs?: number;
  uploadProcessor?: ProcessorTimes | undefined;
  uploadBytes?: { up: number; down: number };
  downloadMs?: number;
  downloadProcessor?: ProcessorTimes | undefined;
  downloadBytes?: { up: number; down: number };
  equal?: boolean;
  latencyMs?: { p50: number; p95: number };
  edits?: EditResult;
  flaky?: Record<string, FlakyResult>;
}

export interface FlakyResult {
  finished: boolean;
  ms: number;
  up: number;
  down: number;
  cuts: number;
}

export type Workload = 'W1' | 'W2' | 'W3' | 'W5' | 'W6';

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const QUIET_MS = 1_500;
const SINGLE_WRITES = 200;
const BETWEEN_WRITES_MS = 5;
const CUTS = { cutEveryMs: 4_000, downMs: 1_000 };
const PATIENCE_MS = 90_000;
const RATES = { '250 kB/s': 250_000, '60 kB/s': 60_000 };

/** The counts when nothing has passed for a while: what was uploaded has also come back to its sender. */
const whenQuiet = async (link: Link) => {
  let before = await link.counts();
  for (;;) {
    await setTimeout(QUIET_MS);
    const now = await link.counts();
    if (now.up === before.up && now.down === before.down) return now;
    before = now;
  }
};

/** Begins to count what processor time goes into a contestant. */
export const counterOf =
  ({ pid }: Contestant, databasePid: number) =>
  () =>
    pid ? countProcessorTime(pid, databasePid) : () => undefined;

/** Upload, download to a fresh device, and live latency between the two, of one learner. [W1 W2 W3 W4] */
export const measureClear = async (
  contestant: Contestant,
  link: Link,
  rows: readonly PlainAttempt[],
  wanted: ReadonlySet<Workload>,
  databasePid: number,
): Promise<Measured> => {
  const count = counterOf(contestant, databasePid);
  const measured: Measured = { contestant: contestant.name, rows: rows.length };
  const learner = await contestant.newLearner(link.port);
  const writer = await learner.device('writer');
  measured.localMs = await timed(() => writer.write(rows, 0));
  await link.reset();
  const usedUp = count();
  measured.uploadMs = await timed(() => {
    writer.connect();
    return writer.uploaded();
  });
  measured.uploadProcessor = usedUp();
  const afterUpload = await whenQuiet(link);
  measured.uploadBytes = { up: afterUpload.up, down: afterUpload.down };

  const reader = await learner.device('reader');
  if (wanted.has('W2') || wanted.has('W3')) {
    await writer.disconnect();
    await setTimeout(300);
    await link.reset();
    const usedDown = count();
    measured.downloadMs = await timed(() => {
      reader.connect();
      return reader.holds(rows.length);
    });
    measured.downloadProcessor = usedDown();
    const { up, down } = await link.counts();
    measured.downloadBytes = { up, down };
    measured.equal = reader.hash() === writer.hash();
  }
  if (wanted.has('W3')) {
    writer.connect();
    await setTimeout(QUIET_MS);
    measured.latencyMs = await measureLatency(writer, reader, rows.length);
  }
  await Promise.all([writer.disconnect(), reader.disconnect()]);
  return measured;
};

const measureLatency = async (writer: BenchDevice, reader: BenchDevice, written: number) => {
  const times: number[] = [];
  // The seed is another one: other ids than those that are there.
  for (const [index, row] of plainAttempts(SINGLE_WRITES, 2).entries()) {
    const arrived = reader.arrival(row.id);
    const begun = performance.now();
    await writer.write([row], written + index);
    await arrived;
    times.push(performance.now() - begun);
    await setTimeout(BETWEEN_WRITES_MS);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
};

/** Upload over a slow link that is cut every four seconds for one. [W6] */
export const measureFlaky = async (
  contestant: Contestant,
  link: Link,
  rows: readonly PlainAttempt[],
): Promise<Record<string, FlakyResult>> => {
  const results: Record<string, FlakyResult> = {};
  for (const [name, bytesPerSecond] of Object.entries(RATES)) {
    await link.reset();
    const learner = await contestant.newLearner(link.port, { chunked: true });
    const writer = await learner.device('writer');
    await writer.write(rows, 0);
    await link.reset({ bytesPerSecond, ...CUTS });
    const begun = performance.now();
    writer.connect();
    const impatient = new AbortController();
    const finished = await Promise.race([
      writer.uploaded().then(() => true),
      setTimeout(PATIENCE_MS, false, { signal: impatient.signal }).catch(() => false),
    ]);
    impatient.abort();
    const ms = performance.now() - begun;
    const { up, down, cuts } = await link.counts();
    results[name] = { finished, ms, up, down, cuts };
    await link.reset();
    await writer.disconnect();
  }
  return results;
};
