import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { setProfile } from './commands/set-profile.ts';
import { LearnerDatabase, learnerStores, SCHEMA_VERSION } from './learner-database.ts';
import { freshDevice } from './testing/fresh-device.ts';

test('an old tab lets go when a newer app upgrades the database, keeps working, and nothing waiting is lost', async () => {
  const old = await freshDevice();
  await setProfile({ displayName: 'Ada' });
  const name = old.learner.name;

  // What a later version of the app would open: the same database with one more store.
  const newer = new Dexie(name);
  newer.version(SCHEMA_VERSION + 1).stores({ ...learnerStores(), oneMore: 'id' });
  await newer.open();
  expect(newer.tables.map((table) => table.name)).toContain('oneMore');
  expect(await newer.table('outbox').count()).toBe(1);

  expect(await setProfile({ displayName: 'Ada L.' })).toMatchObject({ kind: 'stored' });
  expect(await newer.table('profile').get('me')).toMatchObject({ displayName: 'Ada L.' });
  newer.close();
  // The app is taken back: the one before opens what the newer one left.
  const back = new LearnerDatabase(old.device.learnerId);
  expect(await back.rows('profile').get('me')).toMatchObject({ displayName: 'Ada L.' });
  back.close();
});
