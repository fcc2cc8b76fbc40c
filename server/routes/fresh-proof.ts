import { actText, type DevicePublicKey, type ProvenAct } from '@hornbook/shared/identity/claim.ts';
import type { Context } from 'hono';
import { z } from 'zod';
import { isSameKey, isSignedBy } from '../auth/device-key.ts';
import type { Services } from '../services.ts';
import { STALE, signedByDevice, UNSIGNED } from './answer-claim.ts';

export const freshProof = z.strictObject(signedByDevice);
export type FreshProof = z.infer<typeof freshProof>;

/**
 * Refuses what a session alone is not enough for. A session lives for a year in a browser that may be lent or lost; the
 * device's key, which no script can read out, signs for this very act, now.
 */
export async function refuseUnproven(
  c: Context,
  { auth, database }: Pick<Services, 'auth' | 'database'>,
  by: { learnerId: string; deviceId: string },
  act: ProvenAct,
  proof: FreshProof,
): Promise<Response | null> {
  if (!auth.challenges.isValid(proof.challenge)) return c.json(STALE, 400);
  const [known] = await database.query<{ key: DevicePublicKey }>(
    'select public_key as key from devices where learner_id = $1 and id = $2 and revoked_at is null',
    [by.learnerId, by.deviceId],
  );
  const text = actText({ act, ...by, challenge: proof.challenge });
  const own = known !== undefined && proof.deviceId === by.deviceId && isSameKey(known.key, proof.publicKey);
  return own && (await isSignedBy(proof.publicKey, text, proof.signature)) ? null : c.json(UNSIGNED, 400);
}
