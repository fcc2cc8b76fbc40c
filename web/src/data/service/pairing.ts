import { askText, joinText, lookText } from '@hornbook/shared/identity/claim.ts';
import type { DeviceIdentity } from '../device-identity.ts';
import { askService, Unreachable } from './ask-service.ts';
import { asOutcome, type ClaimOutcome, post, readOutcome, signed } from './claim.ts';

/** What this device offers to another one: a code to type there, and how long it is good. */
export interface Offer {
  pairing: string;
  code: string;
  lifeMs: number;
}

export type OfferState = { state: 'open' | 'ended' } | { state: 'asked' | 'accepted' | 'refused'; deviceName: string };

type Failed = { kind: 'unreachable' } | { kind: 'no-session' } | { kind: 'too-many' };

const failureOf = ({ status }: Response): Failed =>
  ({ kind: status === 401 ? 'no-session' : status === 429 ? 'too-many' : 'unreachable' }) as Failed;

const reaching = async <T>(work: () => Promise<T>): Promise<T | { kind: 'unreachable' }> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'unreachable' };
    throw error;
  }
};

export const requestOffer = (): Promise<{ kind: 'offered'; offer: Offer } | Failed> =>
  reaching(async () => {
    const response = await post('/auth/pairings', {});
    return response.ok ? { kind: 'offered', offer: (await response.json()) as Offer } : failureOf(response);
  });

export const watchOffer = (pairing: string): Promise<{ kind: 'seen'; state: OfferState } | Failed> =>
  reaching(async () => {
    const response = await askService(`/auth/pairings/${pairing}`, { cache: 'no-store' });
    return response.ok ? { kind: 'seen', state: (await response.json()) as OfferState } : failureOf(response);
  });

export const answerOffer = (
  pairing: string,
  accept: boolean,
): Promise<{ kind: 'answered' } | { kind: 'too-late' } | Failed> =>
  reaching(async () => {
    const response = await post('/auth/pairings/answer', { pairing, accept });
    if (response.status === 404) return { kind: 'too-late' };
    return response.ok ? { kind: 'answered' } : failureOf(response);
  });

export type Asked = { kind: 'asked'; pairing: string } | { kind: 'bad-code' } | Failed;

/** Shows the code of another device, as this device. */
export const askToJoin = (device: DeviceIdentity, code: string): Promise<Asked> =>
  reaching(async () => {
    const { deviceId } = device;
    const request = await signed(device, (challenge) => askText({ code, deviceId, challenge }));
    const response = await post('/auth/pairings/ask', { ...request, code });
    if (response.status === 404) return { kind: 'bad-code' };
    if (!response.ok) return failureOf(response);
    return { kind: 'asked', pairing: ((await response.json()) as { pairing: string }).pairing };
  });

/** A learner as they are shown to whoever is about to learn as them: `name` is '' when they never said. */
export interface Whose {
  name: string;
  picture: string | null;
}

/** Whose device this would become, once the other one has said yes. Nothing changes by it. */
export const lookAtPairing = async (
  device: DeviceIdentity,
  pairing: string,
): Promise<{ kind: 'accepted'; whose: Whose } | { kind: 'waiting' } | Exclude<ClaimOutcome, { kind: 'claimed' }>> => {
  try {
    const { deviceId } = device;
    const claim = await signed(device, (challenge) => lookText({ pairing, deviceId, challenge }));
    const response = await post('/auth/pairings/look', { ...claim, pairing });
    if (response.status === 202) return { kind: 'waiting' };
    if (response.ok) return { kind: 'accepted', whose: (await response.json()) as Whose };
    const outcome = await readOutcome(response);
    return outcome.kind === 'claimed' ? { kind: 'waiting' } : outcome;
  } catch (error) {
    return asOutcome(error);
  }
};

/** Becomes a device of the other one's learner, if its answer was yes. */
export const joinByPairing = async (
  device: DeviceIdentity,
  pairing: string,
): Promise<ClaimOutcome | { kind: 'waiting' }> => {
  try {
    const { deviceId } = device;
    const claim = await signed(device, (challenge) => joinText({ pairing, deviceId, challenge }));
    const response = await post('/auth/pairings/join', { ...claim, pairing });
    return response.status === 202 ? { kind: 'waiting' } : await readOutcome(response);
  } catch (error) {
    return asOutcome(error);
  }
};
