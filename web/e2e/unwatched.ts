import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { test as base } from './fixtures.ts';

/** Stories of service workers that change hands: in a browser whose service workers no debugger watches. */
export const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const browser = launchOptions.executablePath ?? chromium.executablePath();
      const executablePath = join(import.meta.dirname, 'unwatched-chromium.mjs');
      await use({ ...launchOptions, executablePath, env: { ...process.env, HORNBOOK_CHROMIUM: browser } as never });
    },
    { scope: 'worker' },
  ],
});

export { expect } from './fixtures.ts';
