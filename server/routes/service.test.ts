import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import type { Database } from '../db/connect.ts';
import { readEnv } from '../env.ts';
import { makeLog } from '../log.ts';
import type { Services } from '../services.ts';

let webFolder: string;
beforeAll(() => {
  webFolder = mkdtempSync(join(tmpdir(), 'hornbook-web-'));
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Hornbook</title>');
  writeFileSync(join(webFolder, 'sw.js'), 'self.x = 1');
  writeFileSync(join(webFolder, 'assets/index-abc123.js'), 'export const plain = 1');
  writeFileSync(join(webFolder, 'assets/index-abc123.js.br'), 'compressed');
});
afterAll(() => rmSync(webFolder, { recursive: true, force: true }));

const answering = (query: Database['query']) => ({ kind: 'pglite', query }) as unknown as Database;
const app = (settings: Record<string, string> = {}, rest: Partial<Services> = {}) =>
  createApp({
    env: readEnv(settings),
    database: answering(async () => [{ value: 'an-epoch' }] as never),
    auth: { accounts: {} } as Services['auth'],
    store: {} as Services['store'],
    content: {} as Services['content'],
    wakeUps: {} as Services['wakeUps'],
    log: makeLog({ logLevel: 'silent' }),
    stopping: new AbortController().signal,
    tutor: null,
    webFolder,
    ...rest,
  });

test('health says what serves and which history it holds', async () => {
  const response = await app().request('/health');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    database: 'pglite',
    epoch: 'an-epoch',
  });
});

test('health is 503 with a reason, and without any host or user, while the database is away', async () => {
  const error = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7'), { code: 'ECONNREFUSED' });
  const response = await app({}, { database: answering(() => Promise.reject(error)) }).request('/health');
  expect(response.status).toBe(503);
  const body = await response.text();
  expect(JSON.parse(body)).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('ECONNREFUSED') });
  expect(body).not.toContain('10.0.0.7');
});

test('a service that is stopping says so, so that nobody sends it more', async () => {
  const response = await app({}, { stopping: AbortSignal.abort() }).request('/health');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ reason: 'The service is stopping.' });
});

test('every answer carries the headers that keep a page to itself', async () => {
  for (const path of ['/', '/health', '/nothing.js', '/auth/nothing', '/learn/some/course']) {
    const { headers } = await app().request(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe-eval');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

test('the page runs no script but its own, and makes HTML in one place only', async () => {
  const policyOf = async (path: string) =>
    new Map(
      ((await app().request(path)).headers.get('content-security-policy') ?? '').split('; ').map((directive) => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values.join(' ')] as const;
      }),
    );
  const page = await policyOf('/learn');
  expect(Object.fromEntries(page)).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'object-src': "'none'",
    'form-action': "'self'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'hornbook-pack',
  });
  expect([...page.values()].join(' ')).not.toMatch(/https?:|\*|unsafe-eval/);
  expect(page.get('script-src')).not.toContain('unsafe');
  expect(Object.fromEntries(await policyOf('/sync/nothing'))).toEqual({
    'default-src': "'none'",
    'frame-ancestors': "'none'",
    sandbox: '',
  });
});

test('https is promised only where learners are known to come by https', async () => {
  const { headers } = await app({ PUBLIC_URL: 'https://learn.example.org' }).request('/');
  expect(headers.get('strict-transport-security')).toContain('max-age=');
});

test('paths of the service are data that nobody keeps, also when there is nothing', async () => {
  for (const path of ['/auth/nothing', '/sync/nothing', '/packs/nothing']) {
    const response = await app().request(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  }
});

test('a path of the app is the page, asked for anew each time; a missing file is a plain 404', async () => {
  for (const path of ['/', '/learn', '/lesson/0190a000-0000-7000-8000-000000000001']) {
    const response = await app().request(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  }
  expect((await app().request('/assets/gone-123.js')).status).toBe(404);
  expect((await app().request('/..%2f..%2fpackage.json')).status).toBe(404);
});

test('files named by their content may be kept for ever, and come compressed to whoever can read it', async () => {
  const plain = await app().request('/assets/index-abc123.js');
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(plain.headers.get('vary')).toContain('Accept-Encoding');
  const compressed = await app().request('/assets/index-abc123.js', { headers: { 'accept-encoding': 'gzip, br' } });
  expect(compressed.headers.get('content-encoding')).toBe('br');
  expect(await compressed.text()).toBe('compressed');
  expect((await app().request('/sw.js')).headers.get('cache-control')).toBe('no-cache');
});

test('a page the browser already has is not sent again', async () => {
  const etag = (await app().request('/')).headers.get('etag') ?? '';
  const response = await app().request('/', { headers: { 'if-none-match': etag } });
  expect(response.status).toBe(304);
  expect(await response.text()).toBe('');
});

test('metrics are for whoever shows the token, and absent without one', async () => {
  const token = 'a-token-of-some-length';
  expect((await app().request('/metrics')).status).toBe(404);
  expect((await app({ METRICS_TOKEN: token }).request('/metrics')).status).toBe(401);
  const headers = { authorization: `Bearer ${token}` };
  const response = await app({ METRICS_TOKEN: token }).request('/metrics', { headers });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('hornbook_http_request_seconds');
});
