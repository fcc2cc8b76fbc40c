import { isStorable } from '@hornbook/shared/sync/validate.ts';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { devicesOf, renameDevice, revokeDevice } from '../auth/devices.ts';
import type { Services } from '../services.ts';
import { freshProof, refuseUnproven } from './fresh-proof.ts';
import { cookieHeader, learnerHeader } from './live-request.ts';

const deviceId = z.guid().toLowerCase();
const renaming = z.strictObject({ deviceId, name: z.string().trim().min(1).max(80).refine(isStorable) });
const revoking = z.strictObject({ deviceId, proof: freshProof });

const HEADERS = { 'cache-control': 'private, no-store' };

/** /auth/devices: the learner's devices, for any of them to see, name and sign out. Whose they are the session says. */
export function devicesRoute({ database, auth }: Pick<Services, 'database' | 'auth'>): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: 8 * 1024, onError: (c) => c.json({ message: 'That is too much.' }, 413) }));

  const current = async (c: Context) => {
    const found = await auth.currentLearner(cookieHeader(c), learnerHeader(c));
    for (const cookie of found?.cookies ?? []) c.header('set-cookie', cookie, { append: true });
    return found;
  };
  const noSession = (c: Context) => c.json({ code: 'no-session', message: 'No session.' }, 401, HEADERS);
  const unknown = (c: Context) => c.json({ code: 'unknown-device', message: 'There is no such device.' }, 404, HEADERS);
  const malformed = (c: Context) => c.json({ code: 'malformed', message: 'This is not a device.' }, 400, HEADERS);

  app.get('/', async (c) => {
    const learner = await current(c);
    if (!learner) return noSession(c);
    const devices = await devicesOf(database, learner.learnerId);
    return c.json(
      { devices: devices.map((device) => ({ ...device, current: device.deviceId === learner.deviceId })) },
      200,
      HEADERS,
    );
  });

  app.post('/rename', async (c) => {
    const learner = await current(c);
    if (!learner) return noSession(c);
    const { data } = renaming.safeParse(await c.req.json().catch(() => null));
    if (!data) return malformed(c);
    return (await renameDevice(database, { ...data, learnerId: learner.learnerId }))
      ? c.json({}, 200, HEADERS)
      : unknown(c);
  });

  app.post('/revoke', async (c) => {
    const learner = await current(c);
    if (!learner) return noSession(c);
    const { data } = revoking.safeParse(await c.req.json().catch(() => null));
    if (!data) return malformed(c);
    const { deviceId: revoked, proof } = data;
    const stop = await refuseUnproven(c, { auth, database }, learner, `revoke-device ${revoked}`, proof);
    if (stop) return stop;
    return (await revokeDevice(database, { deviceId: revoked, learnerId: learner.learnerId }))
      ? c.json({}, 200, HEADERS)
      : unknown(c);
  });
  return app;
}
