import { defineConfig } from 'vitest/config';

// The properties take a second or two alone, longer beside a build, and twenty times as long in deep runs.
export default defineConfig({
  test: { name: 'shared', include: ['**/*.test.ts'], pool: 'threads', testTimeout: 300_000 },
});
