import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from '../db/connect.ts';

/** Enough for what waits to go; whoever needs longer signs once more. */
const LIFE_MS = 10 * 60_000;

/**
 * Tickets to bring what waits for a learner who is not the one using the device now. A ticket is good for pushes and
 * uploads of that learner and for nothing else: it reads nothing, opens no session and ends by itself. It is not kept; any server of
 * several can check what another gave.
 */
export function makeDeliveries(database: Pick<Database, 'query'>, secret: string, now: () => number) {
  const seal = (text: string) => createHmac('sha256', secret).update(`hornbook-delivery\n${text}`).digest('base64url');
  return {
    issue({ learnerId, deviceId }: { learnerId: string; deviceId: string }): string {
      const text = `${(now() + LIFE_MS).toString(36)}.${learnerId}.${deviceId}`;
      return `${text}.${seal(text)}`;
    },

    /** Whose rows may be brought with it, or null. The device may have been signed out since, or the learner erased. */
    async learnerOf(ticket: string): Promise<string | null> {
      const [ends = '', learnerId = '', deviceId = '', given = '', ...rest] = ticket.split('.');
      if (rest.length > 0) return null;
      const wanted = Buffer.from(seal(`${ends}.${learnerId}.${deviceId}`));
      const shown = Buffer.from(given);
      if (wanted.length !== shown.length || !timingSafeEqual(wanted, shown)) return null;
      if (!(Number.parseInt(ends, 36) > now())) return null;
      const [known] = await database.query(
        `select 1 from learners l join devices d on d.learner_id = l.id
         where l.id = $1 and d.id = $2 and l.gone_at is null and d.revoked_at is null`,
        [learnerId, deviceId],
      );
      return known ? learnerId : null;
    },
  };
}
