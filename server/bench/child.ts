import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A part of a measurement in a process of its own, which answers questions asked by IPC. */
export interface Child {
  readonly port: number;
  readonly pid: number;
  ask<T>(question: object): Promise<T>;
  stop(): Promise<void>;
}

type Answer = { id: number; answer: unknown };

/** Starts this very program again in another role; it says its port when it is ready. */
export const startChild = async (role: string, ...args: string[]): Promise<Child> => {
  const child = fork(
    fileURLToPath(
      import.meta.url.includes('/dist/')
        ? new URL('./bench.js', import.meta.url)
        : new URL('./main.ts', import.meta.url),
    ),
    ['role', role, ...args],
  );
  const ready = once(child, 'message') as Promise<[{ port: number }]>;
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The ${role} process ended with ${code}.`);
  });
  ended.catch(() => {});
  const [{ port }] = await Promise.race([ready, ended]);
  let lastId = 0;
  const waiting = new Map<number, (answer: unknown) => void>();
  child.on('message', ({ id, answer }: Answer) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  return {
    port,
    pid: child.pid ?? 0,
    ask: <T>(question: object) =>
      new Promise<T>((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve as (answer: unknown) => void);
        child.send({ id: lastId, question });
      }),
    stop: () => endChild(child),
  };
};

/** Ends a process that was started here, and waits until it is gone. */
export const endChild = async (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
};

/** The other side: says the port and answers. Ends with its parent. */
export const answerParent = (port: number, answer: (question: never) => unknown): void => {
  process.on('message', async ({ id, question }: { id: number; question: never }) => {
    process.send?.({ id, answer: await answer(question) });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
};
