import type {
  ActivityHeader,
  AssetRef,
  CourseManifest,
  LessonHeader,
  PartRef,
  UnitHeader,
} from '@hornbook/shared/content/pack.ts';

/** WebM is smaller; what can't play it takes MP4. */
export type MediaForm = 'webm' | 'mp4';

export const allLessons = (manifest: CourseManifest): { unit: UnitHeader; lesson: LessonHeader }[] =>
  manifest.units.flatMap((unit) => unit.lessons.map((lesson) => ({ unit, lesson })));

export const findLesson = (
  manifest: CourseManifest,
  lessonId: string,
): { unit: UnitHeader; lesson: LessonHeader; next: LessonHeader | null } | undefined => {
  const lessons = allLessons(manifest);
  const index = lessons.findIndex(({ lesson }) => lesson.id === lessonId);
  const found = lessons[index];
  return found && { ...found, next: lessons[index + 1]?.lesson ?? null };
};

/** Where an activity lies: in a lesson or directly in a unit, and in which part its questions are. */
export interface ActivityPlace {
  unit: UnitHeader;
  lesson: LessonHeader | null;
  header: ActivityHeader;
  part: PartRef;
}

export const allActivities = (manifest: CourseManifest): ActivityPlace[] =>
  manifest.units.flatMap((unit) => [
    ...unit.lessons.flatMap((lesson) =>
      lesson.activities.map((header) => ({ unit, lesson, header, part: lesson.part })),
    ),
    ...(unit.part ? unit.activities.map((header) => ({ unit, lesson: null, header, part: unit.part as PartRef })) : []),
  ]);

export const findActivity = (manifest: CourseManifest, activityId: string): ActivityPlace | undefined =>
  allActivities(manifest).find(({ header }) => header.id === activityId);

export const unitParts = (unit: UnitHeader): PartRef[] => [
  ...unit.lessons.map(({ part }) => part),
  ...(unit.part ? [unit.part] : []),
];

export const unitAssets = (unit: UnitHeader): AssetRef[] => [
  ...unit.lessons.flatMap(({ assets }) => assets),
  ...unit.assets,
];

/** What a unit or lesson needs beside its text. */
export const neededAssets = (assets: readonly AssetRef[]): AssetRef[] => assets.filter(({ optional }) => !optional);

/** The recordings, each in the form this device plays. */
export const recordings = (assets: readonly AssetRef[], form: MediaForm): AssetRef[] => {
  const chosen = new Map<string, AssetRef>();
  for (const asset of assets) {
    if (!asset.optional) continue;
    const name = asset.recording ?? asset.sha256;
    if (!chosen.has(name) || asset.mediaType.includes(`/${form}`)) chosen.set(name, asset);
  }
  return [...chosen.values()];
};

/** Every file once: the same picture may be in many lessons. */
export const distinct = <T extends PartRef>(refs: readonly T[]): T[] => [
  ...new Map(refs.map((ref) => [ref.sha256, ref])).values(),
];

export const totalBytes = (refs: readonly PartRef[]): number => refs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
