// Installing and building, each only when something it depends on has changed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressFolder } from './compress.mjs';

/** The repository's folder, as a URL. */
export const root = new URL('../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));

/** A built program of the server. */
export const program = (name) => new URL(`server/dist/${name}.js`, root);

export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Hornbook needs Node 20.19 or later; this is ${process.versions.node}.`);
}

/** Runs a program to its end, showing what it says; gives its exit code. */
export function run(file, args, options = {}) {
  const { status, error } = spawnSync(file, args, { stdio: 'inherit', cwd: root, ...options });
  if (error) process.stderr.write(`${file}: ${error.message}\n`);
  return status ?? 1;
}

const running = new Set();
/** Ends what was started and all it started itself: a test run that is stopped leaves no service and no browser behind. */
const endRunning = () => {
  for (const child of running) {
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has just ended.
    }
  }
};
process.on('exit', endRunning);

/** Runs a program to its end without showing it; gives its exit code and everything it said. */
export function capture(file, args, options = {}) {
  return new Promise((resolve) => {
    // In a group of its own, so that all of it can be ended.
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
    running.add(child);
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', (error) => resolve({ code: 1, output: `${file}: ${error.message}` }));
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** pnpm, as the pin in package.json says: the one on PATH if it is of the same major, else fetched by npx. */
function pnpm() {
  const pinned = JSON.parse(readFileSync(path('package.json'), 'utf8')).packageManager.split('@')[1];
  const onPath = spawnSync('pnpm', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  if (onPath.split('.')[0] === pinned.split('.')[0]) return ['pnpm'];
  return ['npx', '--yes', '--prefer-offline', `pnpm@${pinned}`];
}

/** Installs the packages of the lockfile unless they are there. */
export function install() {
  const wanted = hashOf(
    [
      'pnpm-lock.yaml',
      'pnpm-workspace.yaml',
      'package.json',
      'web/package.json',
      'server/package.json',
      'shared/package.json',
    ].map(path),
  );
  const stamp = path('node_modules/.hornbook-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const [file, ...first] = pnpm();
  process.stdout.write('Installing packages…\n');
  if (run(file, [...first, 'install', '--frozen-lockfile'], { env: { ...process.env, CI: 'true' } }) !== 0)
    fail('The packages could not be installed. Is there a network, and does the registry answer? Then try again.');
  writeFileSync(stamp, wanted);
}

const IGNORED = new Set(['node_modules', 'dist', 'e2e', 'testing', '.data', '.cache']);

/** What a build reads: sources, not tests. */
const sourcesOf = {
  web: () => [...filesIn('web'), ...filesIn('shared'), path('pnpm-lock.yaml')],
  server: () => [
    ...filesIn('server').filter((file) => !file.includes('/courses/')),
    ...filesIn('shared'),
    path('pnpm-lock.yaml'),
  ],
};

/** Builds the packages whose sources have changed since their last build, side by side. Ends the process if one fails. */
export async function build(names, { quiet = false } = {}) {
  const results = await Promise.all(names.map(buildOne));
  for (const { name, code, output } of results) {
    if (code !== 0) fail(`${output}\nBuilding ${name} failed.`);
    if (output && !quiet) process.stdout.write(`Built ${name}.\n`);
  }
}

export async function buildOne(name) {
  if (!existsSync(path(`${name}/vite.config.ts`))) return { name, code: 0, output: '' };
  const wanted = hashOf(sourcesOf[name]());
  const stamp = path(`${name}/dist/.built`);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { name, code: 0, output: '' };
  const vite = path(`${name}/node_modules/vite/bin/vite.js`);
  const { code, output } = await capture(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: path(name) });
  if (code !== 0) return { name, code, output };
  if (name === 'web') await compressFolder(path('web/dist'));
  mkdirSync(path(`${name}/dist`), { recursive: true });
  writeFileSync(stamp, wanted);
  return { name, code, output: `${output}\nbuilt` };
}

function filesIn(folder) {
  return readdirSync(path(folder), { withFileTypes: true }).flatMap((entry) => {
    const name = join(folder, entry.name);
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : filesIn(name);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path(name)];
  });
}

/** By size and time of change, not by content: it runs at every start. */
function hashOf(files) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of files) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * Calls back once the npm that started this process is gone. npm passes few signals on, and the shell between it and us
 * none, so without this a stopped `npm start` would leave a service behind that holds the port. Started without npm, a
 * process may outlive whoever started it.
 */
export function whenNpmIsGone(callback) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const npm = parentOf(parent);
  const look = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === npm) return;
    clearInterval(look);
    callback();
  }, 500);
  look.unref();
}

/** Where the shell makes way for the command it was given, npm is the parent itself, and this need not be known. */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
