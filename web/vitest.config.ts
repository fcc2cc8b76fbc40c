import { lingui } from '@lingui/vite-plugin';
import { defineConfig } from 'vitest/config';
import { linguiMacro } from './lingui-macro.ts';

/** Folders whose tests only work out and draw: none opens a database, so none has anything to leave behind. */
const FOLDERS_OF_VIEWS = ['i18n', 'questions', 'screens', 'shell', 'speech'];
const ofViews = FOLDERS_OF_VIEWS.map((folder) => `src/${folder}/**/*.test.{ts,tsx}`);

// Node with an IndexedDB of its own: what needs a real browser is a Playwright story.
export default defineConfig({
  // Components carry their words as Lingui macros; which tests a change of a catalogue touches is found by reading it.
  plugins: [linguiMacro(), lingui({ cwd: import.meta.dirname })],
  test: {
    hookTimeout: 20_000,
    // Deep runs try each property twenty times as often.
    testTimeout: process.env.HORNBOOK_DEEP === '1' ? 900_000 : 60_000,
    setupFiles: ['fake-indexeddb/auto'],
    // By itself it leaves one core of two to whoever watches.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'web', include: ['src/**/*.test.{ts,tsx}', 'simulation/**/*.test.ts'], exclude: ofViews },
      },
      // A process for each file takes longer than what is in it.
      { extends: true, test: { name: 'views', include: ofViews, isolate: false } },
    ],
  },
});
