import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import {
  type AttemptFolder,
  type FactsOf,
  type FoldedSkill,
  makeAttemptFolder,
} from '@hornbook/shared/learning/attempt-folder.ts';
import type { Card } from '@hornbook/shared/learning/card.ts';
import { FOLD_VERSION } from '@hornbook/shared/learning/fold-version.ts';
import { sql } from 'drizzle-orm';
import { SYSTEM_ROLE } from '../db/derived/access.ts';
import { rowsOf, type SqlDatabase, type SqlRunner } from '../db/sql-database.ts';
import { inLearnerTransaction, readAsLearner, takeRole, UnknownLearner } from '../db/with-learner.ts';

/** Loads what these attempts name. */
export type LoadFacts = (attempts: readonly Attempt[]) => Promise<FactsOf>;

/** A learner's attempts as of a version, and which skills and cards have yet to be stored. */
interface Held {
  epoch: string;
  version: number;
  folder: AttemptFolder;
  /** False until all was stored once: what else is stored speaks of nothing any more. */
  complete: boolean;
  unstored: { skills: Map<string, FoldedSkill | null>; cards: Map<string, Card | null> };
}

const nothing = (): Held['unstored'] => ({ skills: new Map(), cards: new Map() });

/** Outcomes held for all learners together; the learners longest left alone are read anew when they come back. */
const MOST_OUTCOMES = 100_000;

/**
 * [D1] Folds learners and stores what comes out, false when more was written meanwhile and nothing was stored. What is
 * held of a learner only saves reading all the attempts again; it is worth nothing beside the database.
 */
export const refoldLearners = (database: SqlDatabase, load: LoadFacts, mostOutcomes = MOST_OUTCOMES) => {
  const held = new Map<string, Held>();

  const catchUp = async (learnerId: string): Promise<Held> => {
    const known = held.get(learnerId);
    held.delete(learnerId);
    const news = await readAttempts(database, learnerId, known?.version ?? -1);
    // Another history, or one that has gone back: what is held is of rows that may never have been.
    if (known && (known.epoch !== news.epoch || known.version > news.version)) return catchUp(learnerId);
    const now = known ?? { ...news, folder: makeAttemptFolder(), complete: false, unstored: nothing() };
    const { skills, cards } = now.folder.take(news.attempts, await load(news.attempts));
    for (const [skillId, state] of skills) now.unstored.skills.set(skillId, state);
    for (const [questionId, card] of cards) now.unstored.cards.set(questionId, card);
    now.version = news.version;
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

  return async (learnerId: string): Promise<boolean> => {
    const one = await catchUp(learnerId);
    const stored = await inLearnerTransaction(database, learnerId, async ({ runner, version, epoch }) => {
      if (version !== one.version || epoch !== one.epoch) return false;
      await takeRole(runner, SYSTEM_ROLE);
      await storeSkills(runner, learnerId, one);
      await storeCards(runner, learnerId, one);
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

/** What is to be stored, and the names of what is not to be there any more. */
const splitUnstored = <T>(unstored: ReadonlyMap<string, T | null>) => ({
  there: JSON.stringify([...unstored.values()].filter((state) => state !== null)),
  ids: [...unstored].filter(([, state]) => state !== null).map(([id]) => id),
  gone: [...unstored].filter(([, state]) => state === null).map(([id]) => id),
});

const storeSkills = (runner: SqlRunner, learnerId: string, { unstored, complete }: Held) => {
  const { there, ids, gone } = splitUnstored(unstored.skills);
  return runner.execute(sql`
    with folded as (
      select state ->> 'skillId' as skill_id, state, (state ->> 'dueAt')::bigint as due_at
      from jsonb_array_elements(${there}::jsonb) state
    ), gone as (
      delete from skill_states where learner_id = ${learnerId}
      and case when ${complete}::boolean then skill_id = any(${sql.param(gone)}::text[])
        else skill_id <> all(${sql.param(ids)}::text[]) end
    )
    insert into skill_states (learner_id, skill_id, state, due_at, fold_version)
    select ${learnerId}, skill_id, state, due_at, ${FOLD_VERSION}::int from folded
    on conflict (learner_id, skill_id) do update
    set state = excluded.state, due_at = excluded.due_at, fold_version = excluded.fold_version
    where skill_states.state <> excluded.state or skill_states.fold_version <> excluded.fold_version`);
};

const storeCards = (runner: SqlRunner, learnerId: string, { unstored, complete }: Held) => {
  const { there, ids, gone } = splitUnstored(unstored.cards);
  return runner.execute(sql`
    with folded as (
      select state ->> 'questionId' as question_id, state, (state ->> 'dueDay')::int as due_day
      from jsonb_array_elements(${there}::jsonb) state
    ), gone as (
      delete from cards where learner_id = ${learnerId}
      and case when ${complete}::boolean then question_id = any(${sql.param(gone)}::text[])
        else question_id <> all(${sql.param(ids)}::text[]) end
    )
    insert into cards (learner_id, question_id, state, due_day, fold_version)
    select ${learnerId}, question_id, state, due_day, ${FOLD_VERSION}::int from folded
    on conflict (learner_id, question_id) do update
    set state = excluded.state, due_day = excluded.due_day, fold_version = excluded.fold_version
    where cards.state <> excluded.state or cards.fold_version <> excluded.fold_version`);
};

const readAttempts = (database: SqlDatabase, learnerId: string, after: number) =>
  readAsLearner(database, learnerId, async (runner) => {
    const lines = await rowsOf<{ epoch: string; version: string; row: Attempt | null }>(
      runner,
      sql`select hornbook_epoch() || clock.epoch as epoch, clock.version, changes.row from learner_clocks clock
        left join changes on changes.learner_id = clock.learner_id and changes.collection = 'attempts'
          and changes.version > ${after}::bigint
        where clock.learner_id = ${learnerId}`,
    );
    const [first] = lines;
    if (!first) throw new UnknownLearner(`There is no learner ${learnerId} here.`);
    const attempts = lines.flatMap(({ row }) => (row ? [row] : []));
    return { epoch: first.epoch, version: Number(first.version), attempts };
  });
