import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import { type ActivityFacts, activityFacts, type QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import type { CatalogueDatabase, QuestionFacts } from './catalogue-database.ts';
import { findActivity } from './manifest-index.ts';
import type { Connections } from './open-databases.ts';
import { versionQuestions } from './version-questions.ts';

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
  if (activityId === null) {
    // A free attempt names the version of each of its questions from the start.
    for (const [version, ids] of questionsByVersion(attempt)) {
      const questions = await versionQuestions(catalogue, version);
      for (const id of ids) {
        const found = questions.get(id);
        if (found) facts.set(id, found.fact);
      }
    }
    return facts;
  }
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

const questionsByVersion = ({ questionIds, answers }: Attempt): Map<string, string[]> => {
  const byVersion = new Map<string, string[]>();
  for (const id of questionIds) {
    const version = answers[id]?.courseVersion;
    if (version !== undefined) byVersion.set(version, [...(byVersion.get(version) ?? []), id]);
  }
  return byVersion;
};
