// A service of its own for a bench, on an embedded database in a folder.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { program } from './workspace.mjs';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export const startService = async (folder) => {
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(program('main'))], {
    env: { ...process.env, HORNBOOK_DATA: folder, LOG_LEVEL: 'error', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://localhost:${port}`;
  for (let tries = 0; tries < 600; tries += 1) {
    if (await fetch(`${url}/health`).catch(() => null)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, stop: () => new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGTERM')) };
};
