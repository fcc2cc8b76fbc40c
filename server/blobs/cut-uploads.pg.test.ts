import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type AskAboutUpload, sendBlob } from '@hornbook/shared/blobs/send-blob.ts';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { blobsRoute } from '../routes/blobs.ts';
import { makeTurns } from '../sync/turns.ts';
import { startCuttingLink } from '../testing/cutting-link.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { findBlob } from './learner-blobs.ts';

/** Asks over the link as a device does; what breaks is no answer. */
const askOver =
  (url: string, learner: string): AskAboutUpload =>
  async (path, { method, headers, body }) => {
    try {
      const response = await fetch(url + path, {
        method,
        headers: { ...headers, 'x-learner': learner },
        ...(body && { body }),
        signal: AbortSignal.timeout(20_000),
      });
      const told = (await response.json().catch(() => null)) as { code?: string } | null;
      return { status: response.status, header: (name) => response.headers.get(name), code: told?.code ?? null };
    } catch {
      return null;
    }
  };

test('20 MB survive fifteen cuts with less than a tenth more than their own bytes sent', async () => {
  const database = await openTestDatabase('pglite');
  const store = memoryStore();
  const learner = randomUUID();
  await database.query('insert into learners (id) values ($1)', [learner]);
  const routes = blobsRoute({
    ...{ database, store, env: { blobQuotaBytes: 1e9 }, turns: makeTurns({ atOnce: 4 }) },
    currentLearner: async (c) => c.req.header('x-learner') ?? null,
  });
  const app = new Hono().route('/blobs', routes);
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started)) as Server;
  });
  const bytes = randomBytes(20 * 1024 * 1024);
  // One after the other in quick succession, then further and further apart, one near the end.
  const cuts = [1, 2, 3, 4, 6, 8, 11, 14, 18, 25, 35, 48, 62, 78, 97].map((percent) => (bytes.length * percent) / 100);
  const link = await startCuttingLink((server.address() as AddressInfo).port, cuts);
  try {
    const blob = {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sizeBytes: bytes.length,
      slice: async (first: number, end: number) => new Uint8Array(bytes.subarray(first, end)),
    };
    let tries = 0;
    const progress: number[] = [];
    for (;;) {
      tries += 1;
      const outcome = await sendBlob({
        ask: askOver(link.url, learner),
        blob,
        onProgress: (sent) => void progress.push(sent),
      });
      if (outcome.kind === 'done') break;
      expect(outcome.kind).toBe('unreachable');
      expect(tries).toBeLessThan(100);
    }
    expect(link.cutsLeft()).toBe(0);
    expect(tries).toBeGreaterThan(15);
    expect(link.sentBytes() / bytes.length).toBeLessThanOrEqual(1.1);
    // What was shown never went back.
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    const kept = await findBlob({ database }, learner, blob.sha256);
    expect(kept?.sizeBytes).toBe(bytes.length);
    const stored = await store.get(kept?.storedAs ?? 'none');
    expect(Buffer.from(await new Response(stored).arrayBuffer()).equals(bytes)).toBe(true);
    // Once more costs one request.
    const before = link.sentBytes();
    expect(await sendBlob({ ask: askOver(link.url, learner), blob })).toEqual({ kind: 'done' });
    expect(link.sentBytes() - before).toBeLessThan(2000);
  } finally {
    await link.stop();
    server.close();
    await database.close();
  }
}, 120_000);
