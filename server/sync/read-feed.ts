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

interface Line {
  clock: string;
  epoch: string;
  collection: string | null;
  key: string;
  version: string;
  row: string;
  more: boolean;
}

/**
 * [F1] A page after `offset`: clock and rows by one statement, so from one snapshot. Takes rows until `limit.bytes` is
 * reached, at least one.
 */
export const readFeedText = async (
  database: SqlDatabase,
  learnerId: string,
  offset: number,
  limit: { rows: number; bytes: number },
): Promise<FeedTextPage> => {
  // Ordering must name the number: an output column of the same name would be text, and '10' comes before '9'.
  const lines = await readAsLearner(database, learnerId, (runner) =>
    rowsOf<Line>(
      runner,
      sql`select clock.version::text as clock, hornbook_epoch() || clock.epoch as epoch,
          page.collection, page.key, page.version::text as version, page.text as row, page.more
        from learner_clocks clock
        left join (
          select sized.*, count(*) over () = ${limit.rows}::int or lead(fits, 1, true) over (order by sized.version) is false as more
          from (
            select taken.*, sum(octet_length(taken.text)) over (order by taken.version) - octet_length(taken.text) < ${limit.bytes}::bigint as fits
            from (
              select collection, key, version, row::text as text from changes
              where learner_id = ${learnerId} and version > ${offset}::bigint
              order by changes.version limit ${limit.rows}::int
            ) taken
          ) sized
        ) page on page.fits
        where clock.learner_id = ${learnerId}
        order by page.version`,
    ),
  );
  const first = lines[0];
  if (!first) throw new UnknownLearner(`There is no learner ${learnerId} here.`);
  const rows = lines.filter(({ collection }) => collection !== null) as FeedTextPage['rows'] & Line[];
  return {
    epoch: first.epoch,
    version: Number(first.clock),
    rows: rows.map(({ collection, key, version, row }) => ({ collection, key, version, row })),
    full: lines.at(-1)?.more === true,
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
