import { beforeEach, expect, test } from 'vitest';
import { setBusy } from '../ui-state/app-update.ts';
import { reloadWhenAScriptIsLost } from './lost-scripts.ts';

let target: EventTarget;
let reloads: number;
let kept: Map<string, string>;
const lose = () => target.dispatchEvent(new Event('vite:preloadError'));
const watch = ({ version = 'a', controlled = true } = {}) =>
  reloadWhenAScriptIsLost({
    target,
    version,
    kept: () => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) }),
    isControlled: () => controlled,
    reload: () => {
      reloads += 1;
    },
  });

beforeEach(() => {
  target = new EventTarget();
  reloads = 0;
  kept = new Map();
  setBusy(false);
});

test('a script that is gone since another tab took a new version is met with one reload, not a loop of them', () => {
  watch();
  lose();
  lose();
  expect(reloads).toBe(1);
  target = new EventTarget();
  watch();
  lose();
  expect(reloads).toBe(1);
  target = new EventTarget();
  watch({ version: 'b' });
  lose();
  expect(reloads).toBe(2);
});

test('it waits for the end of what is being answered', () => {
  setBusy(true);
  watch();
  lose();
  lose();
  expect(reloads).toBe(0);
  setBusy(false);
  expect(reloads).toBe(1);
  setBusy(true);
  setBusy(false);
  expect(reloads).toBe(1);
});

test('a page that no service worker could give again stays as it is', () => {
  watch({ controlled: false });
  lose();
  expect(reloads).toBe(0);
});

test('where the browser forbids storage the app starts all the same, and does not reload', () => {
  reloadWhenAScriptIsLost({
    target,
    version: 'a',
    kept: () => {
      throw new DOMException('not here', 'SecurityError');
    },
    isControlled: () => true,
    reload: () => {
      reloads += 1;
    },
  });
  lose();
  expect(reloads).toBe(0);
});
