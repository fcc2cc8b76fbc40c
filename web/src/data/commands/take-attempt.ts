import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { type Grade, grade } from '@hornbook/shared/grading/grade.ts';
import { questionKinds } from '@hornbook/shared/grading/question-kinds.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import type { AttemptScoreView } from '@hornbook/shared/learning/attempt-standing.ts';
import { localDay } from '@hornbook/shared/learning/local-day.ts';
import { isSolved } from '@hornbook/shared/learning/question-facts.ts';
import { shuffled } from '@hornbook/shared/learning/shuffle.ts';
import { cleanText } from '../clean-text.ts';
import { now, timeZone, utcOffsetMinutes } from '../clock.ts';
import { type Connections, connect } from '../connections.ts';
import { foldAttempt } from '../folds.ts';
import { randomText, uuidV7 } from '../ids.ts';
import { withoutMarks } from '../learner-database.ts';
import { localWrite, type NotStored, orNotStored, type Writer } from '../local-write.ts';
import { type AskedQuestion, askedLately } from '../queries/asked-question.ts';
import { offsetFor, readAttempt, viewAttempt } from '../queries/attempts.ts';
import { readActivity } from '../queries/lessons.ts';
import { readSkills, type SkillView } from '../queries/skills.ts';
import { cleanSource, submissionWriter } from './keep-submission.ts';
import type { Stored } from './set-profile.ts';
import { addActiveTime } from './study-lesson.ts';

export type AttemptStarted =
  | { kind: 'started' | 'resumed'; attemptId: string }
  | { kind: 'missing'; sizeBytes: number | null }
  | { kind: 'unknown' };

/**
 * Starts an attempt, or gives back the one in progress; `fresh` leaves that one and starts anew. Questions, their order
 * and the seed are fixed here, so that a reload, a crash or another device shows the same.
 */
export const startAttempt = async (
  course: string,
  activityId: string,
  { fresh = false } = {},
): Promise<AttemptStarted | NotStored> => {
  const connections = await connect();
  const found = await readActivity(connections, course, activityId);
  if (found.kind === 'missing') return { kind: 'missing', sizeBytes: found.sizeBytes };
  if (found.kind !== 'ready') return { kind: 'unknown' };
  const { activity, entry, version, place } = found;
  const open = await connections.learner
    .rows('attempts')
    .where('activityId')
    .equals(activityId)
    .filter(({ status, deletedAt }) => status === 'in_progress' && deletedAt === null)
    .last();
  if (open && !fresh) return { kind: 'resumed', attemptId: open.id };

  const id = uuidV7(now());
  const seed = randomText(16);
  // A newer pack may hold a kind of question this app can't ask yet: the rest can be played all the same.
  const questionIds = activity.questions
    .filter(({ kind }) => questionKinds.includes(kind))
    .map(({ id: asked }) => asked);
  // The pin comes first: an attempt whose questions could be removed under it would be worse than a pin without attempt.
  await connections.catalogue.pins.put({
    attemptId: id,
    courseId: entry.courseId,
    version,
    part: place.part.sha256,
    holding: true,
    ...(activity.timeLimitMs !== null && { startedAtOwn: now() }),
  });
  return localWrite(
    connections,
    async (writer): Promise<AttemptStarted> => {
      if (open) await writer.put('attempts', { id: open.id, status: 'abandoned' });
      await writer.put('attempts', {
        id,
        mode: 'activity',
        activityId,
        courseId: entry.courseId,
        // A practice builds up: only its options are shuffled, never its questions.
        questionIds: activity.shuffle && activity.kind !== 'practice' ? shuffled(questionIds, seed) : questionIds,
        seed,
        replicaId: writer.replicaId,
        replicaSeq: await nextReplicaSeq(connections, writer.replicaId),
        startedAt: writer.at,
        timeZone: timeZone(),
        utcOffsetMinutes: utcOffsetMinutes(writer.at),
        timeLimitMs: activity.timeLimitMs,
        status: 'in_progress',
      });
      return { kind: 'started', attemptId: id };
    },
    { hold: true },
  );
};

/** Runs within the command's transaction, so two tabs can't take the same number. */
export const nextReplicaSeq = async ({ learner }: Connections, replicaId: string): Promise<number> => {
  const last = await learner
    .rows('attempts')
    .where('[replicaId+replicaSeq]')
    .between([replicaId, 0], [replicaId, Infinity])
    .last();
  return (last?.replicaSeq ?? 0) + 1;
};

