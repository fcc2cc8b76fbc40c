import { createHmac, timingSafeEqual } from 'node:crypto';

const LIFE_MS = 10 * 60_000;

/**
 * Says that a device has proven an account, until it has said which learner it comes for. Not kept: it carries whose
 * account, which device and its own end, and a seal.
 */
export function makeTickets(secret: string, now: () => number) {
  const seal = (text: string) => createHmac('sha256', secret).update(`hornbook-entry\n${text}`).digest('base64url');
  return {
    issue(userId: string, deviceId: string): string {
      const text = `${userId}.${deviceId}.${(now() + LIFE_MS).toString(36)}`;
      return `${text}.${seal(text)}`;
    },
    /** The account it speaks for, if this device got it a moment ago. */
    userOf(ticket: string, deviceId: string): string | null {
      const [userId = '', device = '', ends = '', given = '', ...rest] = ticket.split('.');
      const wanted = Buffer.from(seal(`${userId}.${device}.${ends}`));
      const shown = Buffer.from(given);
      const sealed = rest.length === 0 && wanted.length === shown.length && timingSafeEqual(wanted, shown);
      return sealed && device === deviceId && Number.parseInt(ends, 36) > now() ? userId : null;
    },
  };
}
