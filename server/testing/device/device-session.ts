import { randomUUID, webcrypto } from 'node:crypto';
import { askText, claimText, joinText, publicKeyOf, toBase64url } from '@hornbook/shared/identity/claim.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A device's right to speak for its learner: a key pair of its own, and the cookie that a signed claim brings. */
export interface DeviceSession {
  readonly learnerId: string;
  /** Requests to the service, with the cookie. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The same for whoever has a whole address. */
  fetchUrl: typeof fetch;
  /** Shows the key again and gets a fresh cookie; throws when the service does not answer. */
  claim(): Promise<void>;
  /** An offer by which one more device may join this learner. */
  invite(): Promise<Invitation>;
}

/** A code of one device, and its yes to whichever device asked with it. */
export interface Invitation {
  readonly code: string;
  accept(): Promise<unknown>;
}

/** The key pair of a device whose learner is made here, or which joins another's by an invitation. */
export const openDeviceSession = async (
  origin: () => string,
  joining?: Invitation,
  /** Where it seems to come from, to a service that trusts a proxy in front of it. */
  address?: string,
): Promise<DeviceSession> => {
  const deviceId = randomUUID();
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const publicKey = publicKeyOf(await webcrypto.subtle.exportKey('jwk', keys.publicKey));
  const sign = async (text: string) =>
    toBase64url(
      new Uint8Array(await webcrypto.subtle.sign(ALGORITHM, keys.privateKey, new TextEncoder().encode(text))),
    );
  let cookie = '';

  const fetchUrl: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookie) headers.set('cookie', cookie);
    if (address) headers.set('x-forwarded-for', address);
    // What browsers ask for over https; undici leaves brotli out.
    headers.set('accept-encoding', 'gzip, deflate, br');
    const response = await fetch(input, { ...init, headers });
    const set = response.headers.getSetCookie().find((line) => line.includes('hornbook='));
    if (set) cookie = set.split(';')[0] ?? '';
    return response;
  };
  const request = (path: string, init?: RequestInit) => fetchUrl(origin() + path, init);
  const post = async <T>(path: string, body: object): Promise<T> => {
    const response = await request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path} was answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const challenge = async () => ((await (await request('/auth/challenge')).json()) as { challenge: string }).challenge;
  const claim = async (learnerId: string) => {
    const about = { learnerId, deviceId, challenge: await challenge() };
    const signature = await sign(claimText(about));
    await post('/auth/claim', { ...about, deviceName: 'A device', publicKey, signature });
  };
  const join = async ({ code, accept }: Invitation) => {
    const device = { deviceId, challenge: await challenge() };
    const about = { ...device, deviceName: 'Another device', publicKey };
    const { pairing } = await post<{ pairing: string }>('/auth/pairings/ask', {
      ...about,
      code,
      signature: await sign(askText({ ...device, code })),
    });
    await accept();
    const signature = await sign(joinText({ ...device, pairing }));
    return post<{ learnerId: string }>('/auth/pairings/join', { ...about, pairing, signature });
  };

  const learnerId = joining === undefined ? randomUUID() : (await join(joining)).learnerId;
  if (joining === undefined) await claim(learnerId);
  return {
    learnerId,
    fetch: request,
    fetchUrl,
    claim: () => claim(learnerId),
    invite: async () => {
      const { code, pairing } = await post<{ code: string; pairing: string }>('/auth/pairings', {});
      return { code, accept: () => post('/auth/pairings/answer', { pairing, accept: true }) };
    },
  };
};
