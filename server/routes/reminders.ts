import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import { isPushService } from '../push-notifications/push-services.ts';
import { dropSubscription, keepSubscription } from '../push-notifications/subscriptions.ts';
import { vapidKeys } from '../push-notifications/vapid-keys.ts';
import type { SessionDevice } from './session-learner.ts';

const HEADERS = { 'cache-control': 'private, no-store' };
const LARGEST = 8_192;

const base64url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/);
const endpoint = z.string().max(2_000);
const subscription = z.object({
  endpoint,
  keys: z.object({ p256dh: base64url.max(120), auth: base64url.max(40) }),
  language: z.string().regex(/^[a-z]{2}$/),
});

interface Surroundings {
  database: Database;
  /** Whose browser asks, and which. */
  current: SessionDevice;
  /** Whether an address may be sent to. */
  allowed?: (endpoint: string) => boolean;
}

/** /sync/reminders: where a learner's browsers can be reminded. What is to be said when is in the learner's settings. */
export const remindersRoute = ({ database, current, allowed = isPushService }: Surroundings) =>
  new Hono()
    .get('/key', async (c) => c.json({ publicKey: (await vapidKeys(database)).publicKey }, 200, HEADERS))
    .post('/:what{subscribe|unsubscribe}', bodyLimit({ maxSize: LARGEST }), async (c) => {
      const by = await current(c);
      if (!by) return c.json({ message: 'No session.' }, 401, HEADERS);
      const body: unknown = await c.req.json().catch(() => undefined);
      if (c.req.param('what') === 'unsubscribe') {
        const given = z.object({ endpoint }).safeParse(body);
        if (!given.success) return c.json({ message: 'Not a subscription.' }, 400, HEADERS);
        await dropSubscription(database, by.learnerId, given.data.endpoint);
        return c.json({}, 200, HEADERS);
      }
      const given = subscription.safeParse(body);
      if (!given.success) return c.json({ message: 'Not a subscription.' }, 400, HEADERS);
      if (!allowed(given.data.endpoint)) return c.json({ message: 'Not an address of a push service.' }, 400, HEADERS);
      const { keys, ...rest } = given.data;
      await keepSubscription(database, by.learnerId, { ...rest, ...keys, deviceId: by.deviceId });
      return c.json({}, 200, HEADERS);
    });
