import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setProfile } from '../data/commands/set-profile.ts';
import { freshDevice } from '../data/testing/fresh-device.ts';
import { readNote } from '../data/was-here.ts';
import { useLost } from '../ui-state/lost.ts';
import { noteWhoIsHere } from './note-who-is-here.ts';

let controller: AbortController;
beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  useLost.setState({ note: null, former: null });
  controller = new AbortController();
});
afterEach(() => {
  controller.abort();
  vi.unstubAllGlobals();
});

test('a store that is cleared under an open page takes nothing from the note of what had not been sent', async () => {
  const connections = await freshDevice();
  const { learner, device } = connections;
  device.claimed = true;
  await setProfile({ displayName: 'Ana' });
  noteWhoIsHere(connections, controller.signal);
  await vi.waitFor(() => expect(readNote()).toMatchObject({ name: 'Ana', unsent: 1 }));

  // The page lives on, and whatever it asks next makes the database anew, empty.
  await Dexie.delete(learner.name);
  await learner.rows('profile').count();
  await learner.outbox.put({ collection: 'profile', key: 'you', rev: 1, since: 1, waiting: null } as never);
  await learner.outbox.clear();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await learner.outbox.count()).toBe(0);
  expect(readNote()).toMatchObject({ name: 'Ana', unsent: 1 });
});

test('what is sent meanwhile is taken off the note', async () => {
  const connections = await freshDevice();
  connections.device.claimed = true;
  await setProfile({ displayName: 'Ana' });
  noteWhoIsHere(connections, controller.signal);
  await vi.waitFor(() => expect(readNote()).toMatchObject({ unsent: 1 }));
  await connections.learner.outbox.clear();
  await vi.waitFor(() => expect(readNote()).toMatchObject({ name: 'Ana', unsent: 0 }));
});
