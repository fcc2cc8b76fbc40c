import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp, restore } from '../db/backup.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, pair } from '../testing/test-device.ts';
import { noteBesideBackups, takeAwayAgain } from './beside-backups.ts';
import { eraseReturned, noteErased, readErased } from './erased-list.ts';
import { eraseDue, GRACE_DAYS } from './erasure.ts';
import { listBeside } from './list-beside.ts';

describeOnBoth('a backup put back', (database) => {
  let app: Hono;
  let folder: string;
  beforeAll(async () => {
    app = await makeTestApp(database());
    folder = mkdtempSync(join(tmpdir(), 'hornbook-erased-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const claimed = () => makeClaimedDevice(app);
  const withAccount = async () => {
    const device = await claimed();
    const email = `${randomUUID()}@example.org`;
    const body = { email, password: 'correct horse battery', proof: await device.proof('make-account') };
    expect((await device.post('/auth/account/make', body)).status).toBe(200);
    return { device, email };
  };
  const erase = async (device: Awaited<ReturnType<typeof claimed>>, what: 'learner' | 'account') => {
    const proof = await device.proof(`delete-${what}`);
    expect((await device.post('/auth/account/delete', { what, proof })).status).toBe(200);
    await database().query(
      `with u as (update "user" set erase_at = now() where erase_at is not null)
        update learners set erase_at = now() where erase_at is not null`,
    );
    expect(await eraseDue(database())).toBe(1);
  };
  const accountsOf = async (email: string) =>
    (await database().query('select 1 from "user" where email = $1', [email])).length;
  const profilesOf = async (learnerId: string) =>
    (await database().query('select 1 from profile where learner_id = $1', [learnerId])).length;

  test('brings back nobody who was erased after it was made, nor their account, also where the database itself was lost', async () => {
    const gone = await withAccount();
    const kept = await withAccount();
    const stays = await claimed();
    const file = (await backUp(database(), folder)) ?? '';
    await erase(gone.device, 'account');
    await erase(kept.device, 'learner');
    const later = await claimed();
    await noteErased(database(), folder);
    await noteErased(database(), folder);
    expect(readFileSync(listBeside(folder, 'erased'), 'utf8').trim().split('\n')).toHaveLength(2);
    expect(statSync(listBeside(folder, 'erased')).mode & 0o077, 'nobody else may read it').toBe(0);
    expect([...readErased(folder).keys()].sort()).toEqual([gone.device.learnerId, kept.device.learnerId].sort());

    await restore(database(), file);
    expect(await profilesOf(gone.device.learnerId), 'the backup knew them').toBe(1);
    // As a crash may leave it.
    appendFileSync(listBeside(folder, 'erased'), '{"id":"10000000-0000-40');
    expect(await eraseReturned(database(), folder)).toBe(2);
    expect(await eraseReturned(database(), folder)).toBe(0);
    for (const { device } of [gone, kept]) {
      expect(await profilesOf(device.learnerId)).toBe(0);
      expect((await device.get('/auth/learner')).status).toBe(401);
      const told = await device.post('/auth/claim', await device.claim());
      expect([told.status, await told.json()]).toMatchObject([410, { code: 'gone' }]);
    }
    expect([await accountsOf(gone.email), await accountsOf(kept.email)]).toEqual([0, 1]);
    expect(await profilesOf(stays.learnerId)).toBe(1);
    expect((await stays.get('/auth/learner')).status).toBe(200);

    // Who came after the backup is made anew by their device, and one erased after the list was cut off is added to it.
    expect((await later.post('/auth/claim', await later.claim())).status).toBe(200);
    await erase(later, 'learner');
    await noteErased(database(), folder);
    expect(readErased(folder).get(later.learnerId)).toMatchObject({ withAccount: false });
  });

  test('erases nobody who was not here when they were erased, and needs no list', async () => {
    const learner = await claimed();
    const line = { id: learner.learnerId, at: Date.now() - 60_000, withAccount: true };
    appendFileSync(listBeside(folder, 'erased'), `\n${JSON.stringify(line)}\n`);
    expect(await eraseReturned(database(), folder)).toBe(0);
    expect(await eraseReturned(database(), join(folder, 'nowhere'))).toBe(0);
    expect((await learner.get('/auth/learner')).status).toBe(200);
  });

  const isLetIn = async (device: Awaited<ReturnType<typeof claimed>>) =>
    (await device.post('/auth/claim', await device.claim())).status;
  const joined = async (first: Awaited<ReturnType<typeof claimed>>) => {
    const device = await makeTestDevice(app, first.learnerId);
    expect((await pair(first, device)).status).toBe(200);
    return device;
  };

  test('lets in no device that was signed out after it was made, and each that came back since by somebody’s word', async () => {
    const phone = await claimed();
    const [lost, lent] = [await joined(phone), await joined(phone)];
    await noteBesideBackups(database(), folder);
    const file = (await backUp(database(), folder)) ?? '';
    for (const device of [lost, lent]) expect((await phone.revoke(device.deviceId)).status).toBe(200);
    await noteBesideBackups(database(), folder);
    expect((await pair(phone, lent)).status).toBe(200);
    await noteBesideBackups(database(), folder);
    // Where nothing was put back, nothing is taken away.
    expect(await takeAwayAgain(database(), folder)).toEqual({ erased: 0, revoked: 0, leaving: 0 });
    expect([await isLetIn(lost), await isLetIn(lent)]).toEqual([403, 200]);
    const later = (await backUp(database(), folder, new Date(Date.now() + 1_000))) ?? '';

    await restore(database(), file);
    expect((await lost.get('/auth/learner')).status, 'the backup let it in').toBe(200);
    // Both are out: of the one that came back nobody knows after this backup.
    expect(await takeAwayAgain(database(), folder)).toMatchObject({ revoked: 2 });
    expect((await lost.get('/auth/learner')).status).toBe(401);
    expect(await isLetIn(lost)).toBe(403);
    expect(await isLetIn(phone)).toBe(200);

    await restore(database(), later);
    expect(await takeAwayAgain(database(), folder)).toMatchObject({ revoked: 0 });
    expect([await isLetIn(lost), await isLetIn(lent)]).toEqual([403, 200]);
  });

  test('gives those who asked to be deleted after it was made all their days of grace again, and not who took it back', async () => {
    const [asked, wholly, stays] = [await claimed(), (await withAccount()).device, await claimed()];
    const file = (await backUp(database(), folder)) ?? '';
    const ask = async (device: typeof asked, what: 'learner' | 'account') => {
      const proof = await device.proof(`delete-${what}`);
      expect((await device.post('/auth/account/delete', { what, proof })).status).toBe(200);
    };
    await ask(asked, 'learner');
    await ask(wholly, 'account');
    await ask(stays, 'learner');
    await noteBesideBackups(database(), folder);
    expect((await stays.post('/auth/account/keep', {})).status).toBe(200);
    await noteBesideBackups(database(), folder);
    expect(await takeAwayAgain(database(), folder)).toEqual({ erased: 0, revoked: 0, leaving: 0 });

    const dayOf = async ({ learnerId }: typeof asked) => {
      const [row] = await database().query<{ at: number | null; account: number | null; told: string | null }>(
        `select (extract(epoch from l.erase_at) * 1000)::float8 as at, (extract(epoch from u.erase_at) * 1000)::float8 as account,
           p.erases_at::text as told from learners l join "user" u on u.id = l.user_id
           left join profile p on p.learner_id = l.id where l.id = $1`,
        [learnerId],
      );
      return row;
    };
    await restore(database(), file);
    expect((await dayOf(asked))?.at).toBe(null);
    const before = Date.now();
    expect(await takeAwayAgain(database(), folder)).toMatchObject({ leaving: 2 });
    expect(await takeAwayAgain(database(), folder)).toMatchObject({ leaving: 0 });
    const [one, other, kept] = [await dayOf(asked), await dayOf(wholly), await dayOf(stays)];
    expect(Math.abs((one?.at ?? 0) - before - GRACE_DAYS * 86_400_000)).toBeLessThan(60_000);
    expect(Number(one?.told), 'every device hears of it').toBe(one?.at);
    expect([one?.account, other?.account, kept?.at, kept?.told]).toEqual([null, other?.at, null, null]);
    // It can be taken back as ever, and then it is.
    expect((await asked.post('/auth/account/keep', {})).status).toBe(200);
    await noteBesideBackups(database(), folder);
    expect(await takeAwayAgain(database(), folder)).toMatchObject({ leaving: 0 });
  });
});
