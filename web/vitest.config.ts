import { lingui } from '@lingui/vite-plugin';
import { defineConfig } from 'vitest/config';
import { linguiMacro } from './lingui-macro.ts';

// Node with an IndexedDB of its own: what needs a real browser is a Playwright story.
export default defineConfig({
  // Components carry their words as Lingui macros; which tests a change of a catalogue touches is found by reading it.
  plugins: [linguiMacro(), lingui({ cwd: import.meta.dirname })],
  test: {
    name: 'web',
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'simulation/**/*.test.ts'],
    setupFiles: ['fake-indexeddb/auto'],
    hookTimeout: 20_000,
    // Deep runs try each property twenty times as often.
    testTimeout: process.env.HORNBOOK_DEEP === '1' ? 900_000 : 60_000,
  },
});
