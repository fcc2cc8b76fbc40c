import { randomUUID } from 'node:crypto';
import { collections } from '@hornbook/shared/collections/index.ts';
import { PROTOCOL } from '@hornbook/shared/sync/protocol.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { scopeOf } from '../auth/learner-scope.ts';
import { createContentIndex } from '../content/content-index.ts';
import { makeLog } from '../log.ts';
import { goOnForAll } from '../sync/go-on-in-account.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, pair, type TestDevice } from '../testing/test-device.ts';

const PASSWORD = 'correct horse battery';
const anEmail = () => `${randomUUID()}@example.org`;
let stamps = 0;
const stampOf = (replica: string) => {
  stamps += 1;
  return `${Date.now().toString(16).padStart(12, '0')}-${stamps.toString(16).padStart(4, '0')}-${replica}`;
};

describeOnBoth('accounts', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const claimed = () => makeClaimedDevice(app);
  const withAccount = async (email = anEmail()): Promise<{ device: TestDevice; email: string }> => {
    const device = await claimed();
    const made = await device.post('/auth/account/make', {
      email,
      password: PASSWORD,
      proof: await device.proof('make-account'),
    });
    expect(made.status).toBe(200);
    return { device, email };
  };
  const prove = (device: TestDevice, email: string, password = PASSWORD) =>
    device.post('/auth/account/prove', { email, password, deviceId: device.deviceId });
  type Proven = { ticket: string; learners: { learnerId: string; name: string }[] };
  const proven = async (device: TestDevice, email: string) => (await (await prove(device, email)).json()) as Proven;
  const enter = async (device: TestDevice, email: string, into?: string | null) => {
    const { ticket, learners } = await proven(device, email);
    const chosen = into === undefined ? (learners[0]?.learnerId ?? null) : into;
    return device.post('/auth/account/enter', await device.entry(ticket, chosen));
  };
  const userOf = async (learnerId: string) =>
    (
      await database().query<{ userId: string }>('select user_id as "userId" from learners where id = $1', [learnerId])
    )[0]?.userId;
  const push = async (
    device: TestDevice,
    collection: string,
    key: string,
    row: object,
    learnerId = device.learnerId,
  ) => {
    const epoch = (
      await database().query<{ epoch: string }>(
        'select hornbook_epoch() || epoch as epoch from learner_clocks where learner_id = $1',
        [learnerId],
      )
    )[0]?.epoch;
    const body = {
      protocol: PROTOCOL,
      learnerId,
      replicaId: 'replicaa00',
      epoch,
      heard: Date.now(),
      rows: [{ collection, key, rev: 1, row }],
    };
    const reply = await device.post('/sync/push', body);
    expect(await reply.json()).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
  };
  const named = (displayName: string, replica: string) => {
    const stamp = stampOf(replica);
    return { id: 'me', displayName, stamps: { displayName: stamp, once: stamp, deletedAt: stamp }, deletedAt: null };
  };
  const day = (replica: string, ms: number) => {
    const stamp = stampOf(replica);
    return {
      localDay: '2026-02-03',
      course: 'none',
      activeMs: { [replica]: ms },
      stamps: { once: stamp, deletedAt: stamp },
      deletedAt: null,
    };
  };
  const goOn = () =>
    goOnForAll(
      database(),
      {
        withLearner: withLearnerOn(database().db),
        content: createContentIndex(database()),
        collections,
        now: Date.now,
      },
      makeLog({ logLevel: 'silent' }),
    );
  const rowsAt = async (learnerId: string) =>
    Object.fromEntries(
      (await readFeedOn(database().db)(learnerId, 0, { rows: 100, bytes: 1e6 })).rows.map(
        ({ collection, key, row }) => [`${collection}/${key}`, row],
      ),
    );

  test('nobody needs one: a learner without is told so, and can make one later by e-mail and password', async () => {
    const device = await claimed();
    expect(await (await device.get('/auth/account')).json()).toEqual({
      sendsMail: false,
      account: null,
      erasesAt: null,
    });
    const email = anEmail();
    const body = { email: email.toUpperCase(), password: PASSWORD, proof: await device.proof('make-account') };
    expect((await device.post('/auth/account/make', body)).status).toBe(200);
    const { account } = (await (await device.get('/auth/account')).json()) as { account: object };
    expect(account).toEqual({ email, emailConfirmed: false, hasPassword: true, passkeys: [] });
    const again = await device.post('/auth/account/make', { ...body, proof: await device.proof('make-account') });
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'has-one' }]);
    const stranger = await makeTestDevice(app);
    expect((await stranger.get('/auth/account')).status).toBe(401);
  });

  test('an unknown e-mail address and a wrong password are answered alike', async () => {
    const { email } = await withAccount();
    const device = await makeTestDevice(app);
    const wrong = await prove(device, email, 'something else');
    const unknown = await prove(device, anEmail());
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(wrong.status).toBe(401);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  test('whoever tries passwords of one address is asked to wait, and others are not', async () => {
    const own = await makeTestApp(database());
    const { email } = await withAccount();
    const device = await makeTestDevice(own);
    const answers: number[] = [];
    for (let n = 0; n < 12; n += 1) answers.push((await prove(device, email, `guess ${n}`)).status);
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(answers.slice(10)).toEqual([429, 429]);
    expect((await prove(device, email)).status, 'also with the right one').toBe(429);
    expect((await prove(device, anEmail())).status).toBe(401);
  });

  test('what a password proves opens no session by itself, and only to the device that proved it', async () => {
    const { device: owner, email } = await withAccount();
    const device = await claimed();
    const answer = await prove(device, email);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { ticket, learners } = (await answer.json()) as Proven;
    expect(learners).toEqual([{ learnerId: owner.learnerId, name: '' }]);
    const thief = await claimed();
    for (const [from, stolen] of [
      [thief, ticket],
      [device, `${ticket}x`],
    ] as const) {
      const refused = await from.post('/auth/account/enter', await from.entry(stolen, owner.learnerId));
      expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'ended' }]);
    }
    const other = await withAccount();
    const elsewhere = await device.post('/auth/account/enter', await device.entry(ticket, other.device.learnerId));
    expect([elsewhere.status, await elsewhere.json()]).toMatchObject([404, { code: 'not-yours' }]);
    expect((await device.post('/auth/account/enter', { ...(await device.entry(ticket, null)), into: 7 })).status).toBe(
      400,
    );
    const unsigned = { ...(await device.entry(ticket, null)), deviceName: 'x', signature: 'A'.repeat(86) };
    expect((await device.post('/auth/account/enter', unsigned)).status).toBe(400);
  });

  test('an account is made, and a passkey taken away, by the device’s own key and not by a session alone', async () => {
    const device = await claimed();
    const other = await claimed();
    const body = { email: anEmail(), password: PASSWORD };
    for (const proof of [
      await other.proof('make-account'),
      await other.proof('make-account', { learnerId: device.learnerId }),
      await device.proof('remove-passkey'),
      { ...(await device.proof('make-account')), challenge: 'old' },
    ])
      expect((await device.post('/auth/account/make', { ...body, proof })).status).toBe(400);
    expect(await (await device.get('/auth/account')).json()).toMatchObject({ account: null });
    const removing = { id: randomUUID(), proof: await other.proof('remove-passkey') };
    expect((await device.post('/auth/account/passkeys/remove', removing)).status).toBe(400);
  });

  test('an address that is taken makes no second account, and the learner keeps theirs as it was', async () => {
    const { email } = await withAccount();
    const device = await claimed();
    const user = await userOf(device.learnerId);
    const body = { email, password: 'another password', proof: await device.proof('make-account') };
    const taken = await device.post('/auth/account/make', body);
    expect([taken.status, await taken.json()]).toMatchObject([409, { code: 'taken' }]);
    expect(await userOf(device.learnerId)).toBe(user);
    expect(await (await device.get('/auth/account')).json()).toMatchObject({ account: null });
  });

  test('linking replaces the account and touches no row: versions, devices and sessions stay as they are', async () => {
    const { device: first, email } = await withAccount();
    const device = await claimed();
    await push(device, 'profile', 'me', named('Ada', 'replicaa00'));
    const before = [await rowsAt(device.learnerId), await userOf(device.learnerId)];
    const response = await enter(device, email, null);
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { learnerId: device.learnerId, joined: false },
    ]);
    expect(await rowsAt(device.learnerId)).toEqual(before[0]);
    expect(await userOf(device.learnerId)).toBe(await userOf(first.learnerId));
    expect(await database().query('select id from "user" where id = $1', [before[1]])).toEqual([]);
    expect((await device.get('/auth/learner')).status).toBe(200);
    expect((await enter(device, email, null)).status, 'a lost reply').toBe(200);
    const { learners } = await proven(device, email);
    expect(learners.map(({ learnerId }) => learnerId)).toEqual([first.learnerId, device.learnerId]);
    expect(learners[1]?.name).toBe('Ada');
  });

  test('what a device learnt without an account goes on in the account’s learner, merged, with nothing lost or counted twice', async () => {
    const { device: first, email } = await withAccount();
    await push(first, 'profile', 'me', named('Ada', 'replicab00'));
    await push(first, 'studyDays', '2026-02-03/none', day('replicab00', 500));
    const device = await claimed();
    await push(device, 'studyDays', '2026-02-03/none', day('replicaa00', 700));
    const response = await enter(device, email);
    expect([response.status, await response.json()]).toMatchObject([200, { learnerId: first.learnerId, joined: true }]);
    await goOn();
    const rows = await rowsAt(first.learnerId);
    expect(rows['studyDays/2026-02-03/none']?.activeMs).toEqual({ replicaa00: 700, replicab00: 500 });
    expect(rows['profile/me']?.displayName).toBe('Ada');
    // Cut off before it was told: it is told again, and again nothing is counted twice.
    await database().query('update joined_learners set version = 0 where into_id = $1', [first.learnerId]);
    await goOn();
    expect(await rowsAt(first.learnerId)).toEqual(rows);
  });

  test('a device that never heard that it came in is told so, wherever it still asks for the learner of before', async () => {
    const { device: first, email } = await withAccount();
    const device = await claimed();
    expect((await enter(device, email)).status).toBe(200);
    device.forgetCookie();
    const moved = await device.post('/auth/claim', await device.claim());
    expect([moved.status, await moved.json()]).toMatchObject([409, { code: 'moved', movedTo: first.learnerId }]);
    expect(moved.headers.getSetCookie()).toEqual([]);
    const there = { ...(await device.claim()), learnerId: first.learnerId };
    const about = { learnerId: first.learnerId, deviceId: device.deviceId, challenge: there.challenge };
    const { claimText } = await import('@hornbook/shared/identity/claim.ts');
    const claim = { ...there, signature: await device.sign(claimText(about)) };
    expect((await device.post('/auth/claim', claim)).status).toBe(200);
  });

  test('another device of the learner of before sees nothing of the account, and what it still sends arrives there', async () => {
    const { device: first, email } = await withAccount();
    await push(first, 'profile', 'me', named('Ada', 'replicab00'));
    const phone = await claimed();
    const tablet = await makeTestDevice(app, phone.learnerId);
    expect((await pair(phone, tablet)).status).toBe(200);
    expect((await enter(phone, email)).status).toBe(200);
    await goOn();
    await push(tablet, 'studyDays', '2026-02-03/none', day('replicac00', 300));
    await goOn();
    expect((await rowsAt(first.learnerId))['studyDays/2026-02-03/none']?.activeMs).toEqual({ replicac00: 300 });
    expect(await (await tablet.get('/auth/learner')).json()).toEqual({ learnerId: phone.learnerId });
    expect((await rowsAt(phone.learnerId))['profile/me']?.displayName).toBe('');
    const page = await tablet.get(`/sync/shape?offset=-1&table=changes&scope=${scopeOf(first.learnerId)}`);
    expect(page.status).toBe(401);
    // It signs in as well, and all goes on together.
    expect((await enter(tablet, email)).status).toBe(200);
    // From the day the learner of before gets an account of its own, nothing of it goes anywhere else.
    const third = await makeTestDevice(app, phone.learnerId);
    await database().query('update devices set revoked_at = null where learner_id = $1', [phone.learnerId]);
    expect(third.learnerId).toBe(phone.learnerId);
  });

  test('a learner of one account goes into no other: who signs in there goes on as the other’s learner, and its rows stay', async () => {
    const { device: first, email } = await withAccount();
    const { device } = await withAccount();
    await push(device, 'profile', 'me', named('Bob', 'replicad00'));
    const linked = await enter(device, email, null);
    expect([linked.status, await linked.json()]).toMatchObject([409, { code: 'other-account' }]);
    const entered = await enter(device, email);
    expect(await entered.json()).toMatchObject({ learnerId: first.learnerId, joined: false });
    await goOn();
    expect((await rowsAt(first.learnerId))['profile/me']?.displayName).toBe('');
    expect((await rowsAt(device.learnerId))['profile/me']?.displayName).toBe('Bob');
    expect(await (await device.get('/auth/learner')).json()).toEqual({ learnerId: first.learnerId });
    expect((await device.post('/auth/claim', await device.claim())).status, 'and back by its key').toBe(200);
  });

  test('nobody brings another’s learner along: its rows go on only by a key that may speak for it', async () => {
    const { device: first, email } = await withAccount();
    const victim = await claimed();
    await push(victim, 'profile', 'me', named('Victim', 'replicae00'));
    const thief = await makeTestDevice(app, victim.learnerId);
    expect(await (await enter(thief, email)).json()).toMatchObject({ joined: false });
    await goOn();
    expect((await rowsAt(first.learnerId))['profile/me']?.displayName).toBe('');
    const linked = await enter(thief, email, null);
    expect([linked.status, await linked.json()]).toMatchObject([409, { code: 'other-key' }]);
    expect((await victim.get('/auth/learner')).status).toBe(200);
  });

  test('a password is changed by the one there is; a device that is in stays in', async () => {
    const { device, email } = await withAccount();
    const change = (password: string) => device.post('/auth/account/password', { password, next: 'quite another one' });
    expect((await change('not it')).status).toBe(401);
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await prove(device, email)).status).toBe(401);
    expect((await prove(device, email, 'quite another one')).status).toBe(200);
    expect((await device.get('/auth/learner')).status).toBe(200);
  });

  test('copies that a device made are written down by its own time, once, and never in the future', async () => {
    const device = await claimed();
    const exported = (at?: unknown) => device.post('/auth/account/exported', at === undefined ? {} : { at });
    const events = async () =>
      ((await (await device.get('/auth/account/events')).json()) as { events: { kind: string; at: number }[] }).events;
    const hour = 3_600_000;
    const at = Date.now() - 48 * hour;
    for (const told of [[at, at + 5], [at], [Date.now() + hour]]) expect((await exported(told)).status).toBe(200);
    const now = Date.now();
    const [latest, ...earlier] = await events();
    expect(earlier).toMatchObject([
      { kind: 'exported', at: at + 5, deviceName: 'A phone' },
      { kind: 'exported', at },
    ]);
    expect(Math.abs((latest?.at ?? 0) - now)).toBeLessThan(60_000);
    expect((await exported()).status, 'an app of before says no time').toBe(200);
    for (const wrong of [[], ['x'], [-1], [0.5], Array(51).fill(at), at])
      expect((await exported(wrong)).status, JSON.stringify(wrong)).toBe(400);
    expect(await events()).toHaveLength(4);
  });

  test('without a mail server there is no step that needs a letter', async () => {
    const { device, email } = await withAccount();
    for (const path of ['confirm', 'confirm/ask', 'reset', 'reset/ask'])
      expect((await device.post(`/auth/account/${path}`, { email, token: 'x', password: PASSWORD })).status).toBe(404);
  });

  test('no answer about accounts holds a token, a hash or a session, and none is kept by a cache', async () => {
    const { device, email } = await withAccount();
    const answers = [
      await device.get('/auth/account'),
      await device.get('/auth/account/events'),
      await prove(device, email),
    ];
    const [row] = await database().query<{ token: string; hash: string }>(
      `select s.token, a.password as hash from session s join account a on a.user_id = s.user_id where s.learner_id = $1`,
      [device.learnerId],
    );
    for (const answer of answers) {
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      const text = await answer.text();
      expect(row?.token && text.includes(row.token)).toBe(false);
      expect(row?.hash && text.includes(row.hash)).toBe(false);
    }
  });
});
