import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import { mergeRows } from '@hornbook/shared/sync/merge.ts';
import type { PushTransport } from '@hornbook/shared/sync/ports.ts';
import {
  type FeedPage,
  type FeedRow,
  PROTOCOL,
  type PushReply,
  type PushRequest,
} from '@hornbook/shared/sync/protocol.ts';
import { takeServerFields } from '@hornbook/shared/sync/row.ts';

/** The server as devices see it when all is well: it merges, counts versions, and shows everyone everything. */
export interface FakeServer {
  rows: Map<string, FeedRow>;
  push: (request: PushRequest) => PushReply;
  page: (offset: number, limit?: number) => FeedPage;
  transport: PushTransport;
  /** What the service would write into its own fields of a row it has merged. */
  grade: (collection: string, row: AnyRow) => Record<string, unknown>;
}

export const fakeServer = (now: () => number): FakeServer => {
  const epoch = 'fake';
  const rows = new Map<string, FeedRow>();
  let version = 0;
  const server: FakeServer = {
    rows,
    grade: () => ({}),
    push: (request) => {
      const reply = { protocol: PROTOCOL, epoch, time: now() } as const;
      if (request.epoch !== epoch) return { ...reply, retry: 'epoch' };
      const verdicts = request.rows.map(({ collection: name, key, rev, row }) => {
        const collection = collections[name as CollectionName];
        const stored = rows.get(`${name}/${key}`);
        const merged = stored ? mergeRows(collection, stored.row, row) : takeServerFields(collection, row, {});
        if (merged !== stored?.row) {
          version += 1;
          const graded = takeServerFields(collection, merged, { ...merged, ...server.grade(name, merged) });
          rows.set(`${name}/${key}`, { collection: name, key, version, row: graded });
        }
        return { collection: name, key, rev, verdict: 'accepted' as const };
      });
      return { ...reply, verdicts };
    },
    page: (offset, limit = 3) => {
      const later = [...rows.values()].filter((row) => row.version > offset).sort((a, b) => a.version - b.version);
      const shown = later.slice(0, limit);
      const full = later.length > limit;
      return {
        epoch,
        handle: 'handle',
        offset: `${full ? (shown.at(-1)?.version ?? version) : version}_0`,
        // What lies on the wire is nobody's object.
        rows: structuredClone(shown),
        upToDate: !full,
      };
    },
    transport: { push: async (request) => ({ kind: 'reply', reply: server.push(structuredClone(request)) }) },
  };
  return server;
};
