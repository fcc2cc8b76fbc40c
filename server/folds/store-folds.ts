import type { Award } from '@hornbook/shared/learning/achievements.ts';
import type { FoldedSkill, Refolded } from '@hornbook/shared/learning/attempt-folder.ts';
import type { Card } from '@hornbook/shared/learning/card.ts';
import type { DayScore } from '@hornbook/shared/learning/day-scores.ts';
import type { DerivedState } from '@hornbook/shared/learning/derived-digest.ts';
import { FOLD_VERSION } from '@hornbook/shared/learning/fold-version.ts';
import type { Habits, KeptStreak } from '@hornbook/shared/learning/habits.ts';
import { type SQL, sql } from 'drizzle-orm';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';

/** A derived table with one row a fold: its key, the part of the state that is the key, and one column for look-ups. */
interface FoldTable {
  name: string;
  id: string;
  idIn: string;
  column?: { name: string; of: string; type: string };
}

const SKILLS: FoldTable = {
  name: 'skill_states',
  id: 'skill_id',
  idIn: 'skillId',
  column: { name: 'due_at', of: 'dueAt', type: 'bigint' },
};
const CARDS: FoldTable = {
  name: 'cards',
  id: 'question_id',
  idIn: 'questionId',
  column: { name: 'due_day', of: 'dueDay', type: 'int' },
};
const DAYS: FoldTable = { name: 'day_scores', id: 'local_day', idIn: 'localDay' };

/** Stores what changed; `complete` when the rest that is stored is known to hold. */
export const storeFolds = async (
  runner: SqlRunner,
  learnerId: string,
  { skills, cards, days, habits }: Refolded & { habits: Habits },
  { complete }: { complete: boolean },
): Promise<void> => {
  await runner.execute(storeMany(SKILLS, learnerId, skills, complete));
  await runner.execute(storeMany(CARDS, learnerId, cards, complete));
  await runner.execute(storeMany(DAYS, learnerId, days, complete));
  await storeHabits(runner, learnerId, habits);
};

const storeMany = (
  { name, id, idIn, column }: FoldTable,
  learnerId: string,
  unstored: ReadonlyMap<string, object | null>,
  complete: boolean,
): SQL => {
  const [table, key] = [sql.identifier(name), sql.identifier(id)];
  const there = JSON.stringify([...unstored.values()].filter((state) => state !== null));
  const ids = [...unstored].filter(([, state]) => state !== null).map(([one]) => one);
  const gone = [...unstored].filter(([, state]) => state === null).map(([one]) => one);
  const more = column && sql.identifier(column.name);
  return sql`
    with gone as (
      delete from ${table} where learner_id = ${learnerId}
      and case when ${complete}::boolean then ${key} = any(${sql.param(gone)}::text[])
        else ${key} <> all(${sql.param(ids)}::text[]) end
    )
    insert into ${table} (learner_id, ${key}, state, fold_version${more ? sql`, ${more}` : sql``})
    select ${learnerId}, state ->> ${idIn}::text, state, ${FOLD_VERSION}::int
      ${column ? sql`, (state ->> ${column.of}::text)::${sql.raw(column.type)}` : sql``}
    from jsonb_array_elements(${there}::jsonb) state
    on conflict (learner_id, ${key}) do update
    set state = excluded.state, fold_version = excluded.fold_version${more ? sql`, ${more} = excluded.${more}` : sql``}
    where ${table}.state <> excluded.state or ${table}.fold_version <> excluded.fold_version`;
};

const storeHabits = async (runner: SqlRunner, learnerId: string, { streak, awards }: Habits): Promise<void> => {
  await runner.execute(sql`
    insert into streaks (learner_id, current, longest, last_active_day, state, fold_version)
    values (${learnerId}, ${streak.current}, ${streak.longest}, ${streak.lastActiveDay}, ${JSON.stringify(streak)}::jsonb,
      ${FOLD_VERSION}::int)
    on conflict (learner_id) do update
    set current = excluded.current, longest = excluded.longest, last_active_day = excluded.last_active_day,
      state = excluded.state, fold_version = excluded.fold_version
    where streaks.state <> excluded.state or streaks.fold_version <> excluded.fold_version`);
  await runner.execute(sql`
    with award as (
      select id, "earnedDay" as earned_day, points
      from jsonb_to_recordset(${JSON.stringify(awards)}::jsonb) as given (id text, "earnedDay" text, points int)
    ), gone as (
      delete from achievements where learner_id = ${learnerId} and achievement_id not in (select id from award)
    )
    insert into achievements (learner_id, achievement_id, earned_day, points, fold_version)
    select ${learnerId}, id, earned_day, points, ${FOLD_VERSION}::int from award
    on conflict (learner_id, achievement_id) do update
    set earned_day = excluded.earned_day, points = excluded.points, fold_version = excluded.fold_version
    where (achievements.earned_day, achievements.points, achievements.fold_version)
      <> (excluded.earned_day, excluded.points, excluded.fold_version)`);
};

/** All that is stored of the folds of a learner who was folded. */
export const readFolds = async (runner: SqlRunner, learnerId: string): Promise<DerivedState> => {
  const statesOf = async <T>({ name }: FoldTable): Promise<T[]> => {
    const rows = await rowsOf<{ state: T }>(
      runner,
      sql`select state from ${sql.identifier(name)} where learner_id = ${learnerId}`,
    );
    return rows.map(({ state }) => state);
  };
  const [streak] = await rowsOf<{ state: KeptStreak }>(
    runner,
    sql`select state from streaks where learner_id = ${learnerId}`,
  );
  if (!streak) throw new Error(`Learner ${learnerId} was never folded.`);
  const awards = await rowsOf<Award>(
    runner,
    sql`select achievement_id as id, earned_day as "earnedDay", points from achievements
      where learner_id = ${learnerId} order by earned_day, achievement_id`,
  );
  return {
    skills: await statesOf<FoldedSkill>(SKILLS),
    cards: await statesOf<Card>(CARDS),
    days: await statesOf<DayScore>(DAYS),
    habits: { streak: streak.state, awards },
  };
};
