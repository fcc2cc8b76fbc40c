import type { Interaction } from '@hornbook/shared/tutor/interaction.ts';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { afterSchema, limitSchema, type Page, pageOf, uuidSchema } from './page.ts';

export const interactionListSchema = z.strictObject({
  after: afterSchema(z.tuple([z.string(), uuidSchema])),
  limit: limitSchema,
});

/** What a model was asked for the learner, the latest first. */
export const listInteractions = async (
  runner: SqlRunner,
  { after, limit }: z.output<typeof interactionListSchema>,
): Promise<Page<Interaction>> => {
  const rows = await rowsOf<Interaction>(
    runner,
    sql`select id, type, model, input, output, state, tries, input_tokens as "inputTokens", output_tokens as "outputTokens",
        duration_ms as "durationMs", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "askedAt"
      from ai_interactions
      where learner_id = current_setting('app.learner_id')::uuid
        ${after ? sql`and (created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by created_at desc, id desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ askedAt, id }) => [askedAt, id]);
};
