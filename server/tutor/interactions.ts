import { sql } from 'drizzle-orm';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import type { TutorSettings } from '../env.ts';
import type { ModelMessage, Usage } from './tutor-model.ts';

/** Who asks holds a question for so long, and longer while the answer comes. */
export const LEASE_MS = 30_000;

export interface Budget {
  /** Questions the learner may still ask in the running 24 hours. */
  questionsLeft: number;
  /** Why nothing can be asked now, and until when, ms; null: it can. */
  spent: { reason: 'own-budget' | 'all-budget'; until: number } | null;
}

const HOUR_MS = 3_600_000;

/** What is left of a learner's questions, and of everybody's tokens. A question that was begun is not counted twice. */
export const readBudget = async (
  database: SqlDatabase,
  { questionsADay, tokensADay }: Pick<TutorSettings, 'questionsADay' | 'tokensADay'>,
  learnerId: string,
  but: string | null = null,
): Promise<Budget> => {
  const [used] = await rowsOf<{ count: number; oldest: string | null; tokens: string; now: string }>(
    database,
    sql`select count(*)::int as count, (extract(epoch from min(created_at)) * 1000)::bigint as oldest,
        (select coalesce(sum(input_tokens + output_tokens), 0) from ai_interactions
          where created_at > now() - interval '24 hours') as tokens,
        (extract(epoch from now()) * 1000)::bigint as now
      from ai_interactions where learner_id = ${learnerId} and created_at > now() - interval '24 hours'
        and id is distinct from ${but}::uuid`,
  );
  const { count = 0, oldest = null, tokens = '0', now = '0' } = used ?? {};
  const questionsLeft = Math.max(0, questionsADay - count);
  if (questionsLeft === 0)
    return { questionsLeft, spent: { reason: 'own-budget', until: Number(oldest ?? now) + 24 * HOUR_MS } };
  if (Number(tokens) >= tokensADay)
    return { questionsLeft, spent: { reason: 'all-budget', until: Number(now) + HOUR_MS } };
  return { questionsLeft, spent: null };
};

interface Question {
  learnerId: string;
  id: string;
}

/** Takes a question to ask it; how often it was taken, or null when somebody else has it. */
export const takeQuestion = async (
  database: SqlDatabase,
  { learnerId, id }: Question,
  { type, model, input }: { type: string; model: string; input: readonly ModelMessage[] },
): Promise<number | null> => {
  const lease = sql`now() + make_interval(secs => ${LEASE_MS / 1000})`;
  const [taken] = await rowsOf<{ tries: number }>(
    database,
    sql`insert into ai_interactions as i (learner_id, id, type, model, input, leased_until)
      values (${learnerId}, ${id}, ${type}, ${model}, ${JSON.stringify(input)}::jsonb, ${lease})
      on conflict (learner_id, id) do update set tries = i.tries + 1, model = excluded.model, input = excluded.input,
        state = 'asking', leased_until = excluded.leased_until, next_try_at = null
      where i.state <> 'complete' and (i.leased_until is null or i.leased_until < now())
        and (i.next_try_at is null or i.next_try_at <= now())
      returning tries`,
  );
  return taken?.tries ?? null;
};

export const keepLease = (database: SqlDatabase, { learnerId, id }: Question): PromiseLike<unknown> =>
  database.execute(sql`update ai_interactions set leased_until = now() + make_interval(secs => ${LEASE_MS / 1000})
    where learner_id = ${learnerId} and id = ${id} and leased_until is not null`);

/** Writes down what came of it, and lets go of the question until it is to be tried again, if it is. */
export const noteOutcome = (
  database: SqlDatabase,
  { learnerId, id }: Question,
  outcome: {
    state: 'complete' | 'partial' | 'failed';
    output: string | null;
    usage: Usage | null;
    durationMs: number;
    againInMs: number | null;
  },
): PromiseLike<unknown> => {
  const { state, output, usage, durationMs, againInMs } = outcome;
  return database.execute(sql`update ai_interactions set state = ${state}, output = coalesce(${output}, output),
      input_tokens = input_tokens + ${usage?.inputTokens ?? 0}, output_tokens = output_tokens + ${usage?.outputTokens ?? 0},
      duration_ms = duration_ms + ${Math.round(durationMs)}, leased_until = null,
      next_try_at = now() + make_interval(secs => ${againInMs === null ? null : againInMs / 1000}::float8)
    where learner_id = ${learnerId} and id = ${id}`);
};
