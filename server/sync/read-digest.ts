import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import { type DerivedDigest, derivedDigest } from '@hornbook/shared/learning/derived-digest.ts';
import { FOLD_VERSION } from '@hornbook/shared/learning/fold-version.ts';
import { type Digest, digestOf } from '@hornbook/shared/sync/digest.ts';
import { fingerprintOf } from '@hornbook/shared/sync/engine/apply-page.ts';
import { sql } from 'drizzle-orm';
import { SYSTEM_ROLE } from '../db/derived/access.ts';
import { rowsOf, type SqlDatabase, type SqlRunner } from '../db/sql-database.ts';
import { readAsLearner, takeRole, UnknownLearner } from '../db/with-learner.ts';
import { readFolds } from '../folds/store-folds.ts';

const KNOWN = fingerprintOf(collections);

interface Place {
  epoch: string;
  version: number;
}

/**
 * [R2] A learner's rows and what is folded from them, in brief. They are only read where they can be compared with what a
 * device has: at the version it names, if it knows the same collections. Otherwise the answer says no more than the place.
 */
export const readDigest = (
  database: SqlDatabase,
  learnerId: string,
  asked: Place & { known: number },
): Promise<Digest> =>
  readAsLearner(database, learnerId, async (runner) => {
    await takeRole(runner, SYSTEM_ROLE);
    const place = await readPlace(runner, learnerId);
    const nothing: Digest = { ...place, known: KNOWN, collections: {}, derived: null };
    if (asked.known !== KNOWN || asked.epoch !== place.epoch || asked.version !== place.version) return nothing;
    const rows = await rowsOf<{ collection: string; version: string; row: AnyRow }>(
      runner,
      sql`select collection, version, row from changes where learner_id = ${learnerId}`,
    );
    const derived = await readDerived(runner, learnerId);
    // Statement by statement: what was written in between makes it another place, and nothing to compare.
    const after = await readPlace(runner, learnerId);
    if (after.version !== place.version || after.epoch !== place.epoch) return { ...nothing, ...after };
    return { ...nothing, collections: digestOf(collections, rows.filter(isKnown)), derived };
  });

const isKnown = ({ collection }: { collection: string }): boolean =>
  Object.hasOwn(collections, collection as CollectionName);

/** The highest version given to a row, which is what a device that has read everything has seen. */
const readPlace = async (runner: SqlRunner, learnerId: string): Promise<Place> => {
  const [place] = await rowsOf<{ epoch: string; version: string }>(
    runner,
    sql`select hornbook_epoch() || epoch as epoch,
        (select coalesce(max(version), 0) from changes where learner_id = ${learnerId}) as version
      from learner_clocks where learner_id = ${learnerId}`,
  );
  if (!place) throw new UnknownLearner(`There is no learner ${learnerId} here.`);
  return { epoch: place.epoch, version: Number(place.version) };
};

/** Null while the learner waits to be folded. */
const readDerived = async (runner: SqlRunner, learnerId: string): Promise<DerivedDigest | null> => {
  const [stale] = await rowsOf<{ stale: boolean }>(
    runner,
    sql`select exists (select from dirty_learners where learner_id = ${learnerId})
      or (select fold_version from streaks where learner_id = ${learnerId}) is distinct from ${FOLD_VERSION}::int as stale`,
  );
  return stale?.stale === false ? derivedDigest(await readFolds(runner, learnerId)) : null;
};
