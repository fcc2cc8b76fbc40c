import type { Database } from '../db/connect.ts';
import { GRACE_DAYS } from './erasure.ts';
import { addLines, listBeside, readLines } from './list-beside.ts';

/** A learner who asked to be deleted, or took it back. */
interface Leaving {
  id: string;
  /** The day it would be, in milliseconds since 1970; null for one who took it back. */
  eraseAt: number | null;
  /** The account was to go with them. */
  withAccount: boolean;
}

/** Who asked longer ago than this was erased by then, and is on the list of those, or has taken it back. */
const COUNTS_DAYS = 30;

const readLeaving = (dataDir: string): Map<string, Leaving> =>
  new Map(readLines<Leaving>(listBeside(dataDir, 'leaving')).map((one) => [one.id, one]));

export async function noteLeaving(database: Pick<Database, 'query'>, dataDir: string): Promise<void> {
  const known = readLeaving(dataDir);
  const waiting = [...known.values()].filter(({ eraseAt }) => eraseAt !== null);
  const found = await database.query<Leaving>(
    `select l.id, (extract(epoch from l.erase_at) * 1000)::float8 as "eraseAt", u.erase_at is not null as "withAccount"
       from learners l left join "user" u on u.id = l.user_id where l.erase_at is not null and l.gone_at is null
     union all select l.id, null, false
       from jsonb_to_recordset($1::jsonb) as w(id uuid, "eraseAt" float8) join learners l on l.id = w.id
       where l.erase_at is null and l.gone_at is null and ${takenBackSince('w')}`,
    [JSON.stringify(waiting)],
  );
  const added = found.filter(({ id, eraseAt, withAccount }) => {
    const last = known.get(id);
    return !last || last.eraseAt !== eraseAt || last.withAccount !== withAccount;
  });
  addLines(listBeside(dataDir, 'leaving'), added);
}

/**
 * Begins the days of grace again for whoever came back by a backup as if they had not asked. All of the days, as their devices
 * have told them otherwise since: nobody is erased without having been shown the day.
 */
export async function leaveAgain(database: Pick<Database, 'query'>, dataDir: string): Promise<number> {
  const listed = [...readLeaving(dataDir).values()].filter(({ eraseAt }) => eraseAt !== null);
  if (listed.length === 0) return 0;
  const asked = await database.query(
    `with w as (
       select l.id, l.user_id, w."withAccount"
         from jsonb_to_recordset($1::jsonb) as w(id uuid, "eraseAt" float8, "withAccount" boolean) join learners l on l.id = w.id
         where l.erase_at is null and l.gone_at is null and not ${takenBackSince('w')}
           and extract(epoch from l.created_at) < w."eraseAt" / 1000 - ${GRACE_DAYS} * 86400
           and w."eraseAt" > (extract(epoch from now()) - ${COUNTS_DAYS} * 86400) * 1000),
     day as (select date_trunc('milliseconds', now()) + make_interval(days => ${GRACE_DAYS}) as at),
     accounts as (update "user" u set erase_at = day.at from w, day where w.user_id = u.id and w."withAccount"),
     noted as (insert into account_events (learner_id, kind) select id, 'deletion-asked' from w)
     update learners l set erase_at = day.at from w, day where w.id = l.id returning l.id`,
    [JSON.stringify(listed)],
  );
  return asked.length;
}

/** The database knows that it was taken back, later than it was asked for. */
const takenBackSince = (listed: string) => `exists (select from account_events e where e.learner_id = l.id
  and e.kind = 'deletion-taken-back' and extract(epoch from e.created_at) > ${listed}."eraseAt" / 1000 - ${GRACE_DAYS} * 86400)`;
