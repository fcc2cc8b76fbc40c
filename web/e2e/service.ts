import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A port nobody listens on right now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** The real service as a process of its own, on a data directory that survives `stop` and `kill`. */
export class Service {
  private process: ChildProcess | null = null;
  private output = '';
  readonly dataDir = mkdtempSync(join(tmpdir(), 'hornbook-e2e-'));
  readonly port: number;
  private readonly settings: Record<string, string>;

  constructor(port: number, settings: Record<string, string> = {}) {
    this.port = port;
    this.settings = settings;
    const prepared = process.env.HORNBOOK_E2E_DATA;
    if (prepared) cpSync(prepared, this.dataDir, { recursive: true });
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Where the embedded database lies. Only to be opened while the service is stopped. */
  get databaseDir(): string {
    return join(this.dataDir, 'pglite');
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(root, 'server/dist/main.js')], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(this.port),
        HORNBOOK_DATA: this.dataDir,
        LOG_LEVEL: 'error',
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    child.stdout?.on('data', (data) => (this.output += data));
    child.stderr?.on('data', (data) => (this.output += data));
    const deadline = Date.now() + 100_000;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`the service ended with code ${child.exitCode}:\n${this.output}`);
      const health = await fetch(`${this.url}/health`).catch(() => null);
      if (health?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await this.kill();
    throw new Error(`the service was not healthy within 100 s:\n${this.output}`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  /** Asks it to end, as a deployment would. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** Ends it without a chance to say goodbye. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