export type AnswerRecorded =
  /** Stored. `grade` is null where only the server can tell. */
  | { kind: 'recorded'; grade: Extract<Grade, { kind: 'graded' }> | null }
  /** Nothing to grade (empty, not a number): not stored, ask again. */
  | { kind: 'incomplete'; reason: 'empty' | 'not-a-number' | 'not-run' | 'unreadable' }
  /** No such attempt or question here, or the attempt is completed. */
  | { kind: 'unknown' };

/** Stores an answer. When this resolves with `recorded` it is on the disk; only then may its feedback show. */
export const recordAnswer = (
  attemptId: string,
  questionId: string,
  given: { response: Response; durationMs: number },
): Promise<AnswerRecorded | NotStored> => orNotStored(() => record(attemptId, questionId, given));

const record = async (
  attemptId: string,
  questionId: string,
  given: { response: Response; durationMs: number },
): Promise<AnswerRecorded | NotStored> => {
  const connections = await connect();
  const asked = askedLately(attemptId, questionId) ?? (await readAsked(connections, attemptId, questionId));
  if (!asked) return { kind: 'unknown' };
  const response = cleanResponse(given.response);
  const graded = isSolved(asked.question) ? grade(asked.question, response) : null;
  if (graded?.kind === 'incomplete') return graded;

  const writeSubmission =
    response.kind === 'code' && response.run !== null
      ? await submissionWriter(connections, {
          ...asked,
          ...response,
          run: response.run,
          attemptId,
          durationMs: given.durationMs,
        })
      : null;
  return localWrite(
    connections,
    async (writer): Promise<AnswerRecorded> => {
      const attempt = await writer.get('attempts', attemptId);
      if (!attempt || attempt.status === 'completed') return { kind: 'unknown' };
      await writeSubmission?.(writer);
      await writer.put('attempts', {
        id: attemptId,
        answers: {
          [questionId]: {
            courseVersion: asked.courseVersion,
            response,
            hintsUsed: attempt.answers[questionId]?.hintsUsed ?? 0,
            ...(attempt.answers[questionId]?.revealed && { revealed: true }),
            durationMs: wholeMs(given.durationMs),
            answeredAt: writer.at,
            localDay: localDay(writer.at, timeZone()),
          },
        },
      });
      return { kind: 'recorded', grade: graded };
    },
    { hold: true, expect: [{ collection: 'attempts', key: attemptId }] },
  );
};

const readAsked = async (
  connections: Connections,
  attemptId: string,
  questionId: string,
): Promise<AskedQuestion | undefined> => {
  const found = await readAttempt(connections, attemptId);
  if (found.kind !== 'ready' && found.kind !== 'free') return undefined;
  return found.questions.find(({ question }) => question.id === questionId);
};

const wholeMs = (ms: number): number => Math.min(2 ** 31 - 1, Math.max(0, Math.round(ms) || 0));

const cleanResponse = (response: Response): Response => {
  if (response.kind === 'numeric' || response.kind === 'short_text')
    return { ...response, text: cleanText(response.text, 500) };
  if (response.kind === 'cloze')
    return { ...response, gaps: response.gaps.map(({ id, text }) => ({ id, text: cleanText(text, 500) })) };
  if (response.kind === 'speak')
    return { ...response, written: response.written === null ? null : cleanText(response.written, 500) };
  if (response.kind === 'code') return { ...response, source: cleanSource(response.source) };
  return response;
};

export type HintTaken = { kind: 'hint'; hintsUsed: number } | { kind: 'unknown' };

/** Opens the next hint of a question: stored first, because a hinted answer is no evidence of knowing. */
export const takeHint = async (attemptId: string, questionId: string): Promise<HintTaken | NotStored> => {
  const connections = await connect();
  const asked = await readAsked(connections, attemptId, questionId);
  if (!asked || asked.response !== null) return { kind: 'unknown' };
  return localWrite(
    connections,
    async (writer): Promise<HintTaken> => {
      const attempt = await writer.get('attempts', attemptId);
      if (!attempt || attempt.status === 'completed') return { kind: 'unknown' };
      const { hlc, ...seen } = attempt.answers[questionId] ?? {
        hlc: '',
        courseVersion: asked.courseVersion,
        response: null,
        hintsUsed: 0,
        durationMs: 0,
        answeredAt: null,
        localDay: null,
      };
      const hintsUsed = Math.min(seen.hintsUsed + 1, asked.question.hintsHtml.length);
      await writer.put('attempts', { id: attemptId, answers: { [questionId]: { ...seen, hintsUsed } } });
      return { kind: 'hint', hintsUsed };
    },
    { hold: true },
  );
};

