import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The real service as a process of its own. */
export interface ServiceProcess {
  readonly port: number;
  readonly child: ChildProcess;
  /** No time to do anything: kill -9. */
  kill(): Promise<void>;
  /** SIGTERM: it drains, and closes its database. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the service and resolves when it is ready. `settings` are its whole environment but for the path. */
export const startService = async (
  command: readonly string[],
  settings: Record<string, string>,
): Promise<ServiceProcess> => {
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', LOG_LEVEL: 'info', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  const port = await new Promise<number>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      if (said.length < 20_000) said += chunk;
      const ready = /"port":(\d+)[^\n]*Hornbook is ready/.exec(said);
      if (ready) resolve(Number(ready[1]));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The service ended with ${code} before it was ready:\n${said}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return { port, child, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
};
