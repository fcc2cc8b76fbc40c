import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp, restore } from '../db/backup.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeTestDevice } from '../testing/test-device.ts';
import { erasedListOf, eraseReturned, noteErased, readErased } from './erased-list.ts';
import { eraseDue } from './erasure.ts';

describeOnBoth('a backup put back', (database) => {
  let app: Hono;
  let folder: string;
  beforeAll(async () => {
    app = await makeTestApp(database());
    folder = mkdtempSync(join(tmpdir(), 'hornbook-erased-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const claimed = async () => {
    const device = await makeTestDevice(app);
    expect((await device.post('/auth/claim', await device.claim())).status).toBe(200);
    return device;
  };
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
    expect(readFileSync(erasedListOf(folder), 'utf8').trim().split('\n')).toHaveLength(2);
    expect(statSync(erasedListOf(folder)).mode & 0o077, 'nobody else may read it').toBe(0);
    expect([...readErased(folder).keys()].sort()).toEqual([gone.device.learnerId, kept.device.learnerId].sort());

    await restore(database(), file);
    expect(await profilesOf(gone.device.learnerId), 'the backup knew them').toBe(1);
    // As a crash may leave it.
    appendFileSync(erasedListOf(folder), '{"id":"10000000-0000-40');
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
    appendFileSync(erasedListOf(folder), `\n${JSON.stringify(line)}\n`);
    expect(await eraseReturned(database(), folder)).toBe(0);
    expect(await eraseReturned(database(), join(folder, 'nowhere'))).toBe(0);
    expect((await learner.get('/auth/learner')).status).toBe(200);
  });
});
