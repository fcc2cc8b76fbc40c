import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread from its source file. Built, it lies beside the server's programs under its own name; from the sources,
 * in tests and development, it needs the loader its parent has.
 */
export const startThread = (source: URL, options: WorkerOptions): Worker => {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL(`./${basename(source.pathname, '.ts')}.js`, import.meta.url), options);
  const loader = JSON.stringify(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  );
  const thread = JSON.stringify(source.href);
  return new Worker(`import(${loader}).then(({ register }) => { register(); return import(${thread}); });`, {
    ...options,
    eval: true,
  });
};
