import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { attemptOutcomes } from '@hornbook/shared/learning/outcomes.ts';
import type { QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import { foldSkill, type Outcome, SKILL_POLICY, type SkillState } from '@hornbook/shared/learning/skill-state.ts';
import { sql } from 'drizzle-orm';
import { SYSTEM_ROLE } from '../db/derived/access.ts';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { inLearnerTransaction, readAsLearner, takeRole } from '../db/with-learner.ts';

/** What is known of an attempt's questions, each as in the course version it was answered from. */
export type FactsOf = (attempt: Attempt) => (questionId: string) => QuestionFact | undefined;
/** Loads what these attempts name. */
export type LoadFacts = (attempts: readonly Attempt[]) => Promise<FactsOf>;

/** A skill as devices keep it: `touched` when an attempt that was not completed practised it. */
export type FoldedSkill = SkillState & { touched: boolean };

/** [D1] Skill states from attempts, by the functions that devices use. */
export const foldSkills = (attempts: readonly Attempt[], factsOf: FactsOf): FoldedSkill[] => {
  const outcomes = new Map<string, Outcome[]>();
  const touched = new Set<string>();
  for (const attempt of attempts) {
    const said = attemptOutcomes(attempt, factsOf(attempt));
    for (const skillId of said.touchedSkillIds) touched.add(skillId);
    for (const outcome of said.outcomes) {
      const known = outcomes.get(outcome.skillId);
      if (known) known.push(outcome);
      else outcomes.set(outcome.skillId, [outcome]);
    }
  }
  const skillIds = [...new Set([...outcomes.keys(), ...touched])].sort();
  return skillIds.map((skillId) => ({
    ...foldSkill(skillId, outcomes.get(skillId) ?? []),
    touched: touched.has(skillId),
  }));
};

interface Snapshot {
  version: number;
  attempts: Attempt[];
}

const readAttempts = (database: SqlDatabase, learnerId: string): Promise<Snapshot> =>
  readAsLearner(database, learnerId, async (runner) => {
    const lines = await rowsOf<{ version: string; row: Attempt | null }>(
      runner,
      sql`select clock.version, changes.row from learner_clocks clock
        left join changes on changes.learner_id = clock.learner_id and changes.collection = 'attempts'
        where clock.learner_id = ${learnerId}`,
    );
    const attempts = lines.flatMap(({ row }) => (row ? [row] : []));
    return { version: Number(lines[0]?.version ?? 0), attempts };
  });

/**
 * Folds a learner anew and stores what came out. Reading and folding lock nothing; what is stored is only ever the fold
 * of the learner's present rows: if more was written meanwhile, nothing is stored and false comes back.
 */
export const refoldLearner = async (database: SqlDatabase, learnerId: string, load: LoadFacts): Promise<boolean> => {
  const { version, attempts } = await readAttempts(database, learnerId);
  const states = foldSkills(attempts, await load(attempts));
  return inLearnerTransaction(database, learnerId, async (transaction) => {
    if (transaction.version !== version) return false;
    const { runner } = transaction;
    await takeRole(runner, SYSTEM_ROLE);
    await runner.execute(sql`
      with folded as (
        select state ->> 'skillId' as skill_id, state, (state ->> 'dueAt')::bigint as due_at
        from jsonb_array_elements(${JSON.stringify(states)}::jsonb) state
      ), gone as (
        delete from skill_states where learner_id = ${learnerId} and skill_id not in (select skill_id from folded)
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
};
