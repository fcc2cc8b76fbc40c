import { createHash, generateKeyPairSync, webcrypto } from 'node:crypto';
import type { ServiceKey } from '@hornbook/shared/bundle/seal.ts';
import type { PlatformKey } from '@hornbook/shared/bundle/tools.ts';
import type { Database } from '../db/connect.ts';
import { onceInMeta } from '../db/meta.ts';

export interface BundleKey extends ServiceKey {
  privateKey: PlatformKey;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

/**
 * The key that bundles are sealed for: made once, kept with the database and shared by all servers on it. It never
 * changes, since a bundle may be under way for months.
 */
export async function readBundleKey(database: Pick<Database, 'query'>): Promise<BundleKey> {
  const kept = await onceInMeta(database, 'bundle_key', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    return JSON.stringify(privateKey.export({ format: 'jwk' }));
  });
  const jwk = JSON.parse(kept) as { kty: string; crv: string; x: string; y: string; d: string };
  const privateKey = await webcrypto.subtle.importKey('jwk', jwk, CURVE, false, ['deriveBits']);
  const point = Buffer.concat([Buffer.of(4), Buffer.from(jwk.x, 'base64url'), Buffer.from(jwk.y, 'base64url')]);
  const id = createHash('sha256').update(point).digest('base64url').slice(0, 16);
  return { id, key: point.toString('base64url'), privateKey };
}
