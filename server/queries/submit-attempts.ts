import { attempts } from '@hornbook/shared/collections/attempts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { localDay } from '@hornbook/shared/learning/local-day.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { sql } from 'drizzle-orm';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import type { PushContext } from '../sync/apply-push.ts';
import { pushRows } from '../sync/push-rows.ts';
import type { Quiz } from './quiz.ts';

/** A finished go at an activity. */
export interface Submission {
  id: string;
  quiz: Pick<Quiz, 'id' | 'courseId' | 'courseVersion' | 'timeLimitMs' | 'questions'>;
  startedAt: number;
  completedAt: number;
  timeZone: string;
  utcOffsetMinutes: number;
  answers: readonly {
    questionId: string;
    response: Response;
    hintsUsed: number;
    durationMs: number;
    answeredAt: number;
  }[];
}

export type Submitted =
  | { id: string; kind: 'scored'; earned: number; possible: number }
  /** A question that is not of this activity, or what push says of the row. */
  | { id: string; kind: 'refused'; message: string };

interface Place {
  learnerId: string;
  replicaId: string;
  /** How many attempts this replica made before. */
  made: number;
}

/** Takes attempts by the way a device's come, which validates and grades them, and says what they earned. */
export const submitAttempts = async (
  { context, database }: { context: PushContext; database: SqlDatabase },
  place: Place,
  submissions: readonly Submission[],
): Promise<Submitted[]> => {
  const rows = submissions.map((one, index) => ({ one, stray: strayOf(one), row: attemptRow(one, place, index) }));
  const fit = rows.filter(({ stray }) => stray === undefined).map(({ row }) => ({ collection: attempts, row }));
  const verdicts = new Map((await pushRows(context, place, fit)).map((verdict) => [verdict.key, verdict]));
  const scores = await readScores(database, place.learnerId, submissions);
  return rows.map(({ one: { id }, stray }): Submitted => {
    if (stray) return { id, kind: 'refused', message: `The activity has no question ${stray}.` };
    const verdict = verdicts.get(id);
    if (verdict && verdict.verdict !== 'accepted') return { id, kind: 'refused', message: verdict.message };
    const score = scores.get(id);
    return score ? { id, kind: 'scored', ...score } : { id, kind: 'refused', message: 'It was not graded.' };
  });
};

const strayOf = ({ quiz, answers }: Submission): string | undefined =>
  answers.find(({ questionId }) => !quiz.questions.some(({ id }) => id === questionId))?.questionId;

const attemptRow = (
  { id, quiz, startedAt, completedAt, timeZone, utcOffsetMinutes, answers }: Submission,
  { replicaId, made }: Place,
  index: number,
): AnyRow =>
  newRow(
    attempts,
    {
      id,
      mode: 'activity',
      activityId: quiz.id,
      courseId: quiz.courseId,
      questionIds: quiz.questions.map((question) => question.id),
      seed: id,
      replicaId,
      replicaSeq: made + index + 1,
      startedAt,
      timeZone,
      utcOffsetMinutes,
      timeLimitMs: quiz.timeLimitMs,
      status: 'completed',
      completedAt,
      completedDay: localDay(completedAt, timeZone),
      durationMs: answers.reduce((sum, { durationMs }) => sum + durationMs, 0),
      answers: Object.fromEntries(
        answers.map(({ questionId, ...answer }) => [
          questionId,
          { ...answer, courseVersion: quiz.courseVersion, localDay: localDay(answer.answeredAt, timeZone) },
        ]),
      ),
    },
    formatHlc(completedAt, index % 0x10000, replicaId),
  );

const readScores = (database: SqlDatabase, learnerId: string, submissions: readonly Submission[]) =>
  readAsLearner(database, learnerId, async (runner) => {
    const ids = submissions.map(({ id }) => id);
    const rows = await rowsOf<{ id: string; earned: number; possible: number }>(
      runner,
      sql`select id, earned_points as earned, possible_points as possible from attempts
        where learner_id = ${learnerId} and id = any(${sql.param(ids)}::uuid[]) and earned_points is not null`,
    );
    return new Map(rows.map(({ id, ...score }) => [id, score]));
  });
