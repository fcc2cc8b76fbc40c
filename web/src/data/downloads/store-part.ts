import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import type { CatalogueDatabase } from '../catalogue-database.ts';
import { factsOfPart } from '../question-facts.ts';

/** Stores a verified part together with what folds must know of its questions. */
export const storePart = async (
  catalogue: CatalogueDatabase,
  sha256: string,
  bytes: Uint8Array<ArrayBuffer>,
  unitSkillIds: readonly string[],
): Promise<void> => {
  const text = new TextDecoder().decode(bytes);
  const facts = factsOfPart(sha256, JSON.parse(text) as LessonPart | UnitPart, unitSkillIds);
  await catalogue.transaction('rw', catalogue.parts, catalogue.questionFacts, async () => {
    await catalogue.parts.put({ sha256, sizeBytes: bytes.length, text });
    await catalogue.questionFacts.bulkPut(facts);
  });
};
