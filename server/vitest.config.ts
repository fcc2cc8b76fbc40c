import { defineConfig } from 'vitest/config';

// Forks, not threads: PGlite and embedded Postgres want a process of their own.
export default defineConfig({
  test: {
    name: 'server',
    include: ['**/*.test.ts'],
    // Programs of courses have tests of their own, which are run as learners run them.
    exclude: ['node_modules/**', 'dist/**', 'content/courses/**'],
    globalSetup: ['./testing/global-setup.ts'],
    pool: 'forks',
    // Much of the time is spent waiting for processes and databases, so two keep two cores busy.
    maxWorkers: 2,
    // Loading the service's modules anew for each of a hundred files took a tenth of the run. None keeps what others see.
    isolate: false,
    // Deep runs try each property twenty times as often.
    testTimeout: process.env.HORNBOOK_DEEP === '1' ? 900_000 : 60_000,
    hookTimeout: 120_000,
  },
});