/** Now, by the clock an attempt goes by. */
const instantFor = async (connections: Connections, attemptId: string): Promise<number> => {
  const attempt = await connections.learner.rows('attempts').get(attemptId);
  return Math.floor(now() + (attempt ? await offsetFor(connections, attempt) : 0));
};

const setTimeLimit = (
  attemptId: string,
  limit: (attempt: Attempt, at: number) => number | null,
): Promise<Stored | { kind: 'unknown' } | NotStored> =>
  orNotStored(async () => {
    const connections = await connect();
    const at = await instantFor(connections, attemptId);
    return localWrite(connections, async (writer): Promise<Stored | { kind: 'unknown' }> => {
      const attempt = await writer.get('attempts', attemptId);
      if (!attempt || attempt.status === 'completed') return { kind: 'unknown' };
      await writer.put('attempts', { id: attemptId, timeLimitMs: limit(attempt, at) });
      return { kind: 'stored' };
    });
  });

/** Gives `byMs` more, counted from the deadline or, when that has passed, from now. */
export const extendTimeLimit = (attemptId: string, byMs: number) =>
  setTimeLimit(attemptId, ({ timeLimitMs, startedAt }, at) =>
    timeLimitMs === null ? null : wholeMs(Math.max(timeLimitMs, at - startedAt) + byMs),
  );

export const switchOffTimeLimit = (attemptId: string) => setTimeLimit(attemptId, () => null);

export interface SkillChange {
  before: SkillView | null;
  after: SkillView;
}

export type AttemptFinished =
  | { kind: 'finished'; score: AttemptScoreView; skills: SkillChange[]; overTime: boolean }
  | { kind: 'unknown' };

/** Completes an attempt, answered wholly or not, and says what changed. Finishing twice changes nothing. */
export const finishAttempt = (attemptId: string): Promise<AttemptFinished | NotStored> =>
  orNotStored(() => finish(attemptId));

const finish = async (attemptId: string): Promise<AttemptFinished | NotStored> => {
  const connections = await connect();
  const before = await readSkills(connections);
  const completedAt = await instantFor(connections, attemptId);
  const outcome = await localWrite(connections, async (writer): Promise<Stored | { kind: 'unknown' }> => {
    const attempt = await writer.get('attempts', attemptId);
    if (!attempt) return { kind: 'unknown' };
    if (attempt.status === 'completed') return { kind: 'stored' };
    const durationMs = wholeMs(Object.values(attempt.answers).reduce((sum, answer) => sum + answer.durationMs, 0));
    await writer.put('attempts', {
      id: attemptId,
      status: 'completed',
      completedAt,
      completedDay: localDay(completedAt, timeZone()),
      durationMs,
    });
    await addActiveTime(writer, attempt.courseId, durationMs);
    return { kind: 'stored' };
  });
  if (outcome.kind !== 'stored') return outcome;

  void import('../ask-to-keep.ts').then(({ askToKeep }) => askToKeep()).catch(() => undefined);
  await connections.catalogue.pins.update(attemptId, { holding: false });
  await foldAttempt(connections, attemptId);
  const record = await connections.learner.rows('attempts').get(attemptId);
  if (!record) return { kind: 'unknown' };
  const { score, standing } = await viewAttempt(connections, withoutMarks(record));
  const folded = await connections.learner.foldedAttempts.get(attemptId);
  const trained = new Set(folded?.skillIds);
  const earlier = new Map(before.skills.map((skill) => [skill.skillId, skill]));
  const after = await readSkills(connections);
  const skills = after.skills
    .filter(({ skillId }) => trained.has(skillId))
    .map((skill) => ({ before: earlier.get(skill.skillId) ?? null, after: skill }));
  return { kind: 'finished', score, skills, overTime: standing.overTime };
};

/** Leaves an attempt on purpose: it counts as abandoned, and can still be resumed. Closing the page is not leaving. */
export const leaveAttempt = async (attemptId: string): Promise<Stored | { kind: 'unknown' } | NotStored> =>
  localWrite(await connect(), async (writer: Writer): Promise<Stored | { kind: 'unknown' }> => {
    const attempt = await writer.get('attempts', attemptId);
    if (!attempt) return { kind: 'unknown' };
    await writer.put('attempts', { id: attemptId, status: 'abandoned' });
    return { kind: 'stored' };
  });
