import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import type { CatalogueDatabase } from '../catalogue-database.ts';
import { factsOfPart } from '../question-facts.ts';

interface FetchedPart {
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
  unitSkillIds: readonly string[];
}

/** Stores verified parts together with what folds must know of their questions; in one go, since every screen looks again. */
export const storeParts = async (catalogue: CatalogueDatabase, fetched: readonly FetchedPart[]): Promise<void> => {
  if (fetched.length === 0) return;
  const parts = fetched.map(({ sha256, bytes }) => ({
    sha256,
    sizeBytes: bytes.length,
    text: new TextDecoder().decode(bytes),
  }));
  const facts = parts.flatMap(({ sha256, text }, index) =>
    factsOfPart(sha256, JSON.parse(text) as LessonPart | UnitPart, fetched[index]?.unitSkillIds ?? []),
  );
  await catalogue.transaction('rw', catalogue.parts, catalogue.questionFacts, async () => {
    await catalogue.parts.bulkPut(parts);
    await catalogue.questionFacts.bulkPut(facts);
  });
};
