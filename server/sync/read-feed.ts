import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { sql } from 'drizzle-orm';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { readAsLearner, UnknownLearner } from '../db/with-learner.ts';
import type { ReadFeed } from './learner-store.ts';

/** A page of the feed with each row still as Postgres's JSON text: it goes out as text again. */
export interface FeedTextPage {
  epoch: string;
  /** The clock of the snapshot the rows are from. */
  version: number;
  rows: { collection: string; key: string; version: string; row: string }[];
  /** There may be more rows behind the last one. */
  full: boolean;
}

interface Answer {
  clock: string;
  epoch: string;
  /** Collection, key and version of each row; null when there are none. */
  heads: [string, string, string][] | null;
  /** The rows, a line each: JSON as Postgres writes it has no line breaks. */
  lines: string | null;
  more: boolean | null;
}

/**
 * [F1] A page after `offset`: clock and rows by one statement, so from one snapshot. Takes rows until `limit.bytes` is
 * reached, at least one. It all comes as one line: a thousand lines take Postgres and the driver three times as long.
 */
export const readFeedText = async (
  database: SqlDatabase,
  learnerId: string,
  offset: number,
  limit: { rows: number; bytes: number },
): Promise<FeedTextPage> => {
  // Sizes first, from the rows as they are stored: only what is sent is written out as text.
  const [answer] = await readAsLearner(database, learnerId, (runner) =>
    rowsOf<Answer>(
      runner,
      sql`with taken as (
          select version, pg_column_size(row) as size from changes
          where learner_id = ${learnerId} and version > ${offset}::bigint
          order by changes.version limit ${limit.rows}::int
        ), page as (
          select max(version) as last, count(*) as rows
          from (select version, sum(size) over (order by version) - size as before from taken) sized
          where before < ${limit.bytes}::bigint
        )
        select clock.version::text as clock, hornbook_epoch() || clock.epoch as epoch, told.heads, told.lines,
          page.rows < (select count(*) from taken) or page.rows = ${limit.rows}::int as more
        from learner_clocks clock, page, lateral (
          select json_agg(json_build_array(collection, key, version::text)) as heads, string_agg(row::text, E'\\n') as lines
          from (
            select collection, key, version, row from changes
            where learner_id = ${learnerId} and version > ${offset}::bigint and version <= page.last
            order by changes.version
          ) ordered
        ) told
        where clock.learner_id = ${learnerId}`,
    ),
  );
  if (!answer) throw new UnknownLearner(`There is no learner ${learnerId} here.`);
  const lines = answer.lines?.split('\n') ?? [];
  const heads = answer.heads ?? [];
  return {
    epoch: answer.epoch,
    version: Number(answer.clock),
    rows: heads.map(([collection, key, version], index) => ({ collection, key, version, row: lines[index] ?? 'null' })),
    full: heads.length > 0 && answer.more === true,
  };
};

/** The same page with parsed rows. */
export const readFeedOn =
  (database: SqlDatabase): ReadFeed =>
  async (learnerId, offset, limit) => {
    const page = await readFeedText(database, learnerId, offset, limit);
    return {
      ...page,
      rows: page.rows.map((line) => ({ ...line, version: Number(line.version), row: JSON.parse(line.row) as AnyRow })),
    };
  };
