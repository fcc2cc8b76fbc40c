import { beforeEach, expect, test } from 'vitest';
import { setClock } from './clock.ts';
import type { Connections } from './connections.ts';
import { localWrite } from './local-write.ts';
import { freshDevice } from './testing/fresh-device.ts';

let device: Connections;
let time = 0;

beforeEach(async () => {
  device = await freshDevice();
  time = 1_000_000;
  setClock(() => time);
});

const profile = { collection: 'profile', key: 'me' };
const settings = { collection: 'learnerSettings', key: 'me' };
const write = (displayName: string, expected: (typeof profile)[]) =>
  localWrite(
    device,
    async (writer) => {
      const before = (await writer.get('profile', 'me'))?.displayName ?? null;
      await writer.put('profile', { id: 'me', displayName });
      await writer.put('learnerSettings', { id: 'me', weeklyGoal: displayName.length });
      return before;
    },
    { expect: expected },
  );
const waiting = async () =>
  (await device.learner.outbox.toArray()).map(({ collection, rev, since }) => ({ collection, rev, since }));

test.each([
  ['all of what it changes', [profile, settings]],
  ['some of it', [profile]],
  ['nothing of it', []],
  ['more than it changes', [profile, settings, { collection: 'subjects', key: 'none' }]],
])('[W1] [W2] a command that says before that it expects %s writes the same', async (_, expected) => {
  expect(await write('Ada', expected)).toBeNull();
  time += 1_000;
  expect(await write('Ada L.', expected)).toBe('Ada');
  expect(await device.learner.rows('profile').get('me')).toMatchObject({ displayName: 'Ada L.' });
  expect(await device.learner.rows('learnerSettings').get('me')).toMatchObject({ weeklyGoal: 6 });
  // Each has waited since it was first written, and every writing takes a new revision.
  expect(await waiting()).toEqual([
    { collection: 'learnerSettings', rev: 4, since: 1_000_000 },
    { collection: 'profile', rev: 3, since: 1_000_000 },
  ]);
});
