import { hlcMs } from '../hlc.ts';
import type { OutboxEntry } from '../ports.ts';
import { LEAD_MS, MAX_BATCH_GZIP_BYTES, PROTOCOL, type PushedRow, type PushRequest } from '../protocol.ts';
import { rowToWire } from '../row.ts';
import { latestStamp } from '../stamps.ts';
import type { EngineContext } from './context.ts';

// Packed and gzipped, names and what repeats cost next to nothing, numbers a few bytes, ids less than half of theirs,
// prose about half. What a guess gets wrong, the server's answer "too large" puts right.
const PROSE_FROM = 100;
const gzipBytes = (value: unknown): number => {
  if (typeof value === 'string') return value.length * (value.length < PROSE_FROM ? 0.2 : 0.5);
  if (typeof value !== 'object' || value === null) return 2;
  let bytes = 0;
  for (const name in value) bytes += gzipBytes((value as Record<string, unknown>)[name]);
  return bytes;
};

export interface Batch {
  request: PushRequest;
  entries: OutboxEntry[];
  /** [C3] Rows are left out whose stamps the server would refuse: it must be asked for the time. */
  tooEarly: boolean;
}

/** What to send now, read in one transaction: entries, whole rows, epoch and `heard` belong together. [P1] */
export const readBatch = (
  { storage, collections, learnerId, clock }: EngineContext,
  maxRows: number,
  onTheirWay: ReadonlySet<string>,
): Promise<Batch> =>
  storage.read(async (tx) => {
    const state = await tx.state();
    // One more than are sent: whether there is one is said. [P7]
    const first = await tx.outbox(maxRows + onTheirWay.size + 1, clock.now());
    const unsent = first.filter((entry) => !onTheirWay.has(nameOf(entry)));
    const due = unsent.slice(0, maxRows);
    let more = unsent.length > maxRows;
    const rows: PushedRow[] = [];
    const entries: OutboxEntry[] = [];
    let tooEarly = false;
    let bytes = 0;
    for (const [collection, some] of byCollection(due)) {
      const definition = collections[collection];
      const found = await tx.rows(
        collection,
        some.map(({ key }) => key),
      );
      for (const [index, entry] of some.entries()) {
        const stored = found[index];
        if (!definition || !stored) continue;
        // Stamps of other replicas came from the server, which will hardly refuse them. [C3]
        if (hlcMs(latestStamp(definition, stored.row, state.replicaId)) > state.heard + LEAD_MS) {
          tooEarly = true;
          continue;
        }
        const row = rowToWire(definition, stored.row);
        bytes += gzipBytes(row);
        if (bytes > MAX_BATCH_GZIP_BYTES && rows.length > 0) {
          more = true;
          break;
        }
        rows.push({ collection, key: entry.key, rev: entry.rev, row });
        entries.push(entry);
      }
    }
    const { replicaId, epoch, heard } = state;
    // Before first contact nothing can be judged: the empty push asks for epoch and time.
    const sent = epoch === null ? [] : rows;
    return {
      request: { protocol: PROTOCOL, learnerId, replicaId, epoch, heard, more, rows: sent },
      entries: sent.length > 0 ? entries : [],
      tooEarly: tooEarly || (epoch === null && rows.length > 0),
    };
  });

/** A row, whatever its revision. */
export const nameOf = ({ collection, key }: { collection: string; key: string }): string => `${collection}/${key}`;

const byCollection = (entries: readonly OutboxEntry[]): Map<string, OutboxEntry[]> => {
  const groups = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.collection);
    if (group) group.push(entry);
    else groups.set(entry.collection, [entry]);
  }
  return groups;
};
