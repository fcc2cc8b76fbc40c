import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** The real service in a process of its own, which can be killed at any moment and started again on what it left. */
export interface KilledService {
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL: nothing is flushed, answered or closed. */
  kill(): Promise<void>;
}

const PATIENCE_MS = 60_000;
const serverFolder = fileURLToPath(new URL('..', import.meta.url));

export async function makeKilledService(settings: Record<string, string>): Promise<KilledService> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  // A test that ends in the middle leaves no service behind.
  process.once('exit', () => child?.kill('SIGKILL'));

  return {
    url,
    kill,
    start: async () => {
      let said = '';
      const fresh = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
        cwd: serverFolder,
        env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'error', PORT: String(port), ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = fresh;
      for (const stream of [fresh.stdout, fresh.stderr])
        stream.on('data', (chunk: Buffer) => {
          said = (said + chunk).slice(-4_000);
        });
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        if (fresh.exitCode !== null) throw new Error(`The service ended with ${fresh.exitCode}:\n${said}`);
        if (Date.now() > deadline) throw new Error(`The service was not ready in time:\n${said}`);
        const healthy = await fetch(`${url}/health`).then(
          ({ ok }) => ok,
          () => false,
        );
        if (healthy) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

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
