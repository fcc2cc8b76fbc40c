import type { AssetRef, CatalogueEntry, CourseManifest, PartRef } from './pack.ts';

/** Every text part of a course, each once. */
export const partRefs = ({ units }: CourseManifest): PartRef[] =>
  distinct(units.flatMap(({ lessons, part }) => [...lessons.map((lesson) => lesson.part), ...(part ? [part] : [])]));

/** Every picture, sound and other file of a course, each once. */
export const assetRefs = ({ thumbnail, units }: CourseManifest): AssetRef[] =>
  distinct([
    ...units.flatMap(({ assets, lessons }) => [...assets, ...lessons.flatMap((lesson) => lesson.assets)]),
    ...(thumbnail ? [thumbnail] : []),
  ]);

const distinct = <T extends PartRef>(refs: readonly T[]): T[] => [
  ...new Map(refs.map((ref) => [ref.sha256, ref])).values(),
];
const sizeOf = (refs: readonly PartRef[]): number => refs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** A course's line in the catalogue. All of it follows from the manifest, so whoever has that one can write it. */
export const entryOf = (manifest: CourseManifest, ref: PartRef): CatalogueEntry => {
  const assets = assetRefs(manifest);
  // Of each recording a device needs one form: counted is the largest.
  const recordings = new Map<string, AssetRef>();
  for (const asset of assets) {
    const name = asset.recording ?? asset.sha256;
    if (asset.optional && asset.sizeBytes > (recordings.get(name)?.sizeBytes ?? 0)) recordings.set(name, asset);
  }
  return {
    courseId: manifest.courseId,
    slug: manifest.slug,
    title: manifest.title,
    shortDescription: manifest.shortDescription,
    goal: manifest.goal,
    language: manifest.language,
    difficulty: manifest.difficulty,
    estimatedHours: manifest.estimatedHours,
    tags: manifest.tags,
    version: ref.sha256,
    manifest: ref,
    thumbnail: manifest.thumbnail,
    unitCount: manifest.units.length,
    lessonCount: manifest.units.reduce((sum, unit) => sum + unit.lessons.length, 0),
    textBytes: ref.sizeBytes + sizeOf(partRefs(manifest)),
    assetBytes: sizeOf(assets.filter(({ optional }) => !optional)),
    ...(recordings.size > 0 && { mediaBytes: sizeOf([...recordings.values()]) }),
  };
};
