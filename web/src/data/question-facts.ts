import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import { type ActivityFacts, activityFacts, type QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import type { CatalogueDatabase, QuestionFacts } from './catalogue-database.ts';
import { findActivity } from './manifest-index.ts';
import { type VersionQuestion, versionQuestions } from './version-questions.ts';

export const factsOfPart = (
  sha256: string,
  part: LessonPart | UnitPart,
  unitSkillIds: readonly string[],
): QuestionFacts[] =>
  part.activities.map((activity) => ({
    id: `${sha256}/${activity.id}`,
    activityId: activity.id,
    facts: activityFacts(activity, unitSkillIds),
  }));

export type ReadGradeable = (attempt: Attempt) => Promise<Map<string, QuestionFact>>;

/**
 * Reads what is known here of attempts' questions, each as in the version it was answered from. What it has looked up it
 * remembers: ten thousand attempts are about a few activities.
 */
export const gradeableReader = (catalogue: CatalogueDatabase): ReadGradeable => {
  const known = new Map<string, Promise<ActivityFacts | undefined>>();
  const knownVersions = new Map<string, Promise<Map<string, VersionQuestion>>>();
  const factsOf = (version: string, activityId: string): Promise<ActivityFacts | undefined> => {
    const id = `${version}/${activityId}`;
    let facts = known.get(id);
    if (!facts) {
      facts = lookUpFacts(catalogue, version, activityId);
      known.set(id, facts);
    }
    return facts;
  };
  const questionsOf = (version: string): Promise<Map<string, VersionQuestion>> => {
    let questions = knownVersions.get(version);
    if (!questions) {
      questions = versionQuestions(catalogue, version);
      knownVersions.set(version, questions);
    }
    return questions;
  };

  return async (attempt) => {
    const gradeable = new Map<string, QuestionFact>();
    const { activityId } = attempt;
    if (activityId === null) {
      // A free attempt names the version of each of its questions from the start.
      for (const questionId of attempt.questionIds) {
        const version = attempt.answers[questionId]?.courseVersion;
        const found = version === undefined ? undefined : (await questionsOf(version)).get(questionId);
        if (found) gradeable.set(questionId, found.fact);
      }
      return gradeable;
    }
    let usual: ActivityFacts | undefined;
    const leftOut: string[] = [];
    for (const questionId of attempt.questionIds) {
      const version = attempt.answers[questionId]?.courseVersion;
      if (version === undefined) {
        leftOut.push(questionId);
        continue;
      }
      const facts = await factsOf(version, activityId);
      usual ??= facts;
      const fact = facts?.[questionId];
      if (fact) gradeable.set(questionId, fact);
    }
    if (leftOut.length === 0) return gradeable;
    // A question left out was seen in the version of the others, or in the one the attempt began with here.
    const pin = usual ? undefined : await catalogue.pins.get(attempt.id);
    const facts = usual ?? (pin && (await factsOf(pin.version, activityId)));
    for (const questionId of leftOut) {
      const fact = facts?.[questionId];
      if (fact) gradeable.set(questionId, fact);
    }
    return gradeable;
  };
};

/** Undefined while that version's part was never on this device. */
const lookUpFacts = async (
  catalogue: CatalogueDatabase,
  version: string,
  activityId: string,
): Promise<ActivityFacts | undefined> => {
  const stored = await catalogue.manifests.get(version);
  const place = stored && findActivity(stored.manifest, activityId);
  return place && (await catalogue.questionFacts.get(`${place.part.sha256}/${activityId}`))?.facts;
};
