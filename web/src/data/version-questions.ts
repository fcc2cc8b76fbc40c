import type { QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import type { CatalogueDatabase } from './catalogue-database.ts';
import { type ActivityPlace, allActivities } from './manifest-index.ts';

export interface VersionQuestion {
  place: ActivityPlace;
  fact: QuestionFact;
}

/** Every question of a course version whose part was ever on this device: where it is, and what folds know of it. */
export const versionQuestions = async (
  catalogue: CatalogueDatabase,
  version: string,
): Promise<Map<string, VersionQuestion>> => {
  const questions = new Map<string, VersionQuestion>();
  const stored = await catalogue.manifests.get(version);
  if (!stored) return questions;
  const places = allActivities(stored.manifest);
  const known = await catalogue.questionFacts.bulkGet(places.map(({ part, header }) => `${part.sha256}/${header.id}`));
  places.forEach((place, index) => {
    for (const [id, fact] of Object.entries(known[index]?.facts ?? {})) questions.set(id, { place, fact });
  });
  return questions;
};
