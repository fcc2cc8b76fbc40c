// `npm run bench -- browser`: sync between real browsers and the service on Postgres. How long a fresh device takes to
// hold a learner's attempts, and how long two devices take to be the same after one of them comes back.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { program } from './workspace.mjs';

/** What is promised, in milliseconds. */
const FRESH_DEVICE_MS = 2_000;
const CONVERGED_MS = 1_500;
const HISTORY = 200;
const PATIENCE_MS = 60_000;

const say = (line) => process.stdout.write(`${line}\n`);
/** The value that `share` of them do not exceed. */
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];
const summary = (values) => ({
  count: values.length,
  p50: Math.round(quantile(values, 0.5)),
  p95: Math.round(quantile(values, 0.95)),
  max: Math.round(Math.max(...values)),
});

/** The service and a device that is no browser, in a process of their own. */
const startService = async () => {
  const child = fork(fileURLToPath(program('bench')), ['role', 'browser'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map();
  let asked = 0;
  const [{ port }] = await once(child, 'message');
  child.on('message', ({ id, answer }) => waiting.get(id)?.(answer));
  const ask = (question) =>
    new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, resolve);
      child.once('exit', (code) => reject(new Error(`The service ended with ${code}.`)));
      child.send({ id: asked, question });
    });
  child.setMaxListeners(0);
  return { url: `http://localhost:${port}`, ask, stop: () => ask({ kind: 'end' }).finally(() => child.kill()) };
};

/** In the page: resolves with the time when the learner's database holds so many attempts and so few things to send. */
const UNTIL_HELD = async ({ learnerId, attempts, waiting }) => {
  const name = `hornbook-${learnerId}`;
  const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
  // Opening it makes it, and that is for the app to do.
  while (!(await indexedDB.databases()).some((database) => database.name === name && database.version > 1))
    await pause();
  const result = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await result(indexedDB.open(name));
  try {
    for (;;) {
      const reading = database.transaction(['attempts', 'outbox']);
      const [held, toSend] = await Promise.all(
        ['attempts', 'outbox'].map((store) => result(reading.objectStore(store).count())),
      );
      if (held >= attempts && toSend <= waiting) return Date.now();
      await pause();
    }
  } finally {
    database.close();
  }
};

