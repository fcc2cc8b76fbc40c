import { createDecipheriv, createECDH, createPublicKey, createVerify, hkdfSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  /** What the browser would show. */
  payload: string;
  /** Claims of the signature, proven by the key it names. */
  claims: { aud: string; exp: number; sub: string };
  key: string;
  headers: Record<string, unknown>;
}

const from64 = (text: string) => Buffer.from(text, 'base64url');

/** A push service and the browser behind it, in one: it proves the signature and decrypts what came. */
export const startPushDouble = async () => {
  const received: Received[] = [];
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const secret = randomBytes(16);
  let status = 201;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { authorization = '' } = request.headers;
      const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
      const claims = proven(token, key);
      received.push({ payload: decrypted(Buffer.concat(parts)), claims, key, headers: request.headers });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  // RFC 8291 over RFC 8188, the receiver's side.
  const decrypted = (body: Buffer): string => {
    const salt = body.subarray(0, 16);
    const idLength = body[20] ?? 0;
    const senderKey = body.subarray(21, 21 + idLength);
    const sealed = body.subarray(21 + idLength);
    const shared = browser.computeSecret(senderKey);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), senderKey]);
    const ikm = Buffer.from(hkdfSync('sha256', shared, secret, info, 32));
    const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
    const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
  };
  return {
    received,
    subscription: () => ({
      endpoint: `${origin}/send/${randomBytes(8).toString('hex')}`,
      keys: { p256dh: browser.getPublicKey('base64url'), auth: secret.toString('base64url') },
      language: 'en',
    }),
    origin,
    answer: (next: number) => {
      status = next;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
};

/** RFC 8292: an ES256 token signed by the key it comes with. */
const proven = (token: string, key: string): Received['claims'] => {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = from64(key);
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33, 65).toString('base64url'),
  };
  const verify = createVerify('sha256').update(`${header}.${claims}`);
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  if (!verify.verify({ key: publicKey, dsaEncoding: 'ieee-p1363' }, from64(signature)))
    throw new Error('The signature is not of the key it comes with.');
  return JSON.parse(from64(claims).toString('utf8'));
};
