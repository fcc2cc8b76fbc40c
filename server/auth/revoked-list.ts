import type { Database } from '../db/connect.ts';
import { revokeDevice } from './devices.ts';
import { addLines, listBeside, readLines } from './list-beside.ts';

/** A device that was signed out from another one. */
interface Revoked {
  learnerId: string;
  deviceId: string;
  /** When, in milliseconds since 1970. */
  at: number;
}

const nameOf = ({ learnerId, deviceId }: Revoked) => `${learnerId}/${deviceId}`;

const readRevoked = (dataDir: string): Map<string, Revoked> =>
  new Map(readLines<Revoked>(listBeside(dataDir, 'revoked')).map((one) => [nameOf(one), one]));

export async function noteRevoked(database: Pick<Database, 'query'>, dataDir: string): Promise<void> {
  const known = readRevoked(dataDir);
  const revoked = await database.query<Revoked>(
    `select learner_id as "learnerId", id as "deviceId", (extract(epoch from revoked_at) * 1000)::float8 as at
       from devices where revoked_at is not null order by revoked_at`,
  );
  const added = revoked.filter((one) => (known.get(nameOf(one))?.at ?? 0) < one.at);
  addLines(listBeside(dataDir, 'revoked'), added);
}

/** Signs out again which came back by a backup: whatever was let in later than it was signed out came back by somebody's word. */
export async function revokeReturned(database: Database, dataDir: string): Promise<number> {
  const listed = [...readRevoked(dataDir).values()];
  if (listed.length === 0) return 0;
  const returned = await database.query<{ learnerId: string; deviceId: string }>(
    `select d.learner_id as "learnerId", d.id as "deviceId" from devices d
       join jsonb_to_recordset($1::jsonb) as r("learnerId" uuid, "deviceId" uuid, at float8)
         on r."learnerId" = d.learner_id and r."deviceId" = d.id
       where d.revoked_at is null and extract(epoch from d.created_at) * 1000 < r.at`,
    [JSON.stringify(listed)],
  );
  for (const device of returned) await revokeDevice(database, device);
  return returned.length;
}
