import type { Attempt } from '../collections/attempts.ts';
import type { Enrollment } from '../collections/enrollments.ts';
import type { LessonProgress } from '../collections/lesson-progress.ts';

/*
 * What a learner did, as statements of the Experience API (xAPI 1.0.3): any learning record store takes them. Verbs and
 * types are those of ADL's vocabulary. The same row gives the same statement at every export, so a store that has one
 * already takes nothing twice.
 */

export interface Statement {
  id: string;
  actor: { objectType: 'Agent'; name?: string; account: { homePage: string; name: string } };
  verb: { id: string; display: { 'en-US': string } };
  object: {
    objectType: 'Activity';
    id: string;
    definition: { type: string; name?: Record<string, string> };
  };
  result?: {
    score?: { scaled: number; raw: number; min: 0; max: number };
    success?: boolean;
    completion?: boolean;
    response?: string;
    duration?: string;
  };
  context: {
    registration?: string;
    platform: 'Hornbook';
    contextActivities?: Partial<Record<'parent' | 'grouping', { objectType: 'Activity'; id: string }[]>>;
  };
  /** ISO 8601, in UTC. */
  timestamp: string;
}

export interface LearnersRecord {
  enrollments: readonly Enrollment[];
  lessonProgress: readonly LessonProgress[];
  attempts: readonly Attempt[];
}

export interface XapiTools {
  /** Whose record it is: the address of the service, the id there, and the name, if there is one. */
  learner: { homePage: string; id: string; name: string };
  /** What a course, lesson or activity is called, and in which language; null where it is not known here. */
  titleOf: (id: string) => { text: string; language: string } | null;
  /** An instant as ISO 8601 in UTC. */
  isoOf: (at: number) => string;
  /** SHA-256 of a text in hex digits. */
  digest: (text: string) => Promise<string>;
}

const verb = (name: 'registered' | 'completed' | 'answered') => ({
  id: `http://adlnet.gov/expapi/verbs/${name}`,
  display: { 'en-US': name },
});
const type = (name: 'course' | 'lesson' | 'assessment' | 'question'): string =>
  `http://adlnet.gov/expapi/activities/${name}`;
const iri = (id: string): string => `urn:uuid:${id}`;
const activity = (id: string) => ({ objectType: 'Activity' as const, id: iri(id) });

/** Statements of everything that was finished, in the order of time. */
export const xapiStatements = async (
  { enrollments, lessonProgress, attempts }: LearnersRecord,
  { learner, titleOf, isoOf, digest }: XapiTools,
): Promise<Statement[]> => {
  const actor: Statement['actor'] = {
    objectType: 'Agent',
    ...(learner.name.trim() !== '' && { name: learner.name.trim() }),
    account: { homePage: learner.homePage, name: learner.id },
  };
  const object = (id: string, kind: Parameters<typeof type>[0]): Statement['object'] => {
    const title = titleOf(id);
    return {
      ...activity(id),
      definition: { type: type(kind), ...(title && { name: { [title.language]: title.text } }) },
    };
  };
  const iso = (at: number): string => isoOf(Math.min(Math.max(at, 0), LATEST));
  const within = (courseId: string | null) => (courseId ? { grouping: [activity(courseId)] } : {});
  const made: (Omit<Statement, 'id' | 'actor'> & { about: string })[] = [];

  for (const { courseId, enrolledAt, completedAt, deletedAt } of enrollments) {
    if (deletedAt !== null) continue;
    const base = { object: object(courseId, 'course'), context: { platform: 'Hornbook' as const } };
    made.push({ ...base, about: `registered ${courseId}`, verb: verb('registered'), timestamp: iso(enrolledAt) });
    if (completedAt !== null)
      made.push({
        ...base,
        about: `completed ${courseId}`,
        verb: verb('completed'),
        result: { completion: true },
        timestamp: iso(completedAt),
      });
  }
  for (const { lessonId, courseId, completedAt, timeSpentMs, deletedAt } of lessonProgress) {
    if (completedAt === null || deletedAt !== null) continue;
    const spent = Object.values(timeSpentMs).reduce((sum, ms) => sum + ms, 0);
    made.push({
      about: `completed ${lessonId}`,
      verb: verb('completed'),
      object: object(lessonId, 'lesson'),
      result: { completion: true, ...(spent > 0 && { duration: duration(spent) }) },
      context: { platform: 'Hornbook', contextActivities: within(courseId) },
      timestamp: iso(completedAt),
    });
  }
  for (const attempt of attempts) {
    if (attempt.status !== 'completed' || attempt.completedAt === null || attempt.deletedAt !== null) continue;
    const { id, activityId, courseId, earnedPoints, possiblePoints, grading, durationMs } = attempt;
    const finishedAt = attempt.effectiveAt ?? attempt.completedAt;
    // A free attempt is at questions of several activities: it is one of its own.
    const parent = activityId ?? id;
    made.push({
      about: `completed ${id}`,
      verb: verb('completed'),
      object: object(parent, 'assessment'),
      result: { completion: true, ...scoreOf(earnedPoints, possiblePoints), duration: duration(durationMs) },
      context: { registration: id, platform: 'Hornbook', contextActivities: within(courseId) },
      timestamp: iso(finishedAt),
    });
    for (const [questionId, { response, answeredAt, durationMs: tookMs }] of Object.entries(attempt.answers)) {
      if (response === null || answeredAt === null) continue;
      const grade = grading?.questions[questionId];
      made.push({
        about: `answered ${id} ${questionId}`,
        verb: verb('answered'),
        object: object(questionId, 'question'),
        result: {
          ...(grade && { ...scoreOf(grade.earned, grade.possible), success: grade.correct }),
          response: JSON.stringify(response),
          duration: duration(tookMs),
        },
        context: {
          registration: id,
          platform: 'Hornbook',
          contextActivities: { parent: [activity(parent)], ...within(courseId) },
        },
        timestamp: iso(answeredAt),
      });
    }
  }
  made.sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : a.about < b.about ? -1 : 1));
  return Promise.all(
    made.map(async ({ about, ...statement }) => ({
      id: uuidOf(await digest(`${learner.id} ${about}`)),
      actor,
      ...statement,
    })),
  );
};

const scoreOf = (earned: number | null, possible: number | null): Pick<NonNullable<Statement['result']>, 'score'> =>
  earned === null || possible === null || possible <= 0 || earned < 0 || earned > possible
    ? {}
    : { score: { scaled: Math.round((earned / possible) * 10_000) / 10_000, raw: earned, min: 0, max: possible } };

/** A clock may have been anywhere; a year has four digits here. */
const LATEST = 253_402_300_799_999;
/** ISO 8601, in seconds to the hundredth. */
const duration = (ms: number): string => `PT${Math.round(ms / 10) / 100}S`;

/** A digest in the form of a random UUID. */
const uuidOf = (hex: string): string => {
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
