import { randomUUID } from 'node:crypto';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { Profile } from '@hornbook/shared/collections/profile.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { PROTOCOL, type PushReply } from '@hornbook/shared/sync/protocol.ts';
import { emptyRow, rowToWire } from '@hornbook/shared/sync/row.ts';
import { validateForWriting } from '@hornbook/shared/sync/validate.ts';
import { writeRow } from '@hornbook/shared/sync/write-row.ts';
import { beforeAll, expect, test } from 'vitest';
import { foldDirtyLearners } from '../folds/fold-dirty-learners.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { startWakeUps } from '../sync/wake-ups.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice } from '../testing/test-device.ts';
import { applyDerivedObjects } from './derived-objects.ts';

const ALL = { rows: 1000, bytes: 1e9 };

describeOnBoth('a learner with an account', (database) => {
  let app: Awaited<ReturnType<typeof makeTestApp>>;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const claimed = () => makeClaimedDevice(app);
  const profileOf = async (learnerId: string) => {
    const { rows } = await readFeedOn(database().db)(learnerId, 0, ALL);
    return rows.filter(({ collection }) => collection === 'profile').map(({ row }) => row as Profile);
  };
  const neutral = { ...emptyRow(collections.profile), id: 'me', stamps: { once: expect.any(String) } };

  test('has a profile from the first claim on, in the feed, that says nothing yet', async () => {
    const device = await claimed();
    expect(await profileOf(device.learnerId)).toEqual([neutral]);
    await device.post('/auth/claim', await device.claim());
    expect((await readFeedOn(database().db)(device.learnerId, 0, ALL)).version).toBe(1);
  });

  test('keeps the name a device was given before it met the service, whenever that was', async () => {
    for (const at of [1_000, Date.now() + 1_000]) {
      const device = await claimed();
      const { epoch } = await readFeedOn(database().db)(device.learnerId, 0, ALL);
      const row = writeRow(
        collections.profile,
        undefined,
        { id: 'me', displayName: 'Ada' },
        formatHlc(at, 0, 'replicaa00'),
      );
      const reply = (await (
        await device.post('/sync/push', {
          ...{ protocol: PROTOCOL, learnerId: device.learnerId, replicaId: 'replicaa00', epoch, heard: Date.now() },
          rows: [{ collection: 'profile', key: 'me', rev: 1, row: rowToWire(collections.profile, row) }],
        })
      ).json()) as PushReply;
      expect(reply).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
      expect(await profileOf(device.learnerId)).toMatchObject([{ displayName: 'Ada', dailyMinutes: 0 }]);
    }
  });

  test('may write into the row as it came', async () => {
    const [row] = await profileOf((await claimed()).learnerId);
    const written = writeRow(collections.profile, row, { displayName: 'Bo' }, formatHlc(Date.now(), 0, 'replicaa00'));
    expect(validateForWriting(collections.profile, written)).toEqual([]);
  });

  test('has one, and a streak, also when a hand made both, and that hand’s writes stay guarded', async () => {
    const [learnerId, userId, other] = [randomUUID(), randomUUID(), (await claimed()).learnerId];
    await database().query(`insert into "user" (id, name, email) values ($1, 'By hand', $2)`, [
      userId,
      `${userId}@example.com`,
    ]);
    await database().transaction(async (tx) => {
      const run = (text: string) => tx.execute(text);
      await run(`select set_config('app.learner_id', '${other}', true)`);
      await run(`insert into learners (id, user_id) values ('${learnerId}', '${userId}')`);
      await run(`update profile set display_name = 'Given' where learner_id = '${other}'`);
    });
    expect(await profileOf(learnerId)).toEqual([neutral]);
    expect(await profileOf(other)).toMatchObject([
      { displayName: 'Given', stamps: { displayName: expect.stringContaining('-') } },
    ]);

    const wakeUps = await startWakeUps(database());
    const log = { error: () => {} };
    const loadFacts = async () => () => () => undefined;
    const stop = foldDirtyLearners({ database: database(), wakeUps, loadFacts, log, netMs: 50 });
    await expect
      .poll(() => database().query('select current, longest from streaks where learner_id = $1', [learnerId]), {
        timeout: 5_000,
      })
      .toEqual([{ current: 0, longest: 0 }]);
    await stop();
    await wakeUps.stop();
  });

  test('gets one by the next start when there was none, and nobody without an account does', async () => {
    const [a, b, userId] = [randomUUID(), randomUUID(), randomUUID()];
    await database().query('insert into learners (id) values ($1), ($2)', [a, b]);
    await database().query(`insert into "user" (id, name, email) values ($1, 'Old', $2)`, [userId, `${userId}@x.com`]);
    await database().query('alter table learners disable trigger hornbook_profile');
    await database().query('update learners set user_id = $2 where id = $1', [a, userId]);
    expect(await profileOf(a)).toEqual([]);
    await database().query(`delete from hornbook_meta where key = 'derived-objects'`);
    await applyDerivedObjects(database().db);
    expect(await profileOf(a)).toEqual([neutral]);
    expect(await profileOf(b)).toEqual([]);
  });
});
