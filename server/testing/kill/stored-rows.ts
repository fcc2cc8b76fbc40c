import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { Database } from '../../db/connect.ts';
import { ident, keyExpression, rowExpression, tableName } from '../../db/derived/expressions.ts';

export interface StoredFeedRow {
  collection: string;
  key: string;
  version: number;
  row: AnyRow;
}

/** What the database itself holds of a learner, and what is wrong with it. */
export interface StoredLearner {
  epoch: string;
  version: number;
  rows: Map<string, StoredFeedRow>;
  problems: string[];
}

/** Reads the tables behind the feed and the feed, and compares the two. */
export const readStored = async (database: Database, learnerId: string): Promise<StoredLearner> => {
  const [clock] = await database.query<{ version: string; epoch: string }>(
    `select version, hornbook_epoch() || epoch as epoch from learner_clocks where learner_id = $1`,
    [learnerId],
  );
  const feed = await database.query<{ collection: string; key: string; version: string; row: AnyRow }>(
    `select collection, key, version, row from changes where learner_id = $1 order by changes.version`,
    [learnerId],
  );
  const problems: string[] = [];
  for (const collection of Object.values(collections)) {
    const differing = await database.query<{ key: string }>(
      `select coalesce(t.key, c.key) as key
        from (select ${keyExpression(collection, 'r')} as key, ${rowExpression(collection, 'r')} as row
          from ${ident(tableName(collection))} r where learner_id = $1) t
        full join (select key, row from changes where learner_id = $1 and collection = $2) c using (key)
        where t.row is distinct from c.row::jsonb`,
      [learnerId, collection.name],
    );
    for (const { key } of differing) problems.push(`feed and table differ at ${collection.name} ${key}`);
  }
  const rows = new Map<string, StoredFeedRow>();
  for (const line of feed) rows.set(`${line.collection}/${line.key}`, { ...line, version: Number(line.version) });
  const versions = feed.map(({ version }) => Number(version));
  const version = Number(clock?.version ?? -1);
  if (rows.size !== feed.length) problems.push('a row is in the feed twice');
  if (new Set(versions).size !== versions.length) problems.push('two rows have one version');
  // The row written last holds the clock's own version until another is written.
  if (version !== (versions.at(-1) ?? 0)) problems.push(`the clock says ${version}, the last row ${versions.at(-1)}`);
  return { epoch: clock?.epoch ?? '', version, rows, problems };
};
