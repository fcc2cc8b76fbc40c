import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import { type ActivityFacts, activityFacts, type QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import type { CatalogueDatabase, QuestionFacts } from './catalogue-database.ts';
import { findActivity } from './manifest-index.ts';
import type { Connections } from './open-databases.ts';

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

/** The facts of an activity as a course version has it; undefined while that version's part was never on this device. */
const readFacts = async (
  catalogue: CatalogueDatabase,
  version: string,
  activityId: string,
): Promise<ActivityFacts | undefined> => {
  const stored = await catalogue.manifests.get(version);
  const place = stored && findActivity(stored.manifest, activityId);
  return place && ((await catalogue.questionFacts.get(`${place.part.sha256}/${activityId}`))?.facts as ActivityFacts);
};

/** What is known here of an attempt's questions, each as in the version it was answered from. */
export const readGradeable = async (
  { catalogue }: Pick<Connections, 'catalogue'>,
  attempt: Attempt,
): Promise<Map<string, QuestionFact>> => {
  const facts = new Map<string, QuestionFact>();
  const { activityId } = attempt;
  if (activityId === null) return facts;
  const pin = await catalogue.pins.get(attempt.id);
  const versions = new Set(Object.values(attempt.answers).map(({ courseVersion }) => courseVersion));
  const byVersion = new Map<string, ActivityFacts | undefined>();
  for (const version of pin ? versions.add(pin.version) : versions) {
    byVersion.set(version, await readFacts(catalogue, version, activityId));
  }
  // A question left out was seen in the version of the others.
  const usual = [...byVersion.values()].find((known) => known !== undefined);
  for (const questionId of attempt.questionIds) {
    const version = attempt.answers[questionId]?.courseVersion;
    const fact = (version === undefined ? usual : byVersion.get(version))?.[questionId];
    if (fact) facts.set(questionId, fact);
  }
  return facts;
};
