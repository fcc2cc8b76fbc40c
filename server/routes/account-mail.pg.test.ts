import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSmtpDouble } from '../testing/smtp-double.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice } from '../testing/test-device.ts';

const PASSWORD = 'correct horse battery';

describeOnBoth('letters about an account', (database) => {
  let app: Hono;
  let smtp: Awaited<ReturnType<typeof startSmtpDouble>>;
  beforeAll(async () => {
    smtp = await startSmtpDouble();
    app = await makeTestApp(database(), { SMTP_URL: smtp.url, PUBLIC_URL: 'http://learn.example.org' });
  });
  afterAll(() => smtp.stop());

  const withAccount = async (language = 'en') => {
    const device = await makeClaimedDevice(app);
    const email = `${randomUUID()}@example.org`;
    const proof = await device.proof('make-account');
    const made = await device.post('/auth/account/make', { email, password: PASSWORD, language, proof });
    expect(made.status).toBe(200);
    return { device, email };
  };
  const letterTo = async (email: string, path: string) => {
    const found = () => smtp.letters.filter(({ to, text }) => to === email && text.includes(path));
    await expect.poll(() => found().length, { timeout: 10_000 }).toBeGreaterThan(0);
    const text = found().at(-1)?.text ?? '';
    const token = new RegExp(`http://learn\\.example\\.org/me/account/${path}#(\\S+)`).exec(text)?.[1] ?? '';
    return { text, token };
  };
  const confirmed = async (language?: string) => {
    const made = await withAccount(language);
    const { token } = await letterTo(made.email, 'confirm');
    expect((await made.device.post('/auth/account/confirm', { token })).status).toBe(200);
    return made;
  };

  test('an address is confirmed by the link of a letter, in the learner’s language; again is no error', async () => {
    const { device, email } = await withAccount('es-MX');
    const { text, token } = await letterTo(email, 'confirm');
    expect(text).toContain('Abre este enlace');
    const before = (await (await device.get('/auth/account')).json()) as { sendsMail: boolean; account: object };
    expect(before).toMatchObject({ sendsMail: true, account: { emailConfirmed: false } });
    for (const wrong of ['x', `${token}x`])
      expect((await device.post('/auth/account/confirm', { token: wrong })).status).toBe(400);
    expect((await device.post('/auth/account/confirm', { token })).status).toBe(200);
    expect((await device.post('/auth/account/confirm', { token })).status).toBe(200);
    expect(await (await device.get('/auth/account')).json()).toMatchObject({ account: { emailConfirmed: true } });
  });

  test('a forgotten password is replaced by the link of a letter, once; the answer is the same for any address', async () => {
    const { device, email } = await confirmed();
    const unknown = await device.post('/auth/account/reset/ask', { email: `${randomUUID()}@example.org` });
    const known = await device.post('/auth/account/reset/ask', { email });
    expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()]);
    const { token } = await letterTo(email, 'reset');
    const reset = (password: string) => device.post('/auth/account/reset', { token, password });
    expect((await reset('short')).status).toBe(400);
    expect((await reset('quite another one')).status).toBe(200);
    expect((await reset('and yet another')).status).toBe(400);
    const prove = (password: string) =>
      device.post('/auth/account/prove', { email, password, deviceId: device.deviceId });
    expect((await prove('quite another one')).status).toBe(200);
    expect((await prove(PASSWORD)).status).toBe(401);
    expect((await device.get('/auth/learner')).status, 'a device that is in stays in').toBe(200);
    const stored = await database().query<{ identifier: string }>('select identifier from verification');
    expect(stored.some(({ identifier }) => identifier.includes(token))).toBe(false);
  });

  test('an address that was never confirmed gets no letter that opens the account: it may be somebody else’s', async () => {
    const { device, email } = await withAccount();
    await letterTo(email, 'confirm');
    expect((await device.post('/auth/account/reset/ask', { email })).status).toBe(200);
    const { email: other, device: another } = await confirmed();
    await another.post('/auth/account/reset/ask', { email: other });
    await letterTo(other, 'reset');
    expect(smtp.letters.filter(({ to, text }) => to === email && text.includes('reset'))).toEqual([]);
  });

  test('a mail server that is away holds nobody up and breaks nothing', async () => {
    const away = await makeTestApp(database(), { SMTP_URL: 'smtp://127.0.0.1:1' });
    const device = await makeTestDevice(away);
    await device.post('/auth/claim', await device.claim());
    const proof = await device.proof('make-account');
    const body = { email: `${randomUUID()}@example.org`, password: PASSWORD, proof };
    expect((await device.post('/auth/account/make', body)).status).toBe(200);
  });

  test('whoever has letters sent to one address is asked to wait', async () => {
    const device = await makeTestDevice(app);
    const email = `${randomUUID()}@example.org`;
    const answers: number[] = [];
    for (let n = 0; n < 5; n += 1) answers.push((await device.post('/auth/account/reset/ask', { email })).status);
    expect(answers).toEqual([200, 200, 200, 429, 429]);
  });
});
