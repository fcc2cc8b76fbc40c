import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setClock } from './clock.ts';
import { setLockAfter } from './commands/share-device.ts';
import { useConnectionState } from './connections.ts';
import { freshDevice } from './testing/fresh-device.ts';
import { watchIdle } from './watch-idle.ts';

const MINUTE = 60_000;
let page: EventTarget;
let time: number;
let stop: () => void;
const isLocked = () => useConnectionState.getState().kind === 'locked';
/** What the page does every few seconds, after so much time. */
const pass = async (ms: number) => {
  time += ms;
  await vi.advanceTimersByTimeAsync(5_000);
  await settled();
};
/** What was set going is done: the database goes on by real time. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

beforeEach(async () => {
  await freshDevice();
  time = Date.now();
  setClock(() => time);
  page = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  // Only the page's own look-out: the database goes on by real time.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  stop = watchIdle();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  setClock(() => Date.now());
});
const untilLocked = () => vi.waitFor(() => expect(isLocked()).toBe(true), { timeout: 3_000 });

test('a page that stays open asks who is learning once nobody has touched it for ten minutes', async () => {
  await pass(9 * MINUTE);
  page.dispatchEvent(new Event('pointermove'));
  await pass(9 * MINUTE);
  expect(isLocked()).toBe(false);
  await pass(MINUTE);
  await untilLocked();
});

test('a lecture that plays is somebody; one that has ended is nobody', async () => {
  for (let minutes = 0; minutes < 30; minutes += 3) {
    await pass(3 * MINUTE);
    page.dispatchEvent(new Event('timeupdate'));
  }
  expect(isLocked()).toBe(false);
  await pass(10 * MINUTE);
  await untilLocked();
});

test('a clock that is set back under an open page counts as away, and so does a device that slept', async () => {
  await pass(-24 * 60 * MINUTE);
  await untilLocked();
});

test('asks as late as was chosen, or never', async () => {
  await setLockAfter(null);
  await pass(24 * 60 * MINUTE);
  expect(isLocked()).toBe(false);
  await setLockAfter(2);
  await pass(0);
  await untilLocked();
});
