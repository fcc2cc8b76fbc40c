import type { LessonPart, QuestionOf, UnitPart } from '@hornbook/shared/content/pack.ts';
import { type LastSaid, weakestPhrases } from '@hornbook/shared/learning/phrase-order.ts';
import { spareRecordings } from '@hornbook/shared/pronunciation/spare-recordings.ts';
import type { JudgedTake } from '@hornbook/shared/pronunciation/take.ts';
import type { StoredBlob } from '../learner-database.ts';
import type { Connections } from '../open-databases.ts';
import { recordingsLeft, recordingsShare } from '../recordings-room.ts';
import { readPart } from './lessons.ts';
import { useLive } from './live.ts';
import { type PlayableQuestion, readPlayable } from './playable-questions.ts';
import { isSoundHere } from './sound-here.ts';

/** One time a phrase was said. */
export interface PhraseTake {
  key: string;
  at: number;
  take: JudgedTake;
  /** Its sound, and where that is; null where none was kept. */
  recording: {
    id: string;
    sha256: string;
    sizeBytes: number;
    mediaType: string;
    /** `not-sent`: on another device, which keeps it to itself. */
    sound: 'here' | 'coming' | 'elsewhere' | 'not-sent';
  } | null;
}

/** A phrase to be said, with how that went. */
export interface PhraseView {
  question: QuestionOf<'speak'>;
  courseId: string;
  courseSlug: string;
  courseVersion: string;
  language: string;
  lesson: { id: string; title: string } | null;
  /** It can be heard and judged without a connection. */
  soundIsHere: boolean;
  last: LastSaid;
  /** Newest first. */
  takes: PhraseTake[];
}

/** Courses whose phrases are the learner's: taken and not dropped, or asked for on this device. */
const readOwnCourses = async ({ learner, catalogue }: Connections): Promise<Set<string>> => {
  const [enrollments, reasons] = await Promise.all([
    learner.rows('enrollments').toArray(),
    catalogue.reasons.toArray(),
  ]);
  return new Set([
    ...enrollments
      .filter(({ status, deletedAt }) => status !== 'dropped' && deletedAt === null)
      .map((row) => row.courseId),
    ...reasons.filter(({ origin, status }) => origin === 'asked' && status !== 'removed').map((row) => row.courseId),
  ]);
};

const soundOf = (blob: StoredBlob | undefined, isSent: boolean) => {
  if (blob?.isHere) return 'here';
  if (blob?.download === 'wanted') return 'coming';
  return isSent ? 'elsewhere' : 'not-sent';
};

const readRecordedTakes = async ({ learner }: Connections, questionIds: readonly string[]) => {
  const rows = await learner
    .rows('recordings')
    .where('questionId')
    .anyOf(questionIds)
    .and(({ deletedAt }) => deletedAt === null)
    .toArray();
  const blobs = await learner.blobs
    .where('sha256')
    .anyOf(rows.map(({ sha256 }) => sha256))
    .toArray();
  const known = new Map(blobs.map((blob) => [blob.sha256, blob]));
  return rows.map(({ id, questionId, attemptId, recordedAt: at, take, sha256, sizeBytes, mediaType, blobHash }) => ({
    ...{ questionId, attemptId, key: id, at, take },
    recording: { id, sha256, sizeBytes, mediaType, sound: soundOf(known.get(sha256), blobHash !== null) } as const,
  }));
};

/** Takes that were given as answers; those whose sound is known besides are the same ones. */
const readAnsweredTakes = async ({ learner }: Connections, questionIds: readonly string[]) => {
  const asked = new Set(questionIds);
  const attemptIds = await learner.foldedAttempts.where('questionIds').anyOf(questionIds).primaryKeys();
  const attempts = await learner.rows('attempts').bulkGet([...new Set(attemptIds)]);
  return attempts.flatMap((attempt) => {
    if (!attempt || attempt.deletedAt !== null) return [];
    return Object.entries(attempt.answers).flatMap(([questionId, { response, answeredAt }]) => {
      const take = response?.kind === 'speak' ? response.take : null;
      if (!take || !asked.has(questionId)) return [];
      const at = answeredAt ?? attempt.startedAt;
      return [{ questionId, attemptId: attempt.id, key: `${attempt.id}/${questionId}`, at, take, recording: null }];
    });
  });
};

const isSame = (a: { attemptId: string | null; take: JudgedTake }, b: { attemptId: string | null; take: JudgedTake }) =>
  a.attemptId === b.attemptId && a.take.zThousandths === b.take.zThousandths && a.take.durationMs === b.take.durationMs;

