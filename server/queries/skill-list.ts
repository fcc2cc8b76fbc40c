import type { FoldedSkill } from '@hornbook/shared/learning/attempt-folder.ts';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { afterSchema, limitSchema, type Page, pageOf, uuidSchema } from './page.ts';

export const skillListSchema = z.strictObject({
  after: afterSchema(z.tuple([z.string().max(80)])),
  limit: limitSchema,
});

export interface SkillOfLearner {
  skillId: string;
  name: string | null;
  subjectArea: string | null;
  state: FoldedSkill;
}

/** What the service's own fold says of each of the learner's skills. */
export const listSkills = async (
  runner: SqlRunner,
  { after, limit }: z.output<typeof skillListSchema>,
): Promise<Page<SkillOfLearner>> => {
  const rows = await rowsOf<Pick<SkillOfLearner, 'skillId' | 'state'>>(
    runner,
    sql`select skill_id as "skillId", state from skill_states
      where learner_id = current_setting('app.learner_id')::uuid ${after ? sql`and skill_id > ${after[0]}` : sql``}
      order by skill_id limit ${limit + 1}`,
  );
  const { items, next } = pageOf(rows, limit, ({ skillId }) => [skillId]);
  // A fold takes any text for a skill; one that is no id is of no catalogue.
  const ids = items.map(({ skillId }) => skillId).filter((id) => uuidSchema.safeParse(id).success);
  const named = await rowsOf<{ id: string; name: string; subjectArea: string }>(
    runner,
    sql`select id, name, subject_area as "subjectArea" from skills where id = any(${sql.param(ids)}::uuid[])`,
  );
  const byId = new Map(named.map(({ id, ...skill }) => [id, skill]));
  const unknown = { name: null, subjectArea: null };
  return { items: items.map((item) => ({ ...item, ...(byId.get(item.skillId) ?? unknown) })), next };
};
