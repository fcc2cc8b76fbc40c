import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const workspace = new URL('../../../scripts/workspace.mjs', import.meta.url);

/** Builds the service as `npm start` does, unless it is built already, and gives the file to run. */
export const buildService = (): string => {
  // Vitest's own environment must not shape what is built.
  const { NODE_ENV: _, ...env } = process.env;
  const script = `import { build } from ${JSON.stringify(workspace.href)}; await build(['server'], { quiet: true });`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return fileURLToPath(new URL('../../dist/main.js', import.meta.url));
};
