import { unpackRows } from '@hornbook/shared/sync/packed-rows.ts';
import { PROTOCOL, type PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pushTransport } from './push-transport.ts';
import type { Contact } from './report.ts';

const request = (rows: number): PushRequest => ({
  protocol: PROTOCOL,
  learnerId: 'me',
  replicaId: 'replicaa00',
  epoch: 'epoch',
  heard: 1,
  rows: Array.from({ length: rows }, (_, n) => ({
    collection: 'studyDays',
    key: `${n}/none`,
    rev: n,
    row: { stamps: {}, deletedAt: null, localDay: String(n), course: 'none', activeMs: {} },
  })),
});
/** As the service reads it. */
const requestIn = (body: string) => {
  const { packed, ...rest } = JSON.parse(body);
  return { ...rest, rows: unpackRows(packed, { rows: 500, characters: 1_000_000 }) };
};
const ours = { 'x-hornbook-protocol': '1', 'content-type': 'application/json' };
const reply = { protocol: PROTOCOL, epoch: 'epoch', time: 5, verdicts: [] };

let sent: RequestInit[];
let answer: () => Response;
let met: Contact[];
let leaving: boolean;
const push = (rows = 1) =>
  pushTransport({ leaving: () => leaving, onContact: (contact) => met.push(contact) }).push(request(rows));

beforeEach(() => {
  sent = [];
  met = [];
  leaving = false;
  answer = () => new Response(JSON.stringify(reply), { headers: ours });
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(init);
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a push over the network', () => {
  test('brings the reply, and follows no redirect on the way', async () => {
    expect(await push()).toEqual({ kind: 'reply', reply });
    expect(sent[0]).toMatchObject({ method: 'POST', redirect: 'error', keepalive: false });
    expect(met).toEqual(['reached']);
  });

  test('goes packed when that is worth it, and as it is in a browser that cannot pack', async () => {
    await push(400);
    expect(sent[0]?.headers).toMatchObject({ 'content-encoding': 'gzip' });
    const unpacked = new Response(sent[0]?.body as Uint8Array<ArrayBuffer>).body?.pipeThrough(
      new DecompressionStream('gzip'),
    );
    expect(requestIn(await new Response(unpacked).text())).toEqual(request(400));
    vi.stubGlobal('CompressionStream', undefined);
    await push(400);
    expect(sent[1]?.headers).not.toHaveProperty('content-encoding');
    expect(requestIn(new TextDecoder().decode(sent[1]?.body as Uint8Array))).toEqual(request(400));
  });

  test('outlives its page when that is being hidden', async () => {
    leaving = true;
    await push();
    expect(sent[0]?.keepalive).toBe(true);
  });

  test.each([
    ['no session', 401, { kind: 'unauthorised' }],
    ['too much at once', 413, { kind: 'too-large' }],
    ['a service that is busy', 503, { kind: 'unreachable', retryAfterMs: 7_000 }],
    ['too many requests', 429, { kind: 'unreachable', retryAfterMs: 7_000 }],
    ['an error over this very request', 500, { kind: 'failed', retryAfterMs: 7_000 }],
  ])('knows %s', async (_, status, outcome) => {
    answer = () => new Response('{}', { status, headers: { ...ours, 'retry-after': '7' } });
    expect(await push()).toEqual(outcome);
  });

  test('gives nothing up for an answer that is not plainly the service’s own reply', async () => {
    const strangers = [
      () => new Response('<h1>Hotel</h1>', { headers: { 'content-type': 'text/html' } }),
      () => new Response('{"verdicts":[]}', { headers: { 'content-type': 'application/json' } }),
      () => new Response('<h1>Proxy</h1>', { headers: { ...ours, 'content-type': 'text/html' } }),
      () => new Response('{"verdicts":[]}', { headers: ours }),
      () => {
        throw new TypeError('fetch failed');
      },
    ];
    for (const stranger of strangers) {
      answer = stranger;
      expect(await push()).toEqual({ kind: 'unreachable', retryAfterMs: null });
    }
    expect(met).toEqual(['stranger', 'stranger', 'stranger', 'reached', 'unreachable']);
  });
});
