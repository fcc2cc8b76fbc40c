import { randomUUID, webcrypto } from 'node:crypto';
import {
  actText,
  askText,
  claimText,
  type DevicePublicKey,
  deliveryText,
  enterText,
  joinText,
  lookText,
  type ProvenAct,
  publicKeyOf,
  toBase64url,
} from '@hornbook/shared/identity/claim.ts';
import type { Hono } from 'hono';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A device as the service sees one: a key pair, ids of its own making, and a cookie jar for one cookie. */
export async function makeTestDevice(
  app: Pick<Hono, 'request'>,
  learnerId: string = randomUUID(),
  deviceId: string = randomUUID(),
) {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const publicKey: DevicePublicKey = publicKeyOf(await webcrypto.subtle.exportKey('jwk', keys.publicKey));
  const sign = async (text: string) =>
    toBase64url(
      new Uint8Array(await webcrypto.subtle.sign(ALGORITHM, keys.privateKey, new TextEncoder().encode(text))),
    );
  let cookie = '';

  const request = async (
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await app.request(path, {
      method,
      headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...(cookie ? { cookie } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const set = response.headers.getSetCookie().find((line) => line.includes('hornbook='));
    if (set) cookie = set.split(';')[0] ?? '';
    return response;
  };
  const challenge = async () =>
    ((await (await request('GET', '/auth/challenge')).json()) as { challenge: string }).challenge;

  const post = (path: string, body: unknown = {}, headers?: Record<string, string>) =>
    request('POST', path, body, headers);
  const proof = async (act: ProvenAct, about: { learnerId?: string } = {}) => {
    const challenged = { act, learnerId, deviceId, ...about, challenge: await challenge() };
    const signature = await sign(actText(challenged));
    return { deviceId, deviceName: 'A phone', publicKey, challenge: challenged.challenge, signature };
  };

  return {
    learnerId,
    deviceId,
    publicKey,
    sign,
    challenge,
    get: (path: string, headers?: Record<string, string>) => request('GET', path, undefined, headers),
    post,
    /** Any other request, with the device's cookie. */
    ask: (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      if (cookie) headers.set('cookie', cookie);
      return app.request(path, { ...init, headers });
    },
    forgetCookie: () => {
      cookie = '';
    },
    /** A signed claim; `changes` are made after signing. */
    async claim(changes: Record<string, unknown> = {}) {
      const about = { learnerId, deviceId, challenge: await challenge() };
      return { ...about, deviceName: 'A phone', publicKey, signature: await sign(claimText(about)), ...changes };
    },
    /** A signed claim to bring what waits, which opens no session. */
    async deliveryClaim() {
      const about = { learnerId, deviceId, challenge: await challenge() };
      return { ...about, deviceName: 'A tablet', publicKey, signature: await sign(deliveryText(about)) };
    },
    /** A signed request to join by a code. */
    async request(code: string) {
      const about = { code, deviceId, challenge: await challenge() };
      return { ...about, deviceName: 'A tablet', publicKey, signature: await sign(askText(about)) };
    },
    /** Says once more, by its key, that it is the learner's. */
    proof,
    /** Signs another device out, by its key. */
    revoke: async (revoked: string) =>
      post('/auth/devices/revoke', { deviceId: revoked, proof: await proof(`revoke-device ${revoked}`) }),
    /** A signed claim to come in by an account that was proven. */
    async entry(ticket: string, into: string | null) {
      const about = { ticket, learnerId, deviceId, challenge: await challenge() };
      return { ...about, into, deviceName: 'A phone', publicKey, signature: await sign(enterText(about)) };
    },
    /** Signed, to be told whose device it would become by a pairing. */
    async lookClaim(pairing: string) {
      const about = { pairing, deviceId, challenge: await challenge() };
      return { ...about, deviceName: 'A tablet', publicKey, signature: await sign(lookText(about)) };
    },
    /** A signed claim to be taken in by a pairing. */
    async joinClaim(pairing: string) {
      const about = { pairing, deviceId, challenge: await challenge() };
      return { ...about, deviceName: 'A tablet', publicKey, signature: await sign(joinText(about)) };
    },
  };
}

export type TestDevice = Awaited<ReturnType<typeof makeTestDevice>>;

/** A device that has met the service: its learner is known there, and it has a session. */
export const makeClaimedDevice = async (...about: Parameters<typeof makeTestDevice>): Promise<TestDevice> => {
  const device = await makeTestDevice(...about);
  const { status } = await device.post('/auth/claim', await device.claim());
  if (status !== 200) throw new Error(`the service answered the claim with ${status}`);
  return device;
};

/** One device offers a code, the other asks with it, the first one says yes, the other comes in: its last answer. */
export const pair = async (first: TestDevice, second: TestDevice): Promise<Response> => {
  const { code, pairing } = (await (await first.post('/auth/pairings')).json()) as { code: string; pairing: string };
  await second.post('/auth/pairings/ask', await second.request(code));
  await first.post('/auth/pairings/answer', { pairing, accept: true });
  return second.post('/auth/pairings/join', await second.joinClaim(pairing));
};
