import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import { SKILL_POLICY, type SkillState } from '@hornbook/shared/learning/skill-state.ts';
import { sql } from 'drizzle-orm';
import { SYSTEM_ROLE } from '../db/derived/access.ts';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { inLearnerTransaction, readAsLearner, takeRole, UnknownLearner } from '../db/with-learner.ts';
import { makeSkillFolder, type SkillFolder } from './skill-folder.ts';

/** What is known of an attempt's questions, each as in the course version it was answered from. */
export type FactsOf = (attempt: Attempt) => (questionId: string) => QuestionFact | undefined;
/** Loads what these attempts name. */
export type LoadFacts = (attempts: readonly Attempt[]) => Promise<FactsOf>;

/** A skill as devices keep it: `touched` when an attempt that was not completed practised it. */
export type FoldedSkill = SkillState & { touched: boolean };

/** A learner's attempts as of a version, and which skills have yet to be stored. */
interface Held {
  epoch: string;
  version: number;
  folder: SkillFolder;
  /** False until all skills were stored once: others that are stored speak of nothing any more. */
  complete: boolean;
  unstored: Map<string, FoldedSkill | null>;
}

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
    const now = known ?? { ...news, folder: makeSkillFolder(), complete: false, unstored: new Map() };
    const states = now.folder.take(news.attempts, await load(news.attempts));
    for (const [skillId, state] of states) now.unstored.set(skillId, state);
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
      const states = [...one.unstored.values()].filter((state) => state !== null);
      const ids = states.map(({ skillId }) => skillId);
      const gone = [...one.unstored.keys()].filter((skillId) => one.unstored.get(skillId) === null);
      await runner.execute(sql`
        with folded as (
          select state ->> 'skillId' as skill_id, state, (state ->> 'dueAt')::bigint as due_at
          from jsonb_array_elements(${JSON.stringify(states)}::jsonb) state
        ), gone as (
          delete from skill_states where learner_id = ${learnerId}
          and case when ${one.complete}::boolean then skill_id = any(${sql.param(gone)}::text[])
            else skill_id <> all(${sql.param(ids)}::text[]) end
        ), done as (
          delete from dirty_learners where learner_id = ${learnerId}
        )
        insert into skill_states (learner_id, skill_id, state, due_at, fold_version)
        select ${learnerId}, skill_id, state, due_at, ${SKILL_POLICY.version}::int from folded
        on conflict (learner_id, skill_id) do update
        set state = excluded.state, due_at = excluded.due_at, fold_version = excluded.fold_version
        where skill_states.state <> excluded.state or skill_states.fold_version <> excluded.fold_version`);
      return true;
    });
    if (stored) {
      one.complete = true;
      one.unstored.clear();
    }
    hold(learnerId, one);
    return stored;
  };
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
