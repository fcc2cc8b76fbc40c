import type { Connections } from '../open-databases.ts';
import { type VersionQuestion, versionQuestions } from '../version-questions.ts';

/** A question that can be asked here and now, graded on the device. */
export interface PlayableQuestion extends VersionQuestion {
  courseVersion: string;
  courseSlug: string;
  language: string;
}

/** Every question on this device by id, from the newest version of each course that is here. */
export const readPlayable = async ({ catalogue }: Pick<Connections, 'catalogue'>) => {
  const [entries, manifests, partIds] = await Promise.all([
    catalogue.catalogue.get('catalogue'),
    catalogue.manifests.toArray(),
    catalogue.parts.toCollection().primaryKeys(),
  ]);
  const stored = new Set(partIds);
  const current = new Map(entries?.catalogue.courses.map(({ courseId, version }) => [courseId, version]));
  const playable = new Map<string, PlayableQuestion>();
  for (const { courseId, version, manifest } of manifests) {
    const { slug: courseSlug, language } = manifest;
    if ((current.get(courseId) ?? version) !== version) continue;
    for (const [questionId, { place, fact }] of await versionQuestions(catalogue, version)) {
      if (fact.solved && stored.has(place.part.sha256)) {
        playable.set(questionId, { place, fact, courseVersion: version, courseSlug, language });
      }
    }
  }
  return playable;
};
