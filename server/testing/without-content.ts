import type { Database } from '../db/connect.ts';

/** Lets learners' rows name courses, lessons and activities that are not there, for tests that are not about content. */
export async function withoutContent(database: Pick<Database, 'query'>): Promise<void> {
  await database.query(`do $$ declare c record; begin
    for c in select conname, conrelid::regclass as t from pg_constraint
      where contype = 'f' and conname like 'hornbook_%' and confrelid <> 'learners'::regclass
    loop
      execute format('alter table %s drop constraint %I', c.t, c.conname);
    end loop;
  end $$`);
}
