import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { Activity, CatalogueEntry, LessonPart, Question, UnitPart } from '@hornbook/shared/content/pack.ts';
import {
  type AttemptScoreView,
  type AttemptStanding,
  scoreAttempt,
  standingOf,
} from '@hornbook/shared/learning/attempt-standing.ts';
import type { FreeMode } from '@hornbook/shared/learning/pick-questions.ts';
import { now } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { readOffset } from '../corrected-clock.ts';
import { withoutMarks } from '../learner-database.ts';
import { type ActivityPlace, findActivity } from '../manifest-index.ts';
import { gradeableReader, type ReadGradeable } from '../question-facts.ts';
import { readManifest } from '../read-manifest.ts';
import { type AskedQuestion, askedQuestion, firstOpen, rememberAsked } from './asked-question.ts';
import { readEntry } from './courses.ts';
import { readFreeQuestions } from './free-questions.ts';
import { readPart } from './lessons.ts';
import { useLive } from './live.ts';

export interface AttemptView {
  attempt: Attempt;
  /** What is added to this device's clock to compare it with the attempt's instants. */
  offsetMs: number;
  standing: AttemptStanding;
  score: AttemptScoreView;
}

export type AttemptResult =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  /** The attempt is here, its questions are not. */
  | (AttemptView & {
      kind: 'missing';
      entry: CatalogueEntry | null;
      place: ActivityPlace | null;
      sizeBytes: number | null;
    })
  | (AttemptView & {
      kind: 'ready';
      entry: CatalogueEntry;
      place: ActivityPlace;
      activity: Activity;
      /** In the order they are asked. */
      questions: AskedQuestion[];
      /** The first unanswered question, or null when all are answered. */
      nextIndex: number | null;
    })
  /** A free attempt: its questions come from several activities, perhaps of several courses. */
  | (AttemptView & { kind: 'free'; mode: FreeMode; questions: AskedQuestion[]; nextIndex: number | null });

/** Where an attempt's questions are to be looked for: the version this device began with, else that of its answers, else the newest. */
const versionsOf = async ({ catalogue }: Connections, attempt: Attempt, current: string | undefined) => {
  const pin = await catalogue.pins.get(attempt.id);
  const answered = Object.values(attempt.answers).map(({ courseVersion }) => courseVersion);
  return [...new Set([pin?.version, ...answered.reverse(), current].filter((version) => version !== undefined))];
};

/**
 * What to add to this device's clock to compare it with an attempt's instants, which are by the corrected clock. Against
 * time it is what was added at the start: what a device learns of its clock meanwhile must not shorten anyone's test.
 */
export const offsetFor = async (
  { catalogue, learner }: Pick<Connections, 'catalogue' | 'learner'>,
  { id, timeLimitMs, startedAt }: Pick<Attempt, 'id' | 'timeLimitMs' | 'startedAt'>,
): Promise<number> => {
  const own = timeLimitMs === null ? undefined : (await catalogue.pins.get(id))?.startedAtOwn;
  return own === undefined ? readOffset(learner) : startedAt - own;
};

export const viewAttempt = async (
  connections: Pick<Connections, 'catalogue' | 'learner'>,
  attempt: Attempt,
  readGradeable: ReadGradeable = gradeableReader(connections.catalogue),
): Promise<AttemptView> => {
  const gradeable = await readGradeable(attempt);
  const offsetMs = await offsetFor(connections, attempt);
  return {
    attempt,
    offsetMs,
    standing: standingOf(attempt, now() + offsetMs),
    score: scoreAttempt(attempt, gradeable),
  };
};

export const readAttempt = async (connections: Connections, id: string): Promise<AttemptResult> => {
  const record = await connections.learner.rows('attempts').get(id);
  if (!record) return { kind: 'unknown' };
  const attempt = withoutMarks(record);
  const view = await viewAttempt(connections, attempt);
  if (attempt.mode !== 'activity') {
    const questions = await readFreeQuestions(connections, attempt);
    if (!questions) return { ...view, kind: 'missing', entry: null, place: null, sizeBytes: null };
    rememberAsked(attempt.id, questions);
    return { ...view, kind: 'free', mode: attempt.mode, questions, nextIndex: firstOpen(questions) };
  }
  const entry = attempt.courseId ? ((await readEntry(connections, attempt.courseId)) ?? null) : null;
  const current = entry ? await readManifest(connections, entry) : undefined;

  let place: ActivityPlace | undefined;
  for (const version of await versionsOf(connections, attempt, current?.version)) {
    const manifest = (await connections.catalogue.manifests.get(version))?.manifest;
    const found = manifest && attempt.activityId ? findActivity(manifest, attempt.activityId) : undefined;
    if (!found) continue;
    place ??= found;
    const part = await readPart<LessonPart | UnitPart>(connections, found.part.sha256);
    const activity = part?.activities.find((candidate) => candidate.id === attempt.activityId);
    const byId = new Map(activity?.questions.map((question) => [question.id, question]));
    // Another version may have other questions: only one that has all of them can be played.
    if (!activity || !entry || !attempt.questionIds.every((questionId) => byId.has(questionId))) continue;
    const from = { courseVersion: version, language: entry.language, shuffle: activity.shuffle };
    const questions = attempt.questionIds.map((questionId) =>
      askedQuestion(attempt, byId.get(questionId) as Question, from),
    );
    rememberAsked(attempt.id, questions);
    return { ...view, kind: 'ready', entry, place: found, activity, questions, nextIndex: firstOpen(questions) };
  }
  return { ...view, kind: 'missing', entry, place: place ?? null, sizeBytes: place?.part.sizeBytes ?? null };
};

export interface AttemptHistory {
  /** Completed ones, newest first. */
  completed: AttemptView[];
  best: AttemptView | null;
  latest: AttemptView | null;
  /** The one that can be resumed: the newest not completed, even one left long ago. */
  open: AttemptView | null;
  /** All that were not completed, newest first. */
  stopped: AttemptView[];
}

const percent = ({ score }: AttemptView): number => (score.kind === 'scored' ? score.percent : -1);

export const readAttemptsOf = async (connections: Connections, activityId: string): Promise<AttemptHistory> => {
  const records = await connections.learner.rows('attempts').where('activityId').equals(activityId).toArray();
  const readGradeable = gradeableReader(connections.catalogue);
  const views = await Promise.all(
    records
      .filter(({ deletedAt }) => deletedAt === null)
      .toSorted((a, b) => (b.completedAt ?? b.startedAt) - (a.completedAt ?? a.startedAt))
      .map((record) => viewAttempt(connections, withoutMarks(record), readGradeable)),
  );
  const completed = views.filter(({ attempt }) => attempt.status === 'completed');
  return {
    completed,
    best: completed.reduce<AttemptView | null>(
      (best, view) => (best && percent(best) >= percent(view) ? best : view),
      null,
    ),
    latest: completed[0] ?? null,
    open: views.find(({ attempt }) => attempt.status !== 'completed') ?? null,
    stopped: views.filter(({ attempt }) => attempt.status !== 'completed'),
  };
};

/** An attempt with everything its player shows. It stays readable after completion, as the review. */
export const useAttempt = (attemptId: string): AttemptResult =>
  useLive((connections) => readAttempt(connections, attemptId), attemptId) ?? { kind: 'loading' };

export const useAttemptsOf = (activityId: string): AttemptHistory | undefined =>
  useLive((connections) => readAttemptsOf(connections, activityId), activityId);
