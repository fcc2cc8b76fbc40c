import { randomUUID } from 'node:crypto';
import type { Profile } from '@hornbook/shared/collections/profile.ts';
import { sql } from 'drizzle-orm';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { readFeedOn } from '../sync/read-feed.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeTestDevice, type TestDevice } from '../testing/test-device.ts';
import { eventsOf } from './account-events.ts';
import { listRoles, rolesOf, setRole } from './roles.ts';

describeOnBoth('roles', (database) => {
  let app: Hono;
  let first: { device: TestDevice; email: string };
  const withAccount = async () => {
    const email = `${randomUUID()}@example.org`;
    const device = await makeTestDevice(app);
    await device.post('/auth/claim', await device.claim());
    const proof = await device.proof('make-account');
    expect((await device.post('/auth/account/make', { email, password: 'correct horse', proof })).status).toBe(200);
    return { device, email };
  };
  const profileOf = async (learnerId: string) => {
    const { rows } = await readFeedOn(database().db)(learnerId, 0, { rows: 1000, bytes: 1e6 });
    return rows.find(({ collection }) => collection === 'profile')?.row as Profile;
  };
  const kindsOf = async ({ learnerId }: TestDevice) =>
    (await eventsOf(database(), learnerId)).map(({ kind }) => kind).toSorted();
  beforeAll(async () => {
    app = await makeTestApp(database());
    first = await withAccount();
  });

  test('whoever makes the first account of an embedded installation is author and operator, and nobody after them', async () => {
    const embedded = database().kind === 'pglite';
    expect(await rolesOf(database().db, first.device.learnerId)).toMatchObject({
      isAuthor: embedded,
      isOperator: embedded,
    });
    const second = await withAccount();
    expect(await rolesOf(database().db, second.device.learnerId)).toMatchObject({ isAuthor: false, isOperator: false });
    // Also not when the first one is gone: whoever comes later may be anybody.
    await database().query('update "user" set is_anonymous = true where email <> $1', [second.email]);
    const third = await withAccount();
    expect(await rolesOf(database().db, third.device.learnerId)).toMatchObject({ isAuthor: false });
    await database().query('update "user" set is_anonymous = email like \'%@anonymous.invalid\'');
  });

  test('a role is told to every device by the feed, written down, and taken away the same way', async () => {
    const { device, email } = await withAccount();
    expect(await profileOf(device.learnerId)).toMatchObject({ isAuthor: null, isOperator: null });
    expect(await setRole(database(), email.toUpperCase(), 'author', true)).toEqual({
      kind: 'changed',
      emailConfirmed: false,
    });
    expect(await setRole(database(), email, 'author', true)).toEqual({ kind: 'unchanged' });
    expect(await profileOf(device.learnerId)).toMatchObject({ isAuthor: true, isOperator: null });
    expect((await listRoles(database())).map((one) => one.email)).toContain(email);

    expect(await setRole(database(), email, 'author', false)).toMatchObject({ kind: 'changed' });
    expect(await profileOf(device.learnerId)).toMatchObject({ isAuthor: null });
    expect(await kindsOf(device)).toEqual(['account-made', 'made-author', 'no-longer-author']);
    expect(await setRole(database(), 'nobody@example.org', 'author', true)).toEqual({ kind: 'unknown' });
  });

  test('a learner who comes into an account has its roles, and no device can give itself one', async () => {
    const { device, email } = await withAccount();
    await setRole(database(), email, 'author', true);
    const other = await makeTestDevice(app);
    await other.post('/auth/claim', await other.claim());
    const proven = await other.post('/auth/account/prove', {
      ...{ email, password: 'correct horse', deviceId: other.deviceId },
    });
    const { ticket } = (await proven.json()) as { ticket: string };
    expect((await other.post('/auth/account/enter', await other.entry(ticket, null))).status).toBe(200);
    expect(await profileOf(other.learnerId)).toMatchObject({ isAuthor: true });
    expect(await rolesOf(database().db, other.learnerId)).toMatchObject({ isAuthor: true });

    const asLearner = (text: string) =>
      database().transaction(async (tx) => {
        await tx.execute(sql`select set_config('app.learner_id', ${device.learnerId}, true),
          set_config('role', 'hornbook_learner', true)`);
        return tx.execute(sql.raw(text));
      });
    for (const change of ['update profile set is_operator = true', 'update "user" set is_operator = true'])
      await expect(asLearner(change), change).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});
