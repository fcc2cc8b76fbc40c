import { claimText, deliveryText, publicKeyOf, toBase64url } from '@hornbook/shared/identity/claim.ts';
import type { FormerHere } from '../../ui-state/lost.ts';
import type { DeviceIdentity, Refusal } from '../device-identity.ts';
import { identitiesHere, updateDeviceIdentity } from '../device-identity.ts';
import { beginsAnew } from '../was-here.ts';
import { type AskOptions, askService, Unreachable } from './ask-service.ts';

export type ClaimOutcome =
  | { kind: 'claimed'; learnerId: string; serverTime: number; name?: string }
  | { kind: 'unreachable'; fromStranger: boolean; retryAfterMs: number | null }
  /** This device came into an account, where what it learnt goes on as another learner's; it had not heard so. */
  | { kind: 'moved'; learnerId: string }
  /** Known there by another key, signed out from another device, or erased: asking again would not help. */
  | { kind: 'refused'; code: string; message: string; former?: FormerHere };

export const post = (path: string, body: unknown, options: AskOptions = {}): Promise<Response> =>
  askService(path, {
    ...options,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export const asOutcome = (error: unknown): ClaimOutcome & { kind: 'unreachable' } => {
  if (error instanceof Unreachable)
    return { kind: 'unreachable', fromStranger: error.fromStranger, retryAfterMs: null };
  throw error;
};

export const readOutcome = async (response: Response): Promise<ClaimOutcome> => {
  const body = (await response.json()) as Partial<Record<'learnerId' | 'movedTo' | 'code' | 'message', string>> & {
    serverTime?: number;
    former?: FormerHere;
    name?: string;
  };
  if (response.ok && body.learnerId !== undefined) {
    const { learnerId, serverTime = 0, name } = body;
    return { kind: 'claimed', learnerId, serverTime, ...(name && { name }) };
  }
  // A challenge that went stale on a slow link, too many requests, a service in trouble: later it may well work.
  if (response.status === 429 || response.status >= 500 || body.code === 'stale-challenge') {
    const seconds = Number(response.headers.get('retry-after'));
    return { kind: 'unreachable', fromStranger: false, retryAfterMs: seconds > 0 ? seconds * 1000 : null };
  }
  if (body.movedTo !== undefined) return { kind: 'moved', learnerId: body.movedTo };
  const { code = `status-${response.status}`, message = '', former } = body;
  return { kind: 'refused', code, message, ...(former && { former }) };
};

/** Signs a text with the device's key, which never leaves the browser. */
export const signed = async (
  { deviceId, deviceName, keyPair }: DeviceIdentity,
  textFor: (challenge: string) => string,
  options: AskOptions = {},
) => {
  const response = await askService('/auth/challenge', { ...options, cache: 'no-store' });
  if (!response.ok) throw new Unreachable(`no challenge: ${response.status}`);
  const { challenge } = (await response.json()) as { challenge: string };
  const bytes = new TextEncoder().encode(textFor(challenge));
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const [signature, exported] = await Promise.all([
    crypto.subtle.sign(algorithm, keyPair.privateKey, bytes),
    crypto.subtle.exportKey('jwk', keyPair.publicKey),
  ]);
  return {
    deviceId,
    deviceName,
    publicKey: publicKeyOf(exported),
    challenge,
    signature: toBase64url(new Uint8Array(signature)),
  };
};

/**
 * Says: this learner is mine. The first time the service adopts the learner; ever after it gives a fresh session to the
 * same key, so work is delivered even when the session ended long ago.
 */
export const claimLearner = async (device: DeviceIdentity, options: AskOptions = {}): Promise<ClaimOutcome> => {
  const { learnerId, deviceId } = device;
  try {
    const claim = await signed(device, (challenge) => claimText({ learnerId, deviceId, challenge }), options);
    // Of several who share a browser each has a store here: nobody's was lost.
    const anew = beginsAnew() || (await identitiesHere()).length > 1;
    const body = { ...claim, learnerId, ...(anew && { anew }) };
    const outcome = await readOutcome(await post('/auth/claim', body, options));
    await keepOutcome(device, outcome);
    return outcome;
  } catch (error) {
    return asOutcome(error);
  }
};

export type DeliveryOutcome = { kind: 'let-in'; ticket: string } | Exclude<ClaimOutcome, { kind: 'claimed' }>;

/** Leave to bring what waits for a learner who is not the one using the device. No session and no cookie come of it. */
export const claimDelivery = async (device: DeviceIdentity, options: AskOptions = {}): Promise<DeliveryOutcome> => {
  const { learnerId, deviceId } = device;
  const apart: AskOptions = { ...options, credentials: 'omit' };
  try {
    const claim = await signed(device, (challenge) => deliveryText({ learnerId, deviceId, challenge }), apart);
    const response = await post('/auth/delivery', { ...claim, learnerId }, apart);
    const { ticket } = (await response.clone().json()) as { ticket?: string };
    const outcome = await readOutcome(response);
    await keepOutcome(device, outcome);
    if (outcome.kind !== 'claimed') return outcome;
    return ticket ? { kind: 'let-in', ticket } : { kind: 'unreachable', fromStranger: false, retryAfterMs: null };
  } catch (error) {
    return asOutcome(error);
  }
};

const refusals: readonly string[] = ['revoked', 'gone', 'other-key'] satisfies Refusal[];

const keepOutcome = async (device: DeviceIdentity, outcome: ClaimOutcome): Promise<void> => {
  if (outcome.kind === 'unreachable' || outcome.kind === 'moved') return;
  const claimed = device.claimed || outcome.kind === 'claimed';
  // A refusal of another kind says nothing of who may come in.
  const refusal = outcome.kind === 'refused' && refusals.includes(outcome.code) ? (outcome.code as Refusal) : null;
  if (claimed === device.claimed && refusal === (device.refusal ?? null)) return;
  Object.assign(device, { claimed, refusal });
  await updateDeviceIdentity(device.learnerId, { claimed, refusal });
};

export const endSession = async (): Promise<boolean> => {
  try {
    return (await post('/auth/sign-out', {})).ok;
  } catch (error) {
    if (error instanceof Unreachable) return false;
    throw error;
  }
};
