import { beforeEach, expect, test } from 'vitest';
import { setBusy } from '../ui-state/app-update.ts';
import { reloadWhenAScriptIsLost } from './lost-scripts.ts';

let target: EventTarget;
let reloads: number;
let kept: Map<string, string>;
let typing: boolean;
/** Lets the next wait of the page end. */
let pass: (() => void)[];
const lose = () => target.dispatchEvent(new Event('vite:preloadError'));
const wait = () => new Promise<void>((resolve) => void pass.push(resolve));
const aMomentLater = async () => {
  for (const resolve of pass.splice(0)) resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
};
const watch = ({ version = 'a', controlled = true } = {}) =>
  reloadWhenAScriptIsLost({
    target,
    version,
    kept: () => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) }),
    isControlled: () => controlled,
    isTyping: () => typing,
    wait,
    reload: () => {
      reloads += 1;
    },
  });

beforeEach(() => {
  target = new EventTarget();
  reloads = 0;
  kept = new Map();
  typing = false;
  pass = [];
  setBusy(false);
});

test('a script that is gone since another tab took a new version is met with one reload, not a loop of them', async () => {
  watch();
  lose();
  lose();
  await aMomentLater();
  expect(reloads).toBe(1);
  target = new EventTarget();
  watch();
  lose();
  await aMomentLater();
  expect(reloads).toBe(1);
  target = new EventTarget();
  watch({ version: 'b' });
  lose();
  await aMomentLater();
  expect(reloads).toBe(2);
});

test('it waits until what is typed was left, and a moment longer: it is stored by then', async () => {
  typing = true;
  watch();
  lose();
  await aMomentLater();
  await aMomentLater();
  expect(reloads).toBe(0);
  typing = false;
  expect(reloads).toBe(0);
  await aMomentLater();
  expect(reloads).toBe(1);
});

test('it waits for the end of what is being answered', async () => {
  setBusy(true);
  watch();
  lose();
  lose();
  await aMomentLater();
  expect(reloads).toBe(0);
  setBusy(false);
  await aMomentLater();
  expect(reloads).toBe(1);
  setBusy(true);
  setBusy(false);
  await aMomentLater();
  expect(reloads).toBe(1);
});

test('a page that no service worker could give again stays as it is', async () => {
  watch({ controlled: false });
  lose();
  await aMomentLater();
  expect(reloads).toBe(0);
});

test('where the browser forbids storage the app starts all the same, and does not reload', async () => {
  reloadWhenAScriptIsLost({
    target,
    version: 'a',
    kept: () => {
      throw new DOMException('not here', 'SecurityError');
    },
    isControlled: () => true,
    isTyping: () => typing,
    wait,
    reload: () => {
      reloads += 1;
    },
  });
  lose();
  await aMomentLater();
  expect(reloads).toBe(0);
});
