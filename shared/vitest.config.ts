import { defineConfig } from 'vitest/config';

// The properties take a second or two alone, and longer beside a build.
export default defineConfig({
  test: { name: 'shared', include: ['**/*.test.ts'], pool: 'threads', testTimeout: 30_000 },
});
