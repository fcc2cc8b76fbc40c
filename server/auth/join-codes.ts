import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../db/connect.ts';

const LIFE = '5 minutes';

const identifierOf = (code: string) => `join:${createHash('sha256').update(code).digest('base64url')}`;

/** Codes that let one more device join a learner: 128 bits of chance, kept as a hash, good once and for five minutes. */
export const makeJoinCodes = (database: Database) => ({
  async make(learnerId: string): Promise<string> {
    const code = randomBytes(16).toString('base64url');
    await database.query(`delete from verification where identifier like 'join:%' and expires_at < now()`);
    await database.query(
      `insert into verification (identifier, value, expires_at) values ($1, $2, now() + $3::interval)`,
      [identifierOf(code), learnerId, LIFE],
    );
    return code;
  },

  /** The learner behind the code, for the first device that shows it; again for that one, whose reply may be lost. */
  async use(code: string, deviceId: string): Promise<string | null> {
    const [row] = await database.query<{ value: string }>(
      `update verification set value = split_part(value, ' ', 1) || ' ' || $2, updated_at = now()
       where identifier = $1 and expires_at > now() and (value not like '% %' or value like '% ' || $2)
       returning value`,
      [identifierOf(code), deviceId],
    );
    return row?.value.split(' ')[0] ?? null;
  },
});
