import { randomUUID } from 'node:crypto';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { Profile } from '@hornbook/shared/collections/profile.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { PROTOCOL } from '@hornbook/shared/sync/protocol.ts';
import { rowToWire } from '@hornbook/shared/sync/row.ts';
import { writeRow } from '@hornbook/shared/sync/write-row.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { readFeedOn } from '../sync/read-feed.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, pair, type TestDevice } from '../testing/test-device.ts';
import { eraseDue } from './erasure.ts';

const PASSWORD = 'correct horse battery';

describeOnBoth('deleting a learner or an account', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const withAccount = async () => {
    const device = await makeClaimedDevice(app);
    const email = `${randomUUID()}@example.org`;
    const proof = await device.proof('make-account');
    expect((await device.post('/auth/account/make', { email, password: PASSWORD, proof })).status).toBe(200);
    return { device, email };
  };
  const ask = async (device: TestDevice, what: 'learner' | 'account') =>
    device.post('/auth/account/delete', { what, proof: await device.proof(`delete-${what}`) });
  const due = async (device: TestDevice) =>
    ((await (await device.get('/auth/account')).json()) as { erasesAt: number | null }).erasesAt;
  const afterGrace = (learnerId: string) =>
    database().query(
      `with u as (update "user" set erase_at = now() - interval '1 second'
          where erase_at is not null and id = (select user_id from learners where id = $1))
        update learners set erase_at = now() - interval '1 second' where id = $1 and erase_at is not null`,
      [learnerId],
    );
  const userOf = async (learnerId: string) =>
    (await database().query<{ id: string }>('select user_id as id from learners where id = $1', [learnerId]))[0]?.id;

  const toldByFeed = async (learnerId: string) => {
    const { rows } = await readFeedOn(database().db)(learnerId, 0, { rows: 100, bytes: 1e6 });
    return (rows.find(({ collection }) => collection === 'profile')?.row as Profile | undefined)?.erasesAt;
  };
  /** Every column of every table that can hold the id of a learner or of an account. */
  const placesOf = async (ids: readonly (string | undefined)[]): Promise<string[]> => {
    const columns = await database().query<{ t: string; c: string }>(
      `select c.table_name as t, c.column_name as c from information_schema.columns c join information_schema.tables using (table_schema, table_name)
       where c.table_schema = 'public' and table_type = 'BASE TABLE' and (c.data_type in ('uuid', 'text', 'json', 'jsonb'))`,
    );
    const places: string[] = [];
    for (const { t, c } of columns)
      for (const id of ids) {
        const found = await database().query(`select 1 from "${t}" where "${c}"::text like '%' || $1 || '%' limit 1`, [
          id,
        ]);
        if (found.length > 0) places.push(`${t}.${c}`);
      }
    return [...new Set(places)].sort();
  };
  /** A row in every table that has a learner, as far as its columns allow it to be made up. */
  const fillTables = async (learnerId: string) => {
    const insert = (text: string) => database().query(text, [learnerId]);
    await insert(`insert into skill_states (learner_id, skill_id, state, fold_version) values ($1, 's', '{}', 1)`);
    await insert(`insert into streaks (learner_id, current, longest, state, fold_version) values ($1, 1, 1, '{}', 1)`);
    await database().query(
      `insert into blobs (sha256, size_bytes, media_type, stored_as) values ('a-file', 1, 'text/plain', 'blobs/a-file/1')
       on conflict do nothing`,
    );
    for (const table of ['learner_blobs (sha256, media_type, ', 'blob_uploads (sha256, id, '])
      await insert(`insert into ${table} size_bytes, learner_id)
        values ('a-file', ${table.startsWith('blob_') ? 'gen_random_uuid()' : `'text/plain'`}, 1, $1)`);
    await insert(`insert into sent_reminders (learner_id, local_day) values ($1, '2026-01-01')`);
    await insert(`insert into replicas (learner_id, replica_id, max_rev) values ($1, 'replicaa00', 5)`);
    await insert(
      `insert into study_days (learner_id, local_day, course, active_ms) values ($1, '2026-01-01', 'none', '{"replicaa00": 5}')`,
    );
  };

  test('it takes the device’s own key, is shown to every device, and is taken back from any of them', async () => {
    const { device } = await withAccount();
    const tablet = await makeTestDevice(app, device.learnerId);
    expect((await pair(device, tablet)).status).toBe(200);
    const wrong = { what: 'learner', proof: await device.proof('make-account') };
    expect((await device.post('/auth/account/delete', wrong)).status).toBe(400);
    expect(await due(device)).toBeNull();
    expect((await ask(device, 'learner')).status).toBe(200);
    const at = await due(tablet);
    expect(await toldByFeed(device.learnerId), 'all devices hear of it by the row they all have').toBe(at);
    expect((at ?? 0) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect((await ask(tablet, 'learner')).status).toBe(200);
    expect(await due(device), 'not put off').toBe(at);
    expect((await tablet.post('/auth/account/keep', {})).status).toBe(200);
    expect(await due(device)).toBeNull();
    expect(await toldByFeed(device.learnerId)).toBeNull();
    await eraseDue(database());
    expect((await device.get('/auth/learner')).status).toBe(200);
    const { events } = (await (await device.get('/auth/account/events')).json()) as { events: { kind: string }[] };
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('deletion'))).toHaveLength(3);
    expect(kinds[0]).toBe('deletion-taken-back');
  });

  test('what devices send while it is asked for and taken back is stored, and says nothing of it', async () => {
    const { device } = await withAccount();
    const { learnerId } = device;
    const { epoch } = await readFeedOn(database().db)(learnerId, 0, { rows: 1, bytes: 1e6 });
    const send = async (n: number, erasesAt: number | null = null) => {
      const said = writeRow(collections.profile, undefined, { id: 'me', bio: `${n}` }, formatHlc(n, 0, 'replicaa00'));
      const row = { ...rowToWire(collections.profile, said), ...(erasesAt && { erasesAt }) };
      const rows = [{ collection: 'profile', key: 'me', rev: n, row }];
      const head = { protocol: PROTOCOL, learnerId, replicaId: 'replicaa00', epoch, heard: Date.now() };
      return (await device.post('/sync/push', { ...head, rows })).json();
    };
    const turns = Array.from({ length: 12 }, (_, n) => n + 1);
    const [answers, pushed] = await Promise.all([
      Promise.all(turns.map(async (n) => (n % 2 ? ask(device, 'account') : device.post('/auth/account/keep', {})))),
      Promise.all(turns.map((n) => send(n))),
    ]);
    for (const answer of answers) expect(answer.status).toBe(200);
    for (const reply of pushed) expect(reply).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
    expect((await ask(device, 'learner')).status).toBe(200);
    expect(await send(20, 5), 'no device says so').toMatchObject({ verdicts: [{ verdict: 'rejected' }] });
    expect(await send(21)).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
    expect(await toldByFeed(learnerId)).toBe(await due(device));
    expect((await device.post('/auth/account/keep', {})).status).toBe(200);
    expect(await toldByFeed(learnerId)).toBeNull();
  });

  test('after the days of grace nothing of an account and its learner is left in any table but the bare id, and devices are told', async () => {
    const { device, email } = await withAccount();
    const { learnerId, deviceId } = device;
    await fillTables(learnerId);
    const user = await userOf(learnerId);
    // Who it was before it came into the account goes, too.
    const phone = await makeClaimedDevice(app);
    const former = await userOf(phone.learnerId);
    const proven = await phone.post('/auth/account/prove', { email, password: PASSWORD, deviceId: phone.deviceId });
    const { ticket } = (await proven.json()) as { ticket: string };
    expect((await phone.post('/auth/account/enter', await phone.entry(ticket, learnerId))).status).toBe(200);
    expect((await ask(device, 'account')).status).toBe(200);
    expect(await eraseDue(database()), 'not before its time').toBe(0);
    await afterGrace(learnerId);
    const [one, two] = await Promise.all([eraseDue(database()), eraseDue(database())]);
    expect(one + two, 'once, whoever asks').toBe(1);
    const left = ['account_events.learner_id', 'learners.id'];
    expect(await placesOf([learnerId, phone.learnerId, user, former, deviceId, phone.deviceId, email])).toEqual(left);
    const [row] = await database().query('select user_id, erase_at from learners where id = $1', [learnerId]);
    expect(row).toEqual({ user_id: null, erase_at: null });
    const events = await database().query(
      'select kind, device_name from account_events where learner_id = any($1) group by 1, 2 order by 1',
      [[learnerId, phone.learnerId]],
    );
    expect(events).toEqual(['account-erased', 'erased'].map((kind) => ({ kind, device_name: null })));
    for (const one of [device, phone]) {
      expect((await one.get('/auth/learner')).status).toBe(401);
      const told = await one.post('/auth/claim', await one.claim());
      expect([told.status, await told.json()]).toMatchObject([410, { code: 'gone' }]);
    }
    expect(await eraseDue(database())).toBe(0);
  });

  test('deleting one learner leaves the account and its other learners as they are', async () => {
    const { device, email } = await withAccount();
    const other = await makeClaimedDevice(app);
    const proven = await other.post('/auth/account/prove', { email, password: PASSWORD, deviceId: other.deviceId });
    const { ticket } = (await proven.json()) as { ticket: string };
    expect((await other.post('/auth/account/enter', await other.entry(ticket, null))).status).toBe(200);
    await fillTables(other.learnerId);
    const before = await placesOf([other.learnerId]);
    expect((await ask(device, 'learner')).status).toBe(200);
    expect(await due(other)).toBeNull();
    await afterGrace(device.learnerId);
    expect(await eraseDue(database())).toBe(1);
    expect(await placesOf([other.learnerId])).toEqual(before);
    expect((await other.get('/auth/learner')).status).toBe(200);
    expect(await (await other.get('/auth/account')).json()).toMatchObject({ account: { email } });
  });
});
