import { useLiveQuery } from 'dexie-react-hooks';
import { CURRENT, type DeviceIdentity, identitiesHere, type Photo } from '../device-identity.ts';
import { LOCK_AFTER_MINUTES } from '../lock.ts';
import { FORGOTTEN_MS } from '../pin.ts';

/** A learner of this device, as all who share it see them: a name, a picture, and nothing of what they learn. */
export interface LearnerHere {
  learnerId: string;
  name: string;
  picture: string | null;
  photo: Photo | null;
  hasPin: boolean;
  /** The one who uses the device, or used it last. */
  current: boolean;
  /** From when on a PIN that was forgotten can be taken off; null while nobody said so. */
  pinEndsAt: number | null;
  lockAfterMinutes: number | null;
}

const seen = (identity: DeviceIdentity): LearnerHere => ({
  learnerId: identity.learnerId,
  name: identity.face?.name ?? '',
  picture: identity.face?.picture ?? null,
  photo: identity.face?.photo ?? null,
  hasPin: Boolean(identity.pin),
  current: identity.id === CURRENT,
  pinEndsAt: identity.pin?.forgottenAt ? identity.pin.forgottenAt + FORGOTTEN_MS : null,
  lockAfterMinutes: identity.lockAfterMinutes === undefined ? LOCK_AFTER_MINUTES : identity.lockAfterMinutes,
});

export const readLearnersHere = async (): Promise<LearnerHere[]> => {
  const identities = (await identitiesHere()).filter(({ leaving }) => !leaving);
  return identities.toSorted((a, b) => a.createdAt - b.createdAt).map(seen);
};

/** Who learns on this device, the one who was first here first. Known also while it is asked who is learning. */
export const useLearnersHere = (): LearnerHere[] | undefined => useLiveQuery(readLearnersHere, []);
