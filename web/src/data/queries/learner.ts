import type { Profile } from '@hornbook/shared/collections/profile.ts';
import { identityOf } from '../device-identity.ts';
import { withoutMarks } from '../learner-database.ts';
import { useLive } from './live.ts';

export interface Learner {
  learnerId: string;
  deviceId: string;
  deviceName: string;
  /** The service has adopted this learner. */
  claimed: boolean;
  signedOut: boolean;
}

export type ProfileView = Omit<Profile, 'stamps' | 'deletedAt'>;

const emptyProfile: ProfileView = {
  id: 'me',
  displayName: '',
  fullName: null,
  avatar: null,
  photoHash: null,
  bio: null,
  goals: [],
  preferredLanguage: null,
  timeZone: null,
  dailyMinutes: 15,
  erasesAt: null,
  isAuthor: null,
  isOperator: null,
};

export const useLearner = (): Learner | undefined =>
  useLive(async ({ device }) => {
    // Read anew each time: another tab may have been the one that met the service.
    const read = (await identityOf(device.learnerId)) ?? device;
    const { learnerId, deviceId, deviceName, claimed, signedOut } = read;
    return { learnerId, deviceId, deviceName, claimed, signedOut };
  });

/** The learner's profile, with defaults while nothing has been set. */
export const useProfile = (): ProfileView | undefined =>
  useLive(async ({ learner }) => {
    const stored = await learner.rows('profile').get('me');
    if (!stored) return emptyProfile;
    const { dailyMinutes, ...said } = withoutMarks(stored) as ProfileView;
    // What was never said is neutral, which of minutes is none.
    return { ...emptyProfile, ...said, dailyMinutes: dailyMinutes || emptyProfile.dailyMinutes };
  });

/** Whether the account behind this learner may write courses, as far as this device has heard. */
export const useIsAuthor = (): boolean | undefined =>
  useLive(async ({ learner }) => {
    const profile = await learner.rows('profile').get('me');
    return profile?.isAuthor === true || profile?.isOperator === true;
  });
