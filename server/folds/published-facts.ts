import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { CourseManifest, LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import { type ActivityFacts, activityFacts } from '@hornbook/shared/learning/question-facts.ts';
import type { Database } from '../db/connect.ts';
import type { LoadFacts } from './fold-learners.ts';

/**
 * What questions train, read from the packs devices read: so both fold the same. Versions never change, and what was
 * read of one is kept.
 */
export const publishedFacts = (database: Pick<Database, 'query'>): LoadFacts => {
  const versions = new Map<string, ActivityFacts>();
  return async (attempts) => {
    const named = new Set(attempts.flatMap(versionsOf));
    for (const version of named) {
      if (versions.has(version)) continue;
      const facts = await readVersion(database, version);
      if (facts) versions.set(version, facts);
    }
    return (attempt) => (questionId) => {
      const answer = Object.hasOwn(attempt.answers, questionId) ? attempt.answers[questionId] : undefined;
      const facts = answer && versions.get(answer.courseVersion);
      return facts && Object.hasOwn(facts, questionId) ? facts[questionId] : undefined;
    };
  };
};

const versionsOf = (attempt: Attempt): string[] =>
  Object.values(attempt.answers).map(({ courseVersion }) => courseVersion);

/** Facts of every question of a version, or nothing when it was never published here. */
const readVersion = async (database: Pick<Database, 'query'>, version: string): Promise<ActivityFacts | undefined> => {
  const [manifest] = await readBlobs<CourseManifest>(database, [version]);
  if (!manifest) return undefined;
  const facts: ActivityFacts = {};
  for (const unit of manifest.content.units) {
    const parts = [...unit.lessons.map(({ part }) => part), ...(unit.part ? [unit.part] : [])];
    const read = await readBlobs<LessonPart | UnitPart>(
      database,
      parts.map(({ sha256 }) => sha256),
    );
    for (const { content } of read)
      for (const activity of content.activities) Object.assign(facts, activityFacts(activity, unit.skillIds));
  }
  return facts;
};

const readBlobs = async <T>(database: Pick<Database, 'query'>, names: readonly string[]): Promise<{ content: T }[]> => {
  const blobs = await database.query<{ bytes: Buffer }>('select bytes from pack_blobs where sha256 = any($1)', [names]);
  return blobs.map(({ bytes }) => ({ content: JSON.parse(bytes.toString('utf8')) as T }));
};
