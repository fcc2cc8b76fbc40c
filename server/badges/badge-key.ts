import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import { onceInMeta } from '../db/meta.ts';

/** The public half, as a JSON Web Key: what anybody verifies badges with, with or without a network. */
export interface BadgeJwk {
  kty: 'RSA';
  n: string;
  e: string;
  alg: 'RS256';
  use: 'sig';
}

/**
 * The key badges are signed with: made once and kept with the database. RSA, because RS256 is the one algorithm that every
 * verifier of Open Badges 3.0 must know.
 */
export const badgeKey = async (
  database: Pick<Database, 'query'>,
): Promise<{ privateKey: KeyObject; jwk: BadgeJwk }> => {
  const kept = await onceInMeta(
    database,
    'badge_key',
    () =>
      generateKeyPairSync('rsa', {
        modulusLength: 2048,
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      }).privateKey,
  );
  const privateKey = createPrivateKey(kept);
  const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { privateKey, jwk: { kty: 'RSA', n, e, alg: 'RS256', use: 'sig' } };
};
