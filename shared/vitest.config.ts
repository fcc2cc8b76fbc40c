import { defineConfig } from 'vitest/config';

// The properties take a second or two alone, longer beside a build, and twenty times as long in deep runs.
export default defineConfig({
  // Nothing here keeps anything for itself, so files need no modules of their own.
  test: {
    name: 'shared',
    include: ['**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    // By itself it leaves one core of two to whoever watches.
    maxWorkers: 2,
    testTimeout: 300_000,
  },
});
