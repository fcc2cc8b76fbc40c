import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { BadgeJwk } from './badge-key.ts';
import { type BadgeCredential, CONTEXTS } from './credential.ts';

/*
 * A credential in the form Open Badges 3.0 calls VC-JWT (section 8.2): a compact JWS whose payload is the credential itself
 * with the registered claims that say the same. Source: 1EdTech, Open Badges Specification 3.0.
 */

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The same credential and key give the same token. */
export const badgeToken = (
  credential: BadgeCredential,
  { privateKey, jwk, keyAddress }: { privateKey: KeyObject; jwk: BadgeJwk; keyAddress: string },
): string => {
  const { issuer, credentialSubject, id, validFrom } = credential;
  const header = { alg: 'RS256', typ: 'JWT', kid: keyAddress, jwk: { kty: jwk.kty, n: jwk.n, e: jwk.e } };
  const nbf = Math.floor(Date.parse(validFrom) / 1000);
  const payload = { ...credential, iss: issuer.id, jti: id, sub: credentialSubject.id, nbf };
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
};

export type BadgeVerified =
  | { kind: 'valid'; credential: BadgeCredential }
  | { kind: 'invalid'; why: 'no-badge' | 'algorithm' | 'signature' | 'claims' | 'not-yet-valid' };

/** Whether a token is a badge of whoever holds the key. The key the token itself names is never believed. */
export const verifyBadge = (token: string, jwk: Pick<BadgeJwk, 'kty' | 'n' | 'e'>, now: number): BadgeVerified => {
  const invalid = (why: Extract<BadgeVerified, { kind: 'invalid' }>['why']) => ({ kind: 'invalid', why }) as const;
  const match = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token.trim());
  const [, head = '', body = '', signature = ''] = match ?? [];
  const header = read(head) as { alg?: unknown } | null;
  const claims = read(body) as (BadgeCredential & Record<'iss' | 'jti' | 'sub' | 'nbf', unknown>) | null;
  if (!match || !header || !claims) return invalid('no-badge');
  if (header.alg !== 'RS256') return invalid('algorithm');
  const key = createPublicKey({ key: { kty: jwk.kty, n: jwk.n, e: jwk.e }, format: 'jwk' });
  if (!verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')))
    return invalid('signature');
  const { iss, jti, sub, nbf, ...credential } = claims;
  const agrees =
    iss === credential.issuer?.id &&
    jti === credential.id &&
    sub === credential.credentialSubject?.id &&
    nbf === Math.floor(Date.parse(credential.validFrom) / 1000) &&
    CONTEXTS.every((context) => credential['@context']?.includes(context)) &&
    credential.type?.includes('OpenBadgeCredential');
  if (!agrees) return invalid('claims');
  return nbf * 1000 > now ? invalid('not-yet-valid') : { kind: 'valid', credential };
};

const read = (part: string): unknown => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return value !== null && typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
};
