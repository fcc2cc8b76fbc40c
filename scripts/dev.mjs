// `npm run dev`: the service restarted on every change, and the web app served by Vite with hot reload before it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { install, root } from './workspace.mjs';

const path = (name) => fileURLToPath(new URL(name, root));

export async function main() {
  install();
  const env = {
    ...process.env,
    HORNBOOK_RUNNER: String(process.pid),
    HORNBOOK_SERVER: `http://localhost:${process.env.PORT ?? 3000}`,
  };
  const children = [
    spawn(path('server/node_modules/.bin/tsx'), ['watch', '--clear-screen=false', 'server/main.ts'], {
      stdio: 'inherit',
      cwd: root,
      env,
    }),
  ];
  if (existsSync(path('web/vite.config.ts')))
    children.push(
      spawn(process.execPath, [path('web/node_modules/vite/bin/vite.js')], { stdio: 'inherit', cwd: path('web'), env }),
    );

  const end = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('exit', end);
  await Promise.all(children.map((child) => new Promise((resolve) => child.on('exit', resolve))));
}
