import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimText, publicKeyOf, toBase64url } from '@hornbook/shared/identity/claim.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { scopeOf } from './auth/learner-scope.ts';
import { startPglite } from './db/pglite-backend.ts';
import { buildService } from './testing/device/build-service.ts';
import { askForDatabase } from './testing/test-database.ts';

// Each test starts the service several times over, and others are at work on the machine.
vi.setConfig({ testTimeout: 240_000 });

let service: string;
let dataDir: string;
let port: number;
const children: ChildProcess[] = [];

beforeAll(async () => {
  service = buildService();
  dataDir = mkdtempSync(join(tmpdir(), 'hornbook-main-'));
  // Migrated already: making a database from nothing is what the stories in a browser begin with.
  const filled = await startPglite(join(dataDir, 'pglite'), readFileSync(await askForDatabase('/pglite')));
  await filled.close();
  cpSync(dataDir, `${dataDir}-other`, { recursive: true });
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  port = (probe.address() as { port: number }).port;
  probe.close();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of [dataDir, `${dataDir}-other`]) rmSync(folder, { recursive: true, force: true });
});

/** The service as a process of its own, on this file's data directory. */
function run(settings: Record<string, string> = {}, through: string[] = []) {
  const [file = '', ...args] = [...through, process.execPath, service];
  const child = spawn(file, args, {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', PORT: String(port), HORNBOOK_DATA: dataDir, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, said }));
  return { child, ended };
}

const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
const healthy = async () => (await get('/health').catch(() => null))?.ok ?? false;
const untilHealthy = () => expect.poll(healthy, { timeout: 90_000, interval: 100 }).toBe(true);
const epoch = async () => ((await (await get('/health')).json()) as { epoch: string }).epoch;

/** A learner claimed by a fresh device, and where its feed goes on. */
async function openFeed() {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const { challenge } = (await (await get('/auth/challenge')).json()) as { challenge: string };
  const about = { learnerId: crypto.randomUUID(), deviceId: crypto.randomUUID(), challenge };
  const signature = await crypto.subtle.sign(algorithm, keys.privateKey, new TextEncoder().encode(claimText(about)));
  const publicKey = publicKeyOf(await crypto.subtle.exportKey('jwk', keys.publicKey));
  const claim = { ...about, deviceName: 'A test', publicKey, signature: toBase64url(new Uint8Array(signature)) };
  const headers = { 'content-type': 'application/json' };
  const claimed = await get('/auth/claim', { method: 'POST', headers, body: JSON.stringify(claim) });
  const cookie = claimed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const shape = `/sync/shape?log=full&scope=${scopeOf(about.learnerId)}`;
  const first = await get(`${shape}&offset=-1`, { headers: { cookie } });
  const at = `&offset=${first.headers.get('electric-offset')}&handle=${first.headers.get('electric-handle')}`;
  return () => get(`${shape}${at}&live=true&cursor=`, { headers: { cookie } });
}

test('a service asked to end answers the request it holds, closes its database and keeps its epoch', async () => {
  const first = run();
  await untilHealthy();
  const known = await epoch();
  const poll = await openFeed();
  const held = poll();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = Date.now();
  first.child.kill('SIGTERM');
  expect((await held).status).toBe(200);
  expect(await first.ended).toMatchObject({ code: 0 });
  expect(Date.now() - asked).toBeLessThan(10_000);

  const again = run();
  await untilHealthy();
  expect(await epoch()).toBe(known);
  again.child.kill('SIGTERM');
  await again.ended;
});

test('a second process on the same data refuses to start and says who holds it, also after the first was killed', async () => {
  const first = run();
  await untilHealthy();
  const known = await epoch();
  const refused = await run({ PORT: '0' }).ended;
  expect(refused.code).toBe(1);
  expect(refused.said).toContain(`in use by process ${first.child.pid}`);
  expect(refused.said).not.toContain('    at ');

  first.child.kill('SIGKILL');
  await first.ended;
  const next = run();
  await untilHealthy();
  expect(await epoch(), '[R2] the embedded database may have lost its last writes').not.toBe(known);

  const taken = await run({ HORNBOOK_DATA: `${dataDir}-other` }).ended;
  expect(taken.code).toBe(1);
  expect(taken.said).toContain(`Port ${port} is taken`);
  next.child.kill('SIGTERM');
  await next.ended;
});

test('started by the runner, the service ends when the runner does; started by anyone else, it stays', async () => {
  const script = (own: string) => ['bash', '-c', `${own} "$@" & echo started; wait`, 'runner'];
  const kept = run({}, script(''));
  await untilHealthy();
  kept.child.kill('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await healthy()).toBe(true);
  const holder = await run({ PORT: '0' }).ended;
  process.kill(Number(/process (\d+)/.exec(holder.said)?.[1]), 'SIGTERM');
  await expect.poll(healthy, { timeout: 15_000 }).toBe(false);

  const runner = run({}, script('HORNBOOK_RUNNER=$$'));
  await untilHealthy();
  runner.child.kill('SIGKILL');
  await expect.poll(healthy, { timeout: 15_000 }).toBe(false);
});

test('settings that cannot be used are named, and nothing is opened', async () => {
  const refused = await run({ PORT: 'eighty', DATABASE_URL: 'mysql://x' }).ended;
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(/PORT is not a number.*DATABASE_URL is not/s);
  const away = await run({ DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/none' }).ended;
  expect(away.code).toBe(1);
  expect(away.said).toContain('ECONNREFUSED');
  expect(away.said).not.toContain('secret');
});
