import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Programs of the server: one file each in dist/. Threads must lie beside them under their own names. */
const programs = {
  main: 'main.ts',
  'pglite-worker': 'db/pglite-worker.js',
  'code-thread': 'code/code-thread.ts',
  'reading-thread': 'content/import/questions/reading-thread.ts',
  'db-command': 'db/command.ts',
  'user-command': 'auth/command.ts',
  'badge-command': 'badges/command.ts',
  'content-command': 'content/command.ts',
  'media-command': 'content/media/command.ts',
  simulation: 'simulation/main.ts',
  'mastery-check': 'mastery-check/main.ts',
  'speech-check': 'speech-check/main.ts',
  bench: 'bench/main.ts',
  fuzz: 'testing/hostile/main.ts',
  load: 'load/main.ts',
};

const ofManyFiles = [
  /^(@better-auth|@simplewebauthn)\//,
  'better-auth',
  'better-call',
  'drizzle-orm',
  'hono',
  'jose',
  'zod',
];

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    rollupOptions: {
      input: Object.fromEntries(
        Object.entries(programs).filter(([, file]) => existsSync(join(import.meta.dirname, file))),
      ),
      output: { entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
    },
  },
  // The workspace's own code goes in, and of packages those of very many files: Node reads a file a millisecond, and the
  // service is waited for. The others stay outside.
  ssr: { noExternal: [/^@hornbook\//, ...ofManyFiles] },
});
