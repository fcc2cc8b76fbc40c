import type { Answer } from '@hornbook/shared/collections/answer.ts';
import type { FreeMode } from '@hornbook/shared/learning/pick-questions.ts';
import { now, timeZone, utcOffsetMinutes } from '../clock.ts';
import { connect } from '../connections.ts';
import { foldStaleAttempts } from '../folds.ts';
import { randomText, uuidV7 } from '../ids.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import { readFreePractice, readFreeQuestionsFor } from '../queries/free-practice.ts';
import { nextReplicaSeq } from './take-attempt.ts';

export type FreeStarted =
  | { kind: 'started' | 'resumed'; attemptId: string }
  /** There is nothing to ask. */
  | { kind: 'nothing' };

const seen = (courseVersion: string): Answer => ({
  courseVersion,
  response: null,
  hintsUsed: 0,
  durationMs: 0,
  answeredAt: null,
  localDay: null,
});

/**
 * Starts a free attempt, or gives back the one of this mode that is in progress; at the one question `only` names, if given. Its questions come from several courses:
 * each gets an entry that names the version it is shown from, so that any device and the service grade it against that.
 */
export const startFreeAttempt = async (
  mode: FreeMode,
  { only }: { only?: string } = {},
): Promise<FreeStarted | NotStored> => {
  const connections = await connect();
  const open = (await readFreePractice(connections))[mode].openAttemptId;
  const opened = open && only ? await connections.learner.rows('attempts').get(open) : undefined;
  const isMeant = only === undefined || (opened?.questionIds.length === 1 && opened.questionIds[0] === only);
  if (open && isMeant) return { kind: 'resumed', attemptId: open };
  // What was just answered must not be asked as if it had not been.
  await foldStaleAttempts(connections);
  const seed = randomText(16);
  const questions = await readFreeQuestionsFor(connections, mode, seed, only);
  if (questions.length === 0) return { kind: 'nothing' };
  const id = uuidV7(now());
  return localWrite(
    connections,
    async (writer): Promise<FreeStarted> => {
      await writer.put('attempts', {
        id,
        mode,
        activityId: null,
        courseId: null,
        questionIds: questions.map(({ questionId }) => questionId),
        seed,
        replicaId: writer.replicaId,
        replicaSeq: await nextReplicaSeq(connections, writer.replicaId),
        startedAt: writer.at,
        timeZone: timeZone(),
        utcOffsetMinutes: utcOffsetMinutes(writer.at),
        timeLimitMs: null,
        status: 'in_progress',
        answers: Object.fromEntries(
          questions.map(({ questionId, courseVersion }) => [questionId, seen(courseVersion)]),
        ),
      });
      return { kind: 'started', attemptId: id };
    },
    { hold: true },
  );
};
