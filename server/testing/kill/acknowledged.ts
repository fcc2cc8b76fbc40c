import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { mergeRows } from '@hornbook/shared/sync/merge.ts';
import type { PushTransport } from '@hornbook/shared/sync/ports.ts';

export const collectionNamed = (name: string): Collection => {
  const collection = (collections as Record<string, Collection>)[name];
  if (!collection) throw new Error(`There is no collection ${name}.`);
  return collection;
};

interface AcknowledgedRow {
  collection: string;
  key: string;
  /** All that was acknowledged of the row, merged. */
  row: AnyRow;
}

/** Everything the service has said it holds, and whatever it said that it should not have said. */
export interface Acknowledged {
  readonly rows: Map<string, AcknowledgedRow>;
  readonly refusals: string[];
  /** Rows acknowledged so far, each time they were. */
  count(): number;
  /** Pushes with rows that have left and are not answered. */
  inFlight(): number;
  /** Resolves when the next push with rows leaves. */
  nextPush(): Promise<void>;
  /** The same transport, listened to. */
  watch(transport: PushTransport): PushTransport;
}

export const listenToAcknowledgements = (): Acknowledged => {
  const rows = new Map<string, AcknowledgedRow>();
  const refusals: string[] = [];
  let count = 0;
  let inFlight = 0;
  let leaving: (() => void)[] = [];

  const take = (name: string, key: string, row: AnyRow) => {
    count += 1;
    const known = rows.get(`${name}/${key}`);
    const merged = known ? mergeRows(collectionNamed(name), known.row, row) : row;
    rows.set(`${name}/${key}`, { collection: name, key, row: merged });
  };
  return {
    rows,
    refusals,
    count: () => count,
    inFlight: () => inFlight,
    nextPush: () => new Promise((resolve) => leaving.push(resolve)),
    watch: (transport) => ({
      push: async (request) => {
        if (request.rows.length === 0) return transport.push(request);
        inFlight += 1;
        for (const tell of leaving) tell();
        leaving = [];
        const outcome = await transport.push(request);
        inFlight -= 1;
        if (outcome.kind === 'failed' || outcome.kind === 'too-large') refusals.push(outcome.kind);
        if (outcome.kind !== 'reply' || !('verdicts' in outcome.reply)) return outcome;
        const sent = new Map(request.rows.map((row) => [row.rev, row]));
        for (const verdict of outcome.reply.verdicts) {
          const pushed = sent.get(verdict.rev);
          if (verdict.verdict === 'accepted' && pushed) take(pushed.collection, pushed.key, pushed.row);
          else refusals.push(JSON.stringify(verdict));
        }
        return outcome;
      },
    }),
  };
};
