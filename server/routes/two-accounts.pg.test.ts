import { randomUUID } from 'node:crypto';
import { LEARNER_HEADER } from '@hornbook/shared/sync/protocol.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { eraseDue } from '../auth/erasure.ts';
import { scopeOf } from '../auth/learner-scope.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, pair, type TestDevice } from '../testing/test-device.ts';

const PASSWORD = 'correct horse battery';

describeOnBoth('two accounts of one service', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });

  const claimed = () => makeClaimedDevice(app);
  const ticketOf = async (device: TestDevice, email: string, password = PASSWORD) => {
    const proven = await device.post('/auth/account/prove', { email, password, deviceId: device.deviceId });
    return {
      status: proven.status,
      ...((await proven.json()) as { ticket: string; learners: { learnerId: string }[] }),
    };
  };
  /** Somebody with an account, a phone, a tablet, a learner of before, a passkey, a code on the screen and a name. */
  const somebody = async (name: string) => {
    const phone = await claimed();
    const { learnerId } = phone;
    const email = `${randomUUID()}@example.org`;
    const proof = await phone.proof('make-account');
    expect((await phone.post('/auth/account/make', { email, password: PASSWORD, proof })).status).toBe(200);
    const tablet = await makeTestDevice(app, learnerId);
    expect((await pair(phone, tablet)).status).toBe(200);
    const before = await claimed();
    const { ticket } = await ticketOf(before, email);
    expect((await before.post('/auth/account/enter', await before.entry(ticket, learnerId))).status).toBe(200);
    await withLearnerOn(database().db)(learnerId, (store) =>
      store.putRows('profile', [{ key: 'me', row: { id: 'me', displayName: name, stamps: {}, deletedAt: null } }]),
    );
    const [user] = await database().query<{ id: string }>('select user_id as id from learners where id = $1', [
      learnerId,
    ]);
    const passkeyId = randomUUID();
    await database().query(
      `insert into passkey (id, user_id, name, public_key, credential_id, counter, device_type, backed_up)
       values ($1, $2, 'A key', 'k', $3, 0, 'singleDevice', false)`,
      [passkeyId, user?.id, randomUUID()],
    );
    const offered = (await (await phone.post('/auth/pairings')).json()) as { code: string; pairing: string };
    return { name, phone, tablet, before, learnerId, email, userId: user?.id ?? '', passkeyId, ...offered };
  };
  type Somebody = Awaited<ReturnType<typeof somebody>>;

  /** Every row of every table that names the learner, the one of before, or the account. */
  const everythingOf = async ({ learnerId, before, userId }: Somebody) => {
    const columns = await database().query<{ table: string; column: string }>(
      `select c.table_name as table, c.column_name as column from information_schema.columns c
         join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
         and c.column_name in ('learner_id', 'into_id', 'user_id') order by 1, 2`,
    );
    const found: Record<string, unknown> = {};
    const read = async (table: string, column: string, ids: string[]) => {
      const rows = await database().query<{ row: string }>(
        `select t::text as row from "${table}" t where ${column}::text = any($1::text[]) order by 1`,
        [`{${ids.join()}}`],
      );
      if (rows.length > 0) found[`${table}.${column}`] = rows.map(({ row }) => row);
    };
    for (const { table, column } of columns)
      await read(table, column, column === 'user_id' ? [userId] : [learnerId, before.learnerId]);
    await read('learners', 'id', [learnerId, before.learnerId]);
    await read('user', 'id', [userId]);
    return found;
  };

  test('whatever one asks for with the other’s ids, nothing of the other is read or changed: devices, codes, ways in, deletion', async () => {
    const [a, b] = [await somebody('Ada keeps this'), await somebody('Bo keeps this')];
    const kept = await everythingOf(b);
    expect(Object.keys(kept)).toEqual(
      expect.arrayContaining([
        ...['account.user_id', 'account_events.learner_id', 'changes.learner_id', 'devices.learner_id'],
        ...['joined_learners.into_id', 'learners.id', 'pairings.learner_id', 'passkey.user_id', 'user.id'],
      ]),
    );
    const said: string[] = [];
    const ask = async (path: string, body?: unknown, headers?: Record<string, string>) => {
      const answer = await (body === undefined ? a.phone.get(path, headers) : a.phone.post(path, body, headers));
      said.push(await answer.text());
      return answer.status;
    };
    const mine = async (act: Parameters<TestDevice['proof']>[0], about = {}) => a.phone.proof(act, about);
    const { deviceId } = b.tablet;
    expect(await ask('/auth/devices/rename', { deviceId, name: 'Mine' })).toBe(404);
    for (const about of [{}, { learnerId: b.learnerId }])
      expect(
        await ask('/auth/devices/revoke', { deviceId, proof: await mine(`revoke-device ${deviceId}`, about) }),
      ).not.toBe(200);
    expect(await ask('/auth/pairings/answer', { pairing: b.pairing, accept: true })).not.toBe(200);
    expect(await ask('/auth/account/passkeys/remove', { id: b.passkeyId, proof: await mine('remove-passkey') })).toBe(
      404,
    );
    // The right password of one's own account says nothing of another's.
    expect((await ticketOf(a.phone, b.email, `${PASSWORD}!`)).status).toBe(401);
    const { ticket, learners } = await ticketOf(a.phone, a.email);
    expect(learners.map(({ learnerId }) => learnerId)).toEqual([a.learnerId]);
    for (const into of [b.learnerId, b.before.learnerId])
      expect(await ask('/auth/account/enter', await a.phone.entry(ticket, into))).toBe(404);
    // A ticket is good in the hands of the device that proved it, and for no learner of somebody else.
    const thief = await makeTestDevice(app, b.learnerId);
    const stolen = await thief.post('/auth/account/enter', await thief.entry(ticket, a.learnerId));
    expect(stolen.status).toBe(403);
    for (const act of ['delete-learner', 'delete-account'] as const) {
      const proof = await mine(act, { learnerId: b.learnerId });
      expect(await ask('/auth/account/delete', { what: act.slice(7), proof })).not.toBe(200);
    }
    expect(await ask('/auth/account/keep', {})).toBe(200);
    for (const path of ['/auth/account', '/auth/account/events', '/auth/devices', '/auth/learner']) {
      expect(await ask(path)).toBe(200);
      expect(await ask(path, undefined, { [LEARNER_HEADER]: scopeOf(b.learnerId) })).toBe(401);
    }
    expect(await ask(`/sync/shape?scope=${scopeOf(b.learnerId)}&offset=-1`)).toBe(401);
    expect(await everythingOf(b)).toEqual(kept);
    for (const secret of [b.name, b.email, b.learnerId, b.userId, b.passkeyId, b.pairing, deviceId, b.before.learnerId])
      for (const text of said) expect(text).not.toContain(secret);
  });

  test('when one account goes, with all its learners, every row of the other stays as it was', async () => {
    const [a, b] = [await somebody('Ada goes'), await somebody('Bo stays')];
    // A device of one that came into the other's account too: both learners are on it, each for themselves.
    const { ticket } = await ticketOf(a.tablet, b.email);
    expect((await a.tablet.post('/auth/account/enter', await a.tablet.entry(ticket, b.learnerId))).status).toBe(200);
    const kept = await everythingOf(b);
    const proof = await a.phone.proof('delete-account');
    expect((await a.phone.post('/auth/account/delete', { what: 'account', proof })).status).toBe(200);
    await database().query(
      `with u as (update "user" set erase_at = now() where id = $1)
       update learners set erase_at = now() where user_id = $1`,
      [a.userId],
    );
    expect(await eraseDue(database())).toBe(1);
    expect(await everythingOf(b)).toEqual(kept);
    const left = await everythingOf(a);
    expect(Object.keys(left).sort()).toEqual(['account_events.learner_id', 'learners.id']);
    expect(JSON.stringify(left)).not.toContain('Ada goes');
    expect(await (await a.tablet.get('/auth/learner')).json()).toEqual({ learnerId: b.learnerId });
    expect((await a.phone.get('/auth/learner')).status).toBe(401);
  });
});
