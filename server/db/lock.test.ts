import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectoryInUse, lockDataDirectory } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hornbook-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const leaveLock = (holder: object) => writeFileSync(join(folder, 'hornbook.lock'), JSON.stringify(holder));
const dead = { pid: 2 ** 22 + 1, host: hostname(), processStart: '', since: 'yesterday', doing: 'the service' };

test('a second taker is refused and told who holds the directory, since when, and what to do', () => {
  const release = lockDataDirectory(folder, 'the service');
  expect(() => lockDataDirectory(folder, 'db:reset')).toThrow(DataDirectoryInUse);
  expect(() => lockDataDirectory(folder, 'db:reset')).toThrow(
    new RegExp(`process ${process.pid} .*the service, since \\d{4}-.*kill ${process.pid}.*HORNBOOK_DATA`, 's'),
  );
  release();
  lockDataDirectory(folder, 'db:reset')();
});

test('the lock of a dead process is taken over', () => {
  leaveLock(dead);
  const release = lockDataDirectory(folder, 'the service');
  expect(JSON.parse(readFileSync(join(folder, 'hornbook.lock'), 'utf8')).pid).toBe(process.pid);
  release();
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform !== 'linux')('a process number that was given out again does not hold the lock', () => {
  leaveLock({ ...dead, pid: process.pid, processStart: 'another boot/1' });
  lockDataDirectory(folder, 'the service')();
});

test('a holder on another host counts as alive until it has been silent for half a minute', () => {
  leaveLock({ ...dead, host: 'another-host' });
  expect(() => lockDataDirectory(folder, 'the service')).toThrow(DataDirectoryInUse);
  const long = new Date(Date.now() - 60_000);
  utimesSync(join(folder, 'hornbook.lock'), long, long);
  lockDataDirectory(folder, 'the service')();
});

test('releasing never removes a lock that someone else has taken since', () => {
  const release = lockDataDirectory(folder, 'the service');
  leaveLock({ ...dead, pid: 1 });
  release();
  expect(readdirSync(folder)).toEqual(['hornbook.lock']);
});
