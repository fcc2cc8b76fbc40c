import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What others are measured with. Never part of the workspace: installed when asked for, outside of it. */
const PACKAGES = {
  yjs: '13.6.33',
  ws: '8.23.0',
  tinybase: '10.0.1',
  pouchdb: '9.0.0',
  'pouchdb-adapter-memory': '9.0.0',
  'express-pouchdb': '4.2.0',
  express: '4.22.3',
  // The last with a server of its own.
  rxdb: '15.39.0',
  'rxdb-server': '15.22.0',
  rxjs: '7.8.2',
  cors: '2.8.6',
};

const folder = join(tmpdir(), 'hornbook-bench-peers-3');

/** Installs the packages unless they are there; false when that can't be done, typically for want of a network. */
export const installPeers = (): boolean => {
  const done = join(folder, 'installed');
  if (existsSync(done)) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
  const options = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];
  const { status } = spawnSync('npm', options, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) return false;
  writeFileSync(done, '');
  return true;
};

/** A module of those packages; `T` says what is used of it. */
export const loadPeer = async <T>(name: string): Promise<T> => {
  const path = createRequire(join(folder, 'package.json')).resolve(name);
  const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { default?: T };
  return module.default ?? (module as T);
};