const READ_REPLICA = async (learnerId) => {
  const opening = indexedDB.open(`hornbook-${learnerId}`);
  const database = await new Promise((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  const asking = database.transaction('syncState').objectStore('syncState').get('state');
  const state = await new Promise((resolve) => {
    asking.onsuccess = () => resolve(asking.result);
  });
  database.close();
  return state.replicaId;
};

/** In the page: stores rows as a command of the app does, in one strict transaction with what is to be sent and the clock. */
const STORE = async ({ learnerId, rows }) => {
  const opening = indexedDB.open(`hornbook-${learnerId}`);
  const database = await new Promise((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  const writing = database.transaction(['attempts', 'staleAttempts', 'outbox', 'syncState'], 'readwrite', {
    durability: 'strict',
  });
  const states = writing.objectStore('syncState');
  const asking = states.get('state');
  asking.onsuccess = () => {
    const state = asking.result;
    for (const { key, row, hlc } of rows) {
      state.rev += 1;
      if (hlc > state.hlc) state.hlc = hlc;
      writing.objectStore('attempts').put({ ...row, _key: key, _version: 0, _epoch: null, _pass: 0 });
      writing.objectStore('staleAttempts').put({ attemptId: key });
      const entry = { collection: 'attempts', key, rev: state.rev, since: Date.now(), notBefore: 0, tries: 0 };
      writing.objectStore('outbox').put({ ...entry, waiting: null, _behind: 0, _rank: 0 });
    }
    states.put(state);
  };
  await new Promise((resolve, reject) => {
    writing.oncomplete = resolve;
    writing.onabort = () => reject(writing.error);
  });
  database.close();
};

export async function benchBrowser(args) {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '10000' },
      fresh: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '40' },
      pending: { type: 'string', default: '20' },
    },
  });
  const found = findBrowser();
  if (found.problem) throw new Error(found.problem);
  const service = await startService();
  const browser = await chromium.launch({
    ...(found.path ? { executablePath: found.path } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  const loadBefore = loadavg()[0];
  /** A browser profile that becomes a device of the learner; `begunAt` is when it first asks for the learner's rows, `readAt` when all are stored. */
  const join = async (learnerId) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB' });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const scope = createHash('sha256').update(learnerId).digest('hex').slice(0, 16);
    const device = { context, page, begunAt: Number.NaN, readAt: Number.NaN };
    page.on('request', (request) => {
      if (!request.url().includes('/sync/shape?') || !request.url().includes(`scope=${scope}`)) return;
      if (Number.isNaN(device.begunAt)) device.begunAt = Date.now();
      // It waits for news only once the last page is stored.
      if (Number.isNaN(device.readAt) && request.url().includes('live=true')) device.readAt = Date.now();
    });
    await page.goto(`${service.url}/join`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.waitForTimeout(2_000);
    const field = page.getByRole('textbox', { name: 'Code' });
    await field.fill(await service.ask({ kind: 'invite' }));
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByText('Now say yes on the other device').waitFor();
    await service.ask({ kind: 'accept' });
    await page.getByRole('button', { name: 'Yes, join' }).click();
    await page.waitForURL(`${service.url}/`);
    return device;
  };
  const held = async ({ page }, learnerId, attempts) => page.evaluate(UNTIL_HELD, { learnerId, attempts, waiting: 0 });
  try {
    const rows = Number(values.rows);
    const learner = await service.ask({ kind: 'learner', rows });
    const fresh = [];
    for (let number = 0; number < Number(values.fresh); number += 1) {
      const device = await join(learner);
      while (Number.isNaN(device.readAt)) await device.page.waitForTimeout(50);
      await held(device, learner, rows);
      fresh.push(device.readAt - device.begunAt);
      await device.context.close();
    }
    say(`A fresh device holds ${rows} attempts after ${fresh.map((ms) => `${Math.round(ms)} ms`).join(', ')}`);

    const pending = Number(values.pending);
    const other = await service.ask({ kind: 'learner', rows: HISTORY });
    const devices = [await join(other), await join(other)];
    for (const device of devices) await held(device, other, HISTORY);
    const [away, stays] = devices;
    const replicaId = await away.page.evaluate(READ_REPLICA, other);
    await away.page.waitForTimeout(3_000);
    const converged = [];
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      await away.context.setOffline(true);
      await away.page.waitForTimeout(500);
      const written = await service.ask({ kind: 'attempts', rows: pending, replicaId });
      await away.page.evaluate(STORE, { learnerId: other, rows: written });
      await away.page.waitForTimeout(500);
      const wanted = HISTORY + round * pending;
      const both = devices.map((device) => held(device, other, wanted));
      const begun = Date.now();
      await away.context.setOffline(false);
      converged.push(Math.max(...(await Promise.all(both))) - begun);
      await stays.page.waitForTimeout(500);
    }
    say(`With ${pending} pending both are the same after ${converged.map((ms) => Math.round(ms)).join(' ')} ms`);
    const result = {
      rows,
      freshDeviceMs: summary(fresh),
      pending,
      convergedMs: summary(converged),
      cores: cpus().length,
      load: [loadBefore, loadavg()[0]].map((load) => Number(load.toFixed(1))),
    };
    const holds = result.freshDeviceMs.p50 <= FRESH_DEVICE_MS && result.convergedMs.p95 <= CONVERGED_MS;
    say(
      `Promised: a fresh device within ${FRESH_DEVICE_MS} ms (median), the same again within ${CONVERGED_MS} ms (p95). ${holds ? 'Held.' : 'MISSED.'}`,
    );
    say(JSON.stringify({ ...result, holds }));
    return holds ? 0 : 1;
  } finally {
    await browser.close();
    await service.stop();
  }
}