/** How often each was said, and when: newest first, each take once. */
const readTakes = async (connections: Connections, questionIds: readonly string[]) => {
  const [recorded, answered] = await Promise.all([
    readRecordedTakes(connections, questionIds),
    readAnsweredTakes(connections, questionIds),
  ]);
  return (questionId: string): PhraseTake[] => {
    const own = recorded.filter((one) => one.questionId === questionId);
    const others = answered.filter((one) => one.questionId === questionId && !own.some((kept) => isSame(kept, one)));
    return [...own, ...others]
      .toSorted((a, b) => b.at - a.at)
      .map(({ key, at, take, recording }) => ({ key, at, take, recording }));
  };
};

const readQuestion = async (
  connections: Connections,
  { place }: PlayableQuestion,
  questionId: string,
): Promise<QuestionOf<'speak'> | null> => {
  const part = await readPart<LessonPart | UnitPart>(connections, place.part.sha256);
  const activity = part?.activities.find(({ id }) => id === place.header.id);
  const question = activity?.questions.find(({ id }) => id === questionId);
  return question?.kind === 'speak' ? question : null;
};

/** All phrases that can be said here, weakest first. */
export const readPhrases = async (connections: Connections): Promise<PhraseView[]> => {
  const [own, playable, manifests] = await Promise.all([
    readOwnCourses(connections),
    readPlayable(connections),
    connections.catalogue.manifests.toArray(),
  ]);
  const courseOf = new Map(manifests.map(({ version, courseId }) => [version, courseId]));
  const spoken = [...playable].filter(
    ([, { fact, courseVersion }]) => fact.solved?.kind === 'speak' && own.has(courseOf.get(courseVersion) ?? ''),
  );
  const takesOf = await readTakes(
    connections,
    spoken.map(([id]) => id),
  );
  const views = await Promise.all(
    spoken.map(async ([questionId, found]): Promise<PhraseView | null> => {
      const question = await readQuestion(connections, found, questionId);
      if (!question) return null;
      const { courseSlug, courseVersion, language, place } = found;
      const takes = takesOf(questionId);
      return {
        ...{ question, courseSlug, courseVersion, language, takes },
        courseId: courseOf.get(courseVersion) ?? '',
        lesson: place.lesson && { id: place.lesson.id, title: place.lesson.title },
        soundIsHere: await isSoundHere(connections, question),
        last: takes[0] ? { band: takes[0].take.band, at: takes[0].at } : null,
      };
    }),
  );
  return weakestPhrases(views.filter((view) => view !== null));
};

export const usePhrases = (): PhraseView[] | undefined => useLive(readPhrases);

export interface RecordingTotals {
  /** Of all devices. */
  count: number;
  /** On this device, and of those at the service. */
  hereBytes: number;
  sent: number;
  /** On this device and nowhere else. */
  onlyHere: number;
  ids: string[];
  /** How full the room for recordings is, from 0 to 1, and about how many more it holds. */
  share: number;
  left: number;
  /** Those that could go while the first, the best and the latest of each phrase stay. */
  spare: { ids: string[]; hereBytes: number };
}

export const readRecordingTotals = async ({ learner }: Pick<Connections, 'learner'>): Promise<RecordingTotals> => {
  const rows = (await learner.rows('recordings').toArray()).filter(({ deletedAt }) => deletedAt === null);
  const blobs = await learner.blobs
    .where('sha256')
    .anyOf(rows.map(({ sha256 }) => sha256))
    .toArray();
  const here = new Map(blobs.filter(({ isHere }) => isHere === 1).map(({ sha256, sizeBytes }) => [sha256, sizeBytes]));
  const bytesHere = (some: readonly { sha256: string }[]) =>
    some.reduce((sum, { sha256 }) => sum + (here.get(sha256) ?? 0), 0);
  const spare = spareRecordings(rows);
  return {
    count: rows.length,
    onlyHere: rows.filter(({ sha256, blobHash }) => here.has(sha256) && blobHash === null).length,
    hereBytes: bytesHere(rows),
    sent: rows.filter(({ blobHash }) => blobHash !== null).length,
    ids: rows.map(({ id }) => id),
    share: recordingsShare(rows),
    left: recordingsLeft(rows),
    spare: { ids: spare.map(({ id }) => id), hereBytes: bytesHere(spare) },
  };
};

/** What there is of own recordings. */
export const useRecordingTotals = (): RecordingTotals | undefined => useLive(readRecordingTotals);
