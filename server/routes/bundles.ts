import { MAX_WAITING_CHARACTERS, readBundle } from '@hornbook/shared/bundle/bundle-text.ts';
import { openWaiting } from '@hornbook/shared/bundle/open-bundle.ts';
import type { Payload } from '@hornbook/shared/bundle/payload.ts';
import type { Maker } from '@hornbook/shared/bundle/signed-body.ts';
import type { DevicePublicKey } from '@hornbook/shared/identity/claim.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { type Context, Hono } from 'hono';
import { makeRateLimit } from '../auth/rate-limit.ts';
import type { Database } from '../db/connect.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { CarriedOutcome } from '../sync/apply-carried.ts';
import { type BundleKey, readBundleKey } from '../sync/bundle-key.ts';
import { bundleTools } from '../sync/bundle-tools.ts';
import { PushRefused, readBytes } from '../sync/push-body.ts';
import type { Turns } from '../sync/turns.ts';
import { tooMany } from './answer-claim.ts';
import { goneSignal } from './live-request.ts';
import type { SessionLearner } from './session-learner.ts';

const HEADERS = { 'cache-control': 'private, no-store', [PROTOCOL_HEADER]: String(PROTOCOL) };

/** What one learner may bring: a teacher comes home with the work of a whole school, once a day. */
export const BUNDLE_RATE = { burst: 200, perHour: 400 };

interface Surroundings {
  database: Pick<Database, 'query'>;
  currentLearner: SessionLearner;
  apply: (learnerId: string, payload: Payload) => Promise<CarriedOutcome>;
  turns: Turns;
  rate?: { burst: number; perHour: number } | null;
}

/** One answer for whatever is wrong within: who guesses learns nothing from it. [B3] */
const NOT_TAKEN = { code: 'not-taken', message: 'This was made by no device that is let in here.' };

/** /sync/bundles: work of anybody, brought by anybody who has a session; and what bundles are sealed and proven with. */
export const bundlesRoute = ({ database, currentLearner, apply, turns, rate = BUNDLE_RATE }: Surroundings) => {
  const limit = rate && makeRateLimit(rate, Date.now);
  let key: Promise<BundleKey> | undefined;
  const bundleKey = () => {
    key ??= readBundleKey(database).catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  const keyOf = async ({ learnerId, deviceId }: Maker): Promise<DevicePublicKey | null> => {
    const [known] = await database.query<{ publicKey: DevicePublicKey }>(
      `select d.public_key as "publicKey" from devices d join learners l on l.id = d.learner_id
       where d.learner_id = $1 and d.id = $2 and d.revoked_at is null and l.gone_at is null`,
      [learnerId, deviceId],
    );
    return known?.publicKey ?? null;
  };
  const noSession = (c: Context) => c.json({ code: 'no-session', message: 'No session.' }, 401, HEADERS);

  return new Hono()
    .get('/keys', async (c) => {
      const learnerId = await currentLearner(c);
      if (!learnerId) return noSession(c);
      const { id, key } = await bundleKey();
      const devices = await database.query<{ deviceId: string; publicKey: DevicePublicKey }>(
        `select id as "deviceId", public_key as "publicKey" from devices
         where learner_id = $1 and revoked_at is null order by id`,
        [learnerId],
      );
      return c.json({ service: { id, key }, devices }, 200, HEADERS);
    })
    .post('/', async (c) => {
      const signal = goneSignal(c);
      if (c.req.header('content-type')?.split(';')[0]?.trim() !== 'application/json')
        return c.json({ message: 'Content-Type must be application/json.' }, 415, HEADERS);
      const carrier = await turns.letIn(() => currentLearner(c));
      if (!carrier) return noSession(c);
      const allowed = limit?.take(carrier);
      if (allowed && !allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
      const text = await bundleIn(c.req.raw.body);
      const refuse = (status: 400 | 413 | 422 | 426, code: string, message: string) =>
        c.json({ code, message }, status, HEADERS);
      if (text === null) return refuse(413, 'too-large', 'This is larger than a bundle may be.');
      const read = readBundle(text);
      if (read.kind === 'refused') {
        if (read.why === 'newer') return refuse(426, read.why, 'This bundle is newer than the service.');
        return refuse(400, read.why, 'This is not a whole bundle.');
      }
      const { bundle } = read;
      if (bundle.head.kind !== 'waiting')
        return refuse(422, 'own-data', 'This is somebody’s own data, to be put back on a device of theirs.');
      const service = await bundleKey();
      if (bundle.head.for !== service.id) return refuse(422, 'foreign', 'This was made for another Hornbook.');
      const waiting = { ...bundle, head: bundle.head };
      const opened = await turns.goOn(() => openWaiting(bundleTools, service, waiting, keyOf), signal);
      if (!opened) return c.json(NOT_TAKEN, 422, HEADERS);
      try {
        const state = await turns.goOn(() => apply(opened.learnerId, opened.payload), signal);
        return c.json({ state }, 200, HEADERS);
      } catch (error) {
        if (error instanceof UnknownLearner) return c.json(NOT_TAKEN, 422, HEADERS);
        throw error;
      }
    });
};

/** The text of the bundle, or what is no bundle; null for more than one may be. */
const bundleIn = async (body: ReadableStream<Uint8Array> | null): Promise<string | null> => {
  try {
    const given = JSON.parse((await readBytes(body)).toString('utf8')) as { bundle?: unknown } | null;
    const text = typeof given?.bundle === 'string' ? given.bundle : '';
    return text.length > MAX_WAITING_CHARACTERS * 1.1 ? null : text;
  } catch (error) {
    if (error instanceof PushRefused) return null;
    if (error instanceof SyntaxError) return '';
    throw error;
  }
};
