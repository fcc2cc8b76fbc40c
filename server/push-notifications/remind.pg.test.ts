import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { remindersRoute } from '../routes/reminders.ts';
import { startPushDouble } from '../testing/push-double.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { isPushService } from './push-services.ts';
import { remindOnce } from './remind.ts';
import { makeSendPush } from './send-push.ts';
import { vapidKeys } from './vapid-keys.ts';

describeOnBoth('reminders', (database) => {
  let double: Awaited<ReturnType<typeof startPushDouble>>;
  let learner = '';
  const logged: string[] = [];
  beforeAll(async () => {
    double = await startPushDouble();
  });
  afterAll(() => double.stop());
  beforeEach(async () => {
    double.received.length = 0;
    double.answer(201);
    learner = randomUUID();
    await database().query('insert into learners (id) values ($1)', [learner]);
  });

  const app = () =>
    new Hono().route(
      '/sync/reminders',
      remindersRoute({
        database: database(),
        current: async (c) => {
          const learnerId = c.req.header('x-learner');
          return learnerId ? { learnerId, deviceId: null } : null;
        },
        allowed: (endpoint) => endpoint.startsWith('http://127.0.0.1:') || isPushService(endpoint),
      }),
    );
  const post = (what: string, body: unknown, as = learner) =>
    app().request(`/sync/reminders/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(as ? { 'x-learner': as } : {}) },
      body: JSON.stringify(body),
    });
  const wish = (changes: Record<string, unknown> = {}) => {
    const all: Record<string, unknown> = {
      reminder_on: true,
      reminder_minute: 18 * 60,
      reminder_zone: 'UTC',
      ...changes,
    };
    const names = Object.keys(all);
    return database().query(
      `insert into learner_settings (learner_id, id, streak_off, streak_kind, achievements_off, notices_off, badge_off, stamps, ${names.join(', ')})
       values ($1, 'me', false, 'daily', false, false, false, '{}', ${names.map((_, index) => `$${index + 2}`).join(', ')})`,
      [learner, ...Object.values(all)],
    );
  };
  const remindAt = async (...time: [number, number, number, number?]) => {
    const [month, day, hour, minute = 0] = time;
    const log = makeLog({ logLevel: 'debug' }, { write: (line) => logged.push(line) });
    const send = makeSendPush(await vapidKeys(database()), 'mailto:someone@example.org');
    return remindOnce({ database: database(), send, log, now: () => Date.UTC(2026, month - 1, day, hour, minute) });
  };

  test('come once a day at the hour asked for, sealed and signed, with nothing of the learner in them', async () => {
    await wish();
    expect((await post('subscribe', double.subscription())).status).toBe(200);
    expect(await remindAt(1, 5, 17, 59)).toBe(0);
    expect(await remindAt(1, 5, 18)).toBe(1);
    expect(await remindAt(1, 5, 18, 1)).toBe(0);
    expect(await remindAt(1, 6, 18, 30)).toBe(1);
    const [first] = double.received;
    expect(JSON.parse(first?.payload ?? '')).toEqual({
      kind: 'reminder',
      lang: 'en',
      title: 'Hornbook',
      body: 'Your plan for today is ready, whenever you are.',
    });
    expect(first?.claims).toMatchObject({ aud: double.origin, sub: 'mailto:someone@example.org' });
    expect(first?.key).toBe((await vapidKeys(database())).publicKey);
    expect(first?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'low', ttl: '3600' });
  });

  test('are sent once when two processes look at the same moment', async () => {
    await wish();
    await post('subscribe', double.subscription());
    const sent = await Promise.all([remindAt(1, 5, 18), remindAt(1, 5, 18)]);
    expect(sent.toSorted()).toEqual([0, 1]);
  });

  test('are not sent in quiet hours, to whoever switched them off, or to whoever has learned already', async () => {
    await wish({ reminder_minute: 22 * 60 });
    await post('subscribe', double.subscription());
    expect(await remindAt(1, 5, 22)).toBe(0);
    await database().query(
      `update learner_settings set quiet_from = 0, quiet_to = 0, reminder_on = false where learner_id = $1`,
      [learner],
    );
    expect(await remindAt(1, 5, 22)).toBe(0);
    await database().query('update learner_settings set reminder_on = true where learner_id = $1', [learner]);
    await database().query(
      `insert into study_days (learner_id, local_day, course, active_ms, stamps) values ($1, '2026-01-05', 'none', '{"a": 5}', '{}')`,
      [learner],
    );
    expect(await remindAt(1, 5, 22)).toBe(0);
    expect(await remindAt(1, 6, 22)).toBe(1);
  });

  test('end with the subscription: by the learner, or when the browser took its address back', async () => {
    await wish();
    const one = double.subscription();
    await post('subscribe', one);
    expect((await post('unsubscribe', { endpoint: one.endpoint })).status).toBe(200);
    expect(await remindAt(1, 5, 18)).toBe(0);
    await post('subscribe', double.subscription());
    double.answer(410);
    expect(await remindAt(1, 6, 18)).toBe(0);
    const left = await database().query('select id from push_subscriptions where learner_id = $1', [learner]);
    expect(left).toEqual([]);
  });

  test('belong to one learner a browser, and never go where no push service is', async () => {
    const one = double.subscription();
    await post('subscribe', one);
    const other = randomUUID();
    await database().query('insert into learners (id) values ($1)', [other]);
    await post('subscribe', one, other);
    expect(
      await database().query('select learner_id from push_subscriptions where endpoint = $1', [one.endpoint]),
    ).toEqual([{ learner_id: other }]);
    for (const endpoint of [
      'http://fcm.googleapis.com/x',
      'https://169.254.169.254/',
      'https://fcm.googleapis.com.evil.example/',
    ])
      expect((await post('subscribe', { ...one, endpoint })).status, endpoint).toBe(400);
    expect((await post('subscribe', { ...one, endpoint: 'https://fcm.googleapis.com/fcm/send/abc' })).status).toBe(200);
    expect((await post('subscribe', one, '')).status).toBe(401);
    expect((await post('subscribe', { ...one, padding: 'x'.repeat(9_000) })).status).toBe(413);
  });

  test('are signed with keys made once, of which the log never tells', async () => {
    const [keys, again] = await Promise.all([vapidKeys(database()), vapidKeys(database())]);
    expect(again).toEqual(keys);
    expect(await (await app().request('/sync/reminders/key')).json()).toEqual({ publicKey: keys.publicKey });
    await wish();
    await post('subscribe', { ...double.subscription(), endpoint: 'http://127.0.0.1:9/nowhere' });
    expect(await remindAt(1, 5, 18)).toBe(0);
    expect(logged.join('')).toContain('could not be sent');
    for (const secret of [keys.privateKey, '/nowhere']) expect(logged.join('')).not.toContain(secret);
  });
});
