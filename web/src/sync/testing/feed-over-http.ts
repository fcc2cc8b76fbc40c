import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import type { FakeServer } from './fake-server.ts';

export interface FeedOverHttp {
  url: string;
  /** The query of each request, in order. */
  asked: URLSearchParams[];
  /** Answers in place of the feed when it returns true. */
  meddle: (query: URLSearchParams, response: ServerResponse) => boolean;
  /** Changes the epoch, as a restore from backup does. */
  epoch: string;
  news: () => void;
  close: () => void;
}

const SCHEMA = JSON.stringify({
  learner_id: { type: 'uuid', pk_index: 0, not_null: true },
  collection: { type: 'text', pk_index: 1, not_null: true },
  key: { type: 'text', pk_index: 2, not_null: true },
  version: { type: 'int8', not_null: true },
  row: { type: 'jsonb', not_null: true },
});

/** The fake server's feed in the Electric protocol, so that the official client can be the one that reads it. */
export const feedOverHttp = async (fake: FakeServer): Promise<FeedOverHttp> => {
  let nonce = 0;
  let waiting: (() => void)[] = [];
  const feed: FeedOverHttp = {
    url: '',
    asked: [],
    meddle: () => false,
    epoch: 'fake',
    news: () => {
      for (const wake of waiting.splice(0)) wake();
    },
    close: () => {
      waiting = [];
      server.closeAllConnections();
      server.close();
    },
  };
  const answer = (query: URLSearchParams, response: ServerResponse): void => {
    const offset = Number.parseInt(query.get('offset') ?? '-1', 10);
    const prefix = `0123456789ab-${feed.epoch}`;
    const handle = query.get('handle');
    nonce += 1;
    const known = handle?.startsWith(`${prefix}~`) ? handle : `${prefix}~${nonce}`;
    const headers = { 'content-type': 'application/json', [PROTOCOL_HEADER]: '1' };
    if (offset >= 0 && known !== handle) {
      response.writeHead(409, { ...headers, 'electric-handle': known });
      response.end('[{"headers":{"control":"must-refetch"}}]');
      return;
    }
    const page = fake.page(offset);
    const live = query.get('live') === 'true';
    if (live && page.rows.length === 0) {
      waiting.push(() => answer(query, response));
      return;
    }
    const messages: unknown[] = page.rows.map(({ collection, key, version, row }) => ({
      key: `"public"."changes"/"${collection}"/"${key}"`,
      value: { learner_id: 'me', collection, key, version: String(version), row: JSON.stringify(row) },
      headers: { operation: 'insert', relation: ['public', 'changes'] },
    }));
    if (page.upToDate)
      messages.push({
        headers: { control: 'up-to-date', global_last_seen_lsn: String(Number.parseInt(page.offset, 10)) },
      });
    response.writeHead(200, {
      ...headers,
      'electric-handle': known,
      'electric-offset': page.offset,
      ...(live ? { 'electric-cursor': String(nonce) } : { 'electric-schema': SCHEMA }),
      ...(page.upToDate && { 'electric-up-to-date': '' }),
    });
    response.end(JSON.stringify(messages));
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    feed.asked.push(query);
    if (!feed.meddle(query, response)) answer(query, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  feed.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sync/shape`;
  return feed;
};
