import { type CodeRun, MAX_SOURCE } from '@hornbook/shared/code/code-run.ts';
import { shorten } from '@hornbook/shared/code/outcomes.ts';
import type { Question } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { isSolved } from '@hornbook/shared/learning/question-facts.ts';
import { now } from '../clock.ts';
import { type Connections, connect } from '../connections.ts';
import { uuidV7 } from '../ids.ts';
import { localWrite, type NotStored, orNotStored, type Writer } from '../local-write.ts';
import { readAttempt } from '../queries/attempts.ts';
import type { Stored } from './set-profile.ts';

interface Tried {
  attemptId: string;
  question: Question;
  courseVersion: string;
  source: string;
  run: CodeRun;
  durationMs: number;
}

/** Keeps a program with what its tests said, on the way to an answer. */
export const keepSubmission = (
  attemptId: string,
  questionId: string,
  tried: { source: string; run: CodeRun; durationMs: number },
): Promise<Stored | { kind: 'unknown' } | NotStored> =>
  orNotStored(async () => {
    const connections = await connect();
    const found = await readAttempt(connections, attemptId);
    if (found.kind !== 'ready' && found.kind !== 'free') return { kind: 'unknown' };
    const asked = found.questions.find(({ question }) => question.id === questionId);
    if (!asked) return { kind: 'unknown' };
    const { question, courseVersion } = asked;
    const write = await submissionWriter(connections, { attemptId, question, courseVersion, ...tried });
    return localWrite(
      connections,
      async (writer): Promise<Stored> => {
        await write(writer);
        return { kind: 'stored' };
      },
      { hold: true },
    );
  });

/** Writes a submission within a command's transaction; nothing if the newest of this attempt is the same program. */
export const submissionWriter = async (
  { learner }: Connections,
  { attemptId, question, courseVersion, source, run, durationMs }: Tried,
): Promise<(writer: Writer) => Promise<void>> => {
  if (question.kind !== 'code') return async () => {};
  const text = cleanSource(source);
  const others = await learner.rows('submissions').where('attemptId').equals(attemptId).toArray();
  const newest = others
    .filter(({ questionId }) => questionId === question.id)
    .toSorted(byTime)
    .at(-1);
  if (newest?.source === text && newest.run.tests.length === run.tests.length) return async () => {};
  const graded = isSolved(question) ? grade(question, { kind: 'code', source: text, run }) : null;
  return async (writer) => {
    const attempt = await writer.get('attempts', attemptId);
    await writer.put('submissions', {
      id: uuidV7(now()),
      attemptId,
      questionId: question.id,
      courseId: attempt?.courseId ?? null,
      courseVersion,
      language: question.language,
      source: text,
      run,
      earnedPoints: graded?.kind === 'graded' ? graded.earned : 0,
      possiblePoints: question.points,
      durationMs: Math.min(2 ** 31 - 1, Math.max(0, Math.round(durationMs) || 0)),
      submittedAt: writer.at,
    });
  };
};

const byTime = (a: { submittedAt: number }, b: { submittedAt: number }): number => a.submittedAt - b.submittedAt;

/** A program as it can be stored and sent; its spaces and line ends are its own. */
export const cleanSource = (source: string): string => shorten(source, MAX_SOURCE);
