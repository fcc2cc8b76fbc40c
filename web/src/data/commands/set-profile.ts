import { cleanText, cleanTextOrNull } from '../clean-text.ts';
import { timeZone } from '../clock.ts';
import { connect } from '../connections.ts';
import { localWrite, type NotStored } from '../local-write.ts';

export interface ProfileChanges {
  displayName?: string;
  fullName?: string | null;
  bio?: string | null;
  goals?: string[];
  preferredLanguage?: string | null;
  dailyMinutes?: number;
}

export type Stored = { kind: 'stored' };

/** Changes what is given and leaves the rest. */
export const setProfile = async (changes: ProfileChanges): Promise<Stored | NotStored> =>
  localWrite(await connect(), async (writer) => {
    const { displayName, fullName, bio, goals, preferredLanguage, dailyMinutes } = changes;
    await writer.put('profile', {
      id: 'me',
      timeZone: timeZone(),
      ...(displayName !== undefined && { displayName: cleanText(displayName, 80) }),
      ...(fullName !== undefined && { fullName: cleanTextOrNull(fullName, 200) }),
      ...(bio !== undefined && { bio: cleanTextOrNull(bio, 2000) }),
      ...(goals !== undefined && { goals: goals.slice(0, 20).map((goal) => cleanText(goal, 200)) }),
      ...(preferredLanguage !== undefined && { preferredLanguage: cleanTextOrNull(preferredLanguage, 35) }),
      ...(dailyMinutes !== undefined && { dailyMinutes: Math.min(600, Math.max(1, Math.round(dailyMinutes))) }),
    });
    return { kind: 'stored' };
  });
