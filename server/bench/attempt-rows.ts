import type { attempts } from '@hornbook/shared/collections/attempts.ts';
import type { RowChanges } from '@hornbook/shared/sync/write-row.ts';
import { mulberry32 } from './random.ts';

/** An attempt as the floor sends it: plain JSON, some 346 bytes, nothing that merging or grading would need. */
export interface PlainAttempt {
  id: string;
  learnerId: string;
  activityId: string;
  answers: string;
  score: number;
  startedAt: number;
  finishedAt: number;
  deviceId: string;
}

interface PlainAnswer {
  q: string;
  a: string;
  ms: number;
}

const FIRST_MS = 1_790_000_000_000;
const ACTIVITIES = 500;

export const ACTIVITY_NUMBERS = Array.from({ length: ACTIVITIES }, (_, number) => number);
export const QUESTION_NAMES = Array.from({ length: 900 }, (_, number) => `q${number + 100}`);
export const OPTION_NAMES = ['a', 'b', 'c', 'd'];

/** The rows everybody is measured with; the seed makes them the same on every machine. */
export const plainAttempts = (count: number, seed = 1): PlainAttempt[] => {
  const random = mulberry32(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  const learnerId = `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  return Array.from({ length: count }, (_, index) => {
    const startedAt = FIRST_MS + index * 37_000;
    const time = startedAt.toString(16).padStart(12, '0');
    const answers = Array.from(
      { length: 3 },
      (): PlainAnswer => ({
        q: QUESTION_NAMES[below(QUESTION_NAMES.length)] ?? '',
        a: OPTION_NAMES[below(OPTION_NAMES.length)] ?? '',
        ms: below(30_000),
      }),
    );
    return {
      id: `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(12)}`,
      learnerId,
      activityId: `act-${String(below(ACTIVITIES)).padStart(5, '0')}`,
      answers: JSON.stringify(answers),
      score: Math.round(random() * 100) / 100,
      startedAt,
      finishedAt: startedAt + below(120_000),
      deviceId: `dev-${below(4)}`,
    };
  });
};

/** What the measured course is called in the database: its ids and its version. */
export interface MeasuredCourse {
  courseId: string;
  version: string;
  activityIds: readonly string[];
  lessonIds: readonly string[];
}

/** The same attempt as a row of the collection, as the app writes it when it is done; the score is left to the service. */
export const attemptValues = (
  { id, activityId, answers, startedAt, finishedAt, deviceId }: PlainAttempt,
  index: number,
  { courseId, version, activityIds }: MeasuredCourse,
): RowChanges<typeof attempts> => {
  const given = JSON.parse(answers) as PlainAnswer[];
  const localDay = new Date(finishedAt - 4 * 3_600_000).toISOString().slice(0, 10);
  let answeredAt = startedAt;
  return {
    id,
    mode: 'activity',
    activityId: activityIds[Number(activityId.slice(4))] ?? null,
    courseId,
    questionIds: given.map(({ q }) => q),
    // A plain attempt says nothing of it.
    seed: '',
    replicaId: deviceId,
    replicaSeq: index + 1,
    startedAt,
    timeZone: 'Europe/Madrid',
    utcOffsetMinutes: 120,
    timeLimitMs: null,
    status: 'completed',
    completedAt: finishedAt,
    completedDay: localDay,
    durationMs: given.reduce((sum, { ms }) => sum + ms, 0),
    answers: Object.fromEntries(
      given.map(({ q, a, ms }) => {
        answeredAt += ms;
        const response = { kind: 'multiple_choice' as const, optionId: a };
        return [q, { courseVersion: version, response, hintsUsed: 0, durationMs: ms, answeredAt, localDay }];
      }),
    ),
  };
};
