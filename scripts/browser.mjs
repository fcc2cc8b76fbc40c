// Finds a Chromium for the browser stories, or gets one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from './workspace.mjs';

const playwright = fileURLToPath(new URL('node_modules/.bin/playwright', root));
const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const found = () => KNOWN.find((file) => existsSync(file));
const quietly = (file, args, timeout) =>
  spawnSync(file, args, {
    stdio: 'ignore',
    cwd: root,
    timeout,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** `{ path }` of a browser, `{ path: null }` for Playwright's own, or `{ problem }` when none can be had. */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given)
    return existsSync(given) ? { path: given } : { problem: `CHROMIUM_PATH names ${given}, which is not there.` };
  const there = found();
  if (there) return { path: there };
  if (quietly(playwright, ['install', 'chromium'], 240_000)) return { path: null };
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    quietly('apt-get', ['update'], 120_000);
    quietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 240_000);
    const installed = found();
    if (installed) return { path: installed };
  }
  return {
    problem:
      "No Chromium was found, Playwright's own could not be downloaded, and the distribution's could not be installed.\n" +
      'Install Chromium or Chrome, or name one by CHROMIUM_PATH=/path/to/chromium, and run the tests again.',
  };
}

/** A Firefox for the main stories, if the machine has one; it is never fetched for them. */
export function findFirefox() {
  const given = process.env.FIREFOX_PATH;
  const places = given ? [given] : ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'];
  return places.find((file) => existsSync(file));
}
