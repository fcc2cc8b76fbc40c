import { createHmac, randomInt, randomUUID } from 'node:crypto';
import type { DevicePublicKey } from '@hornbook/shared/identity/claim.ts';
import { CODE_LENGTH, CODE_LETTERS } from '@hornbook/shared/identity/pairing-code.ts';
import type { Database } from '../db/connect.ts';

const LIFE_SECONDS = 5 * 60;
/** After the learner said yes, the new device may take so long to hear of it. */
const LIFE_ACCEPTED_SECONDS = 10 * 60;

export interface AskingDevice {
  deviceId: string;
  deviceName: string;
  publicKey: DevicePublicKey;
}

/** How far a pairing is, to the device that shows its code. */
export type PairingState =
  | { state: 'open' }
  | { state: 'asked'; deviceName: string }
  | { state: 'accepted' | 'refused'; deviceName: string }
  | { state: 'ended' };

/** How far it is, to the device that asked. */
export type JoiningState =
  | { state: 'waiting' | 'refused' | 'ended' }
  | { state: 'accepted'; learnerId: string; name: string; picture: string | null };

const newCode = () => Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
const keyText = ({ x, y }: DevicePublicKey) => JSON.stringify({ x, y });

/**
 * Pairings: a device shows a code, another one asks with it, and the first one says yes or no. A code alone opens
 * nothing. Each step is one statement, whatever comes of it, so that nothing is told by the time it takes.
 */
export const makePairings = (database: Pick<Database, 'query'>, secret: string) => {
  const sealed = (code: string) => createHmac('sha256', secret).update(`hornbook-pairing\n${code}`).digest('base64url');
  return {
    /** A new code; what this device offered before and nobody took ends. */
    async make(by: {
      learnerId: string;
      deviceId: string;
    }): Promise<{ pairing: string; code: string; lifeMs: number }> {
      await database.query(
        `delete from pairings where expires_at < now() - interval '1 hour'
           or (learner_id = $1 and made_by = $2 and answer is null)`,
        [by.learnerId, by.deviceId],
      );
      for (;;) {
        const code = newCode();
        const [made] = await database.query<{ id: string }>(
          `insert into pairings (learner_id, made_by, code_hash, expires_at)
           values ($1, $2, $3, now() + make_interval(secs => $4)) on conflict (code_hash) do nothing returning id`,
          [by.learnerId, by.deviceId, sealed(code), LIFE_SECONDS],
        );
        if (made) return { pairing: made.id, code, lifeMs: LIFE_SECONDS * 1000 };
      }
    },

    /**
     * A code that needs nobody's yes, for a learner who has no device: whoever holds the database makes it by hand. It
     * hangs on a device that was never let in.
     */
    async makeUnattended(learnerId: string): Promise<string> {
      const deviceId = randomUUID();
      await database.query(
        `insert into devices (learner_id, id, name, public_key, revoked_at) values ($1, $2, 'Made by hand', '{}', now())`,
        [learnerId, deviceId],
      );
      const { pairing, code } = await this.make({ learnerId, deviceId });
      await database.query(`update pairings set answer = 'accepted' where id = $1`, [pairing]);
      return code;
    },

    /** The pairing behind a code, for the first device that shows it; again for that one, whose reply may be lost. */
    async ask(code: string, device: AskingDevice): Promise<string | null> {
      const [found] = await database.query<{ id: string }>(
        `update pairings set asked_by = $2, asked_name = $3, asked_key = $4::jsonb, updated_at = now()
         where code_hash = $1 and expires_at > now()
           and (asked_by is null or (asked_by = $2 and asked_key = $4::jsonb))
         returning id`,
        [sealed(code), device.deviceId, device.deviceName, keyText(device.publicKey)],
      );
      return found?.id ?? null;
    },

    async watch(pairing: string, by: { learnerId: string; deviceId: string }): Promise<PairingState> {
      const [found] = await database.query<{ state: 'open' | 'asked' | 'accepted' | 'refused'; deviceName: string }>(
        `select coalesce(answer, case when asked_by is null then 'open' else 'asked' end) as state,
           coalesce(asked_name, '') as "deviceName"
         from pairings where id = $1 and learner_id = $2 and made_by = $3 and (answer is not null or expires_at > now())`,
        [pairing, by.learnerId, by.deviceId],
      );
      if (!found) return { state: 'ended' };
      return found.state === 'open' ? { state: 'open' } : { state: found.state, deviceName: found.deviceName };
    },

    /** The learner's word on the device that asked; it can be repeated, not changed. False when it came too late. */
    async answer(
      pairing: string,
      by: { learnerId: string; deviceId: string },
      answer: 'accepted' | 'refused',
    ): Promise<boolean> {
      const answered = await database.query(
        `update pairings set answer = $4, updated_at = now(),
           expires_at = case when answer is null then now() + make_interval(secs => $5) else expires_at end
         where id = $1 and learner_id = $2 and made_by = $3 and asked_by is not null and expires_at > now()
           and (answer is null or answer = $4) returning id`,
        [pairing, by.learnerId, by.deviceId, answer, LIFE_ACCEPTED_SECONDS],
      );
      return answered.length > 0;
    },

    async joining(pairing: string, device: Pick<AskingDevice, 'deviceId' | 'publicKey'>): Promise<JoiningState> {
      type Found = { learnerId: string; name: string; picture: string | null; answer: 'accepted' | 'refused' | null };
      const [found] = await database.query<Found>(
        `select p.learner_id as "learnerId", p.answer, coalesce(l.display_name, '') as name, l.avatar as picture
         from pairings p left join profile l on l.learner_id = p.learner_id
         where p.id = $1 and asked_by = $2 and asked_key = $3::jsonb and expires_at > now()`,
        [pairing, device.deviceId, keyText(device.publicKey)],
      );
      if (!found) return { state: 'ended' };
      const { answer, ...whose } = found;
      if (answer === 'accepted') return { state: answer, ...whose };
      return { state: answer === 'refused' ? 'refused' : 'waiting' };
    },
  };
};
