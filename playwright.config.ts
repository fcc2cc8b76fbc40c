import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const executablePath = process.env.CHROMIUM_PATH ?? installed;
/** What every browser has to stand; the rest is told by one. Not yet those that fill in texts: this Firefox keeps them from React. */
const mainStories = /offline\.spec\.ts$/;
const firefox = process.env.FIREFOX_PATH;

export default defineConfig({
  testDir: 'web/e2e',
  globalSetup: './web/e2e/prepared-data.ts',
  outputDir: '.cache/e2e-results',
  // Each worker runs a service of its own on embedded PGlite; two cores carry two of them.
  workers: 2,
  // The stories of a file may be told by both: each has learners and devices of its own.
  fullyParallel: true,
  // Stories that take long are told by `npm run test:deep` and `npm run e2e`.
  ...(process.env.HORNBOOK_DEEP === '1' || process.env.E2E_ALL === '1' ? {} : { grepInvert: /@long/ }),
  // A story that only passes the second time is told in the run's output, so that its race is looked for.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.E2E_REPORT ? [['list'], ['json', { outputFile: process.env.E2E_REPORT }]] : [['list']],
  use: {
    viewport: { width: 360, height: 640 },
    actionTimeout: 15_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    // Tracing every story takes a good part of the time of all; one that failed is told again, and traced.
    trace: 'on-first-retry',
  },
  projects: [
    {
      name: 'chromium',
      use: {
        launchOptions: {
          ...(executablePath ? { executablePath } : {}),
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    ...(firefox
      ? [
          {
            name: 'firefox',
            testMatch: mainStories,
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              launchOptions: { executablePath: firefox },
            },
          },
        ]
      : []),
  ],
});
