import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { FactsOf, Refolded } from '@hornbook/shared/learning/attempt-folder.ts';
import {
  type FoldedCollection,
  foldedCollections,
  type LearnerFolder,
  makeLearnerFolder,
} from '@hornbook/shared/learning/learner-folder.ts';
import { upcastRow } from '@hornbook/shared/sync/upcast.ts';
import { sql } from 'drizzle-orm';
import { SYSTEM_ROLE } from '../db/derived/access.ts';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { inLearnerTransaction, readAsLearner, takeRole, UnknownLearner } from '../db/with-learner.ts';
import { storeFolds } from './store-folds.ts';

/** Loads what these attempts name. */
export type LoadFacts = (attempts: readonly Attempt[]) => Promise<FactsOf>;

/** A learner's rows as of a version, and what of their folds has yet to be stored. */
interface Held {
  epoch: string;
  version: number;
  folder: LearnerFolder;
  /** False until all was stored once: what else is stored speaks of nothing any more. */
  complete: boolean;
  unstored: Refolded;
}

const nothing = (): Refolded => ({ skills: new Map(), cards: new Map(), days: new Map() });

/** Outcomes held for all learners together; the learners longest left alone are read anew when they come back. */
const MOST_OUTCOMES = 100_000;

/**
 * [D1] Folds learners and stores what comes out, false when more was written meanwhile and nothing was stored. What is
 * held of a learner only saves reading all the rows again; it is worth nothing beside the database.
 */
export const refoldLearners = (database: SqlDatabase, load: LoadFacts, mostOutcomes = MOST_OUTCOMES) => {
  const held = new Map<string, Held>();

  const catchUp = async (learnerId: string): Promise<Held> => {
    const known = held.get(learnerId);
    held.delete(learnerId);
    const news = await readRows(database, learnerId, known?.version ?? -1);
    // Another history, or one that has gone back: what is held is of rows that may never have been.
    if (known && (known.epoch !== news.epoch || known.version > news.version)) return catchUp(learnerId);
    const { epoch, version, rows } = news;
    const now = known ?? { epoch, version, folder: makeLearnerFolder(), complete: false, unstored: nothing() };
    const attempts = rows.flatMap(({ collection, row }) => (collection === 'attempts' ? [row as Attempt] : []));
    const { skills, cards, days } = now.folder.take(rows, await load(attempts));
    for (const [skillId, state] of skills) now.unstored.skills.set(skillId, state);
    for (const [questionId, card] of cards) now.unstored.cards.set(questionId, card);
    for (const [localDay, day] of days) now.unstored.days.set(localDay, day);
    now.version = version;
    return now;
  };
  const hold = (learnerId: string, one: Held) => {
    held.set(learnerId, one);
    let outcomes = 0;
    for (const { folder } of held.values()) outcomes += folder.size;
    for (const [oldest, { folder }] of held) {
      if (outcomes <= mostOutcomes) break;
      held.delete(oldest);
      outcomes -= folder.size;
    }
  };

  return async (learnerId: string, { anew = false } = {}): Promise<boolean> => {
    if (anew) held.delete(learnerId);
    const one = await catchUp(learnerId);
    const stored = await inLearnerTransaction(database, learnerId, async ({ runner, version, epoch }) => {
      if (version !== one.version || epoch !== one.epoch) return false;
      await takeRole(runner, SYSTEM_ROLE);
      await storeFolds(runner, learnerId, { ...one.unstored, habits: one.folder.habits() }, one);
      await runner.execute(sql`delete from dirty_learners where learner_id = ${learnerId}`);
      return true;
    });
    if (stored) {
      one.complete = true;
      one.unstored = nothing();
    }
    hold(learnerId, one);
    return stored;
  };
};

const readRows = (database: SqlDatabase, learnerId: string, after: number) =>
  readAsLearner(database, learnerId, async (runner) => {
    const lines = await rowsOf<{
      epoch: string;
      version: string;
      collection: FoldedCollection;
      key: string;
      row: AnyRow | null;
    }>(
      runner,
      sql`select hornbook_epoch() || clock.epoch as epoch, clock.version, changes.collection, changes.key, changes.row
        from learner_clocks clock
        left join changes on changes.learner_id = clock.learner_id and changes.version > ${after}::bigint
          and changes.collection = any(${sql.param([...foldedCollections])}::text[])
        where clock.learner_id = ${learnerId}`,
    );
    const [first] = lines;
    if (!first) throw new UnknownLearner(`There is no learner ${learnerId} here.`);
    const rows = lines.flatMap(({ collection, key, row }) =>
      row ? [{ collection, key, row: upcastRow(collections[collection], row) }] : [],
    );
    return { epoch: first.epoch, version: Number(first.version), rows };
  });
