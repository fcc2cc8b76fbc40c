import { actText, enterText, type ProvenAct } from '@hornbook/shared/identity/claim.ts';
import type { DeviceIdentity } from '../device-identity.ts';
import { type AskOptions, askService, Unreachable } from './ask-service.ts';
import { post, signed } from './claim.ts';

export interface PasskeyEntry {
  id: string;
  name: string;
  addedAt: number;
}

export interface Account {
  /** Null for an account of passkeys alone. */
  email: string | null;
  emailConfirmed: boolean;
  hasPassword: boolean;
  passkeys: PasskeyEntry[];
}

/** A learner that an account holds. */
export interface AccountLearner {
  learnerId: string;
  name: string;
}

/** Why something about an account was not done; `code` is the service's. */
export type NotDone =
  | { kind: 'unreachable' }
  | { kind: 'too-many' }
  | { kind: 'no-session' }
  | { kind: 'refused'; code: string };

const readNotDone = async (response: Response): Promise<NotDone> => {
  const { code = '' } = (await response.json().catch(() => ({}))) as { code?: string };
  if (code === 'no-session') return { kind: 'no-session' };
  if (response.status === 429) return { kind: 'too-many' };
  return response.status >= 500 ? { kind: 'unreachable' } : { kind: 'refused', code };
};

const reading = async <T>(ask: () => Promise<Response>): Promise<{ kind: 'done'; value: T } | NotDone> => {
  try {
    const response = await ask();
    return response.ok ? { kind: 'done', value: (await response.json()) as T } : await readNotDone(response);
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'unreachable' };
    throw error;
  }
};

export const askAccount = <T>(path: string, body?: unknown, options: AskOptions = {}) =>
  reading<T>(() =>
    body === undefined
      ? askService(`/auth/account${path}`, { ...options, cache: 'no-store' })
      : post(`/auth/account${path}`, body, options),
  );

/** The same with the device's word, by its key, that it is the learner's. */
export const askProven = <T>(device: DeviceIdentity, act: ProvenAct, path: `/auth/${string}`, body: object = {}) =>
  reading<T>(async () => {
    const { learnerId, deviceId } = device;
    const proof = await signed(device, (challenge) => actText({ act, learnerId, deviceId, challenge }));
    return post(path, { ...body, proof });
  });

export interface Proven {
  ticket: string;
  learners: AccountLearner[];
}

/** Comes in by an account that was proven; `into` is the learner it goes on as, or null for the device's own. */
export const askToEnter = (device: DeviceIdentity, ticket: string, into: string | null) =>
  reading<{ learnerId: string; joined: boolean }>(async () => {
    const { learnerId, deviceId } = device;
    const claim = await signed(device, (challenge) => enterText({ ticket, learnerId, deviceId, challenge }));
    return post('/auth/account/enter', { ...claim, learnerId, ticket, into });
  });
