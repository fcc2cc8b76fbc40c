import type { AuthoredAsset, Spoken } from '@hornbook/shared/authoring/authored-question.ts';
import { knownLanguages } from '@hornbook/shared/authoring/highlight.ts';
import type { Problems } from '@hornbook/shared/authoring/problems.ts';
import { createRenderer, type Rendered } from '@hornbook/shared/authoring/render.ts';
import type {
  Activity,
  ActivityHeader,
  AssetRef,
  CatalogueEntry,
  CourseManifest,
  LessonHeader,
  LessonPart,
  PartRef,
  Skill,
  UnitHeader,
  UnitPart,
} from '@hornbook/shared/content/pack.ts';
import { entryOf } from '@hornbook/shared/content/pack-refs.ts';
import type { AnswerKey } from './answer-key.ts';
import type { AuthoredActivity, AuthoredCourse, AuthoredLesson, AuthoredUnit } from './authored-course.ts';
import type { SkillsBySlug } from './check-courses.ts';
import { compileActivity } from './compile-activity.ts';
import { compileMedia } from './compile-media.ts';
import { createOwnSpoken } from './own-phrases.ts';
import { placePauses } from './place-pauses.ts';
import { sha256 } from './sha256.ts';
import { createSpoken } from './spoken-phrases.ts';

/** One file of a pack. */
export interface PackFile {
  sha256: string;
  mediaType: string;
  bytes: Uint8Array;
}

export interface CompiledCourse {
  /** Hash of the manifest: the course version. */
  version: string;
  manifest: CourseManifest;
  entry: CatalogueEntry;
  /** Manifest, parts and shown assets, each once. */
  files: PackFile[];
  answerKey: AnswerKey;
  /** Text a first visit stores: the manifest and the parts of the first unit. */
  firstUnitText: PackFile[];
}

/** A lesson, unit or activity that is still part of the course. */
const isCurrent = ({ fields }: { fields: { retired: boolean } }): boolean => !fields.retired;

/**
 * Compiles a course to its pack. The same course gives the same bytes, so an unchanged lesson keeps its part's name and
 * no device fetches it again. Problems in texts go to `problems`; then the result must not be published.
 */
export const compileCourse = async (
  course: AuthoredCourse,
  skills: SkillsBySlug,
  problems: Problems,
): Promise<CompiledCourse> => {
  const renderer = await createRenderer(course.assets, problems);
  const files = new Map<string, PackFile>();
  const answerKey: AnswerKey = { format: 1, questions: {}, heldBack: [] };
  const usedSkills = new Map<string, Skill>();

  const addFile = (bytes: Uint8Array, mediaType: string): PartRef => {
    const hash = sha256(bytes);
    files.set(hash, { sha256: hash, mediaType, bytes });
    return { sha256: hash, sizeBytes: bytes.byteLength };
  };
  const addPart = (part: LessonPart | UnitPart | CourseManifest): PartRef =>
    addFile(new TextEncoder().encode(JSON.stringify(part)), 'application/json');
  const addAsset = (asset: AuthoredAsset, about: Pick<AssetRef, 'alt'> & Partial<AssetRef>): AssetRef => ({
    ...addFile(asset.bytes, asset.mediaType),
    kind: asset.kind,
    mediaType: asset.mediaType,
    ...about,
  });
  const skillIds = (slugs: readonly string[]): string[] =>
    slugs.flatMap((slug) => {
      const fields = skills.get(slug)?.fields;
      if (!fields) return [];
      const { id, name, subjectArea, description } = fields;
      usedSkills.set(id, { id, slug, name, subjectArea, description });
      return [id];
    });

  /** Remembers which assets the texts of one part show. */
  const collect = () => {
    const shown = new Map<string, AssetRef>();
    return {
      use: ({ html, assets }: Rendered): string => {
        for (const { asset, alt } of assets)
          if (!shown.has(asset.path)) shown.set(asset.path, addAsset(asset, { alt }));
        return html;
      },
      assets: () => [...shown.values()],
    };
  };
  type Use = ReturnType<typeof collect>['use'];

  const speechOf = createSpoken(course, addFile, problems);
  const ownSpeechOf = await createOwnSpoken(course, { addFile, addAsset, problems });
  const compileActivities = (
    authored: AuthoredActivity[],
    unit: AuthoredUnit,
    use: Use,
    spoken: ReadonlyMap<string, Spoken> = new Map(),
  ): Activity[] =>
    authored.filter(isCurrent).map((activity) => {
      const compiled = compileActivity(activity, {
        block: (markdown) => use(renderer.block(markdown)),
        inline: (markdown) => use(renderer.inline(markdown)),
        skillIds: (slugs) => skillIds(slugs ?? unit.fields.skills),
        spoken: ({ id, phrase }) => spoken.get(phrase ?? id),
        report: (place, message, known) => problems.add(place, message, known),
      });
      for (const question of compiled.solved) answerKey.questions[question.id] = question;
      if (activity.fields.gradedOn === 'server') answerKey.heldBack.push(...compiled.solved.map(({ id }) => id));
      return compiled.activity;
    });

  const compileLesson = (lesson: AuthoredLesson, unit: AuthoredUnit): LessonHeader => {
    const { use, assets } = collect();
    const { id, title, summary, difficulty, estimatedMinutes, keyPoints, codeExample } = lesson.fields;
    if (codeExample && !knownLanguages.includes(codeExample.language)) {
      problems.add(
        lesson.codePlace,
        `unknown language "${codeExample.language}"; known are ${knownLanguages.join(', ')}`,
      );
    }
    const compiled = lesson.story && compileMedia(lesson, lesson.story, { assets: course.assets, addAsset, problems });
    const speech = speechOf(lesson, compiled?.media.phrases ?? null);
    const own = ownSpeechOf(lesson.activities);
    const activities = compileActivities(lesson.activities, unit, use, new Map([...speech.spoken, ...own.spoken]));
    if (lesson.story && compiled?.media.story) {
      compiled.media.story = placePauses(compiled.media.story, lesson.story, activities, problems);
    }
    const part: LessonPart = {
      format: 1,
      lessonId: id,
      html: use(renderer.block(lesson.content)),
      keyPoints,
      explanationHtml: lesson.explanation && use(renderer.block(lesson.explanation)),
      codeExample: codeExample
        ? {
            language: codeExample.language,
            caption: codeExample.caption,
            html: renderer.code(codeExample.code, codeExample.language),
          }
        : null,
      activities,
      ...(compiled && { media: compiled.media }),
    };
    return {
      id,
      title,
      summary,
      difficulty,
      estimatedMinutes,
      skillIds: skillIds(lesson.fields.skills),
      activities: part.activities.map(header),
      part: addPart(part),
      assets: [...assets(), ...(compiled?.assets ?? []), ...speech.assets, ...own.assets],
    };
  };

  const compileUnit = (unit: AuthoredUnit): UnitHeader => {
    const { use, assets } = collect();
    const { id, kind, title, difficulty } = unit.fields;
    const summaryHtml = use(renderer.block(unit.summary));
    const own = ownSpeechOf(unit.activities);
    const activities = compileActivities(unit.activities, unit, use, own.spoken);
    return {
      id,
      kind,
      title,
      summaryHtml,
      difficulty,
      skillIds: skillIds(unit.fields.skills),
      lessons: unit.lessons.filter(isCurrent).map((lesson) => compileLesson(lesson, unit)),
      activities: activities.map(header),
      part: activities.length > 0 ? addPart({ format: 1, unitId: id, activities }) : null,
      assets: [...assets(), ...own.assets],
    };
  };

  const { fields } = course;
  const about = collect();
  const descriptionHtml = about.use(renderer.block(course.description));
  const units = course.units.filter(isCurrent).map(compileUnit);
  const manifest: CourseManifest = {
    format: 1,
    courseId: fields.id,
    slug: fields.slug,
    title: fields.title,
    shortDescription: fields.shortDescription,
    descriptionHtml,
    goal: fields.goal,
    language: fields.language,
    difficulty: fields.difficulty,
    estimatedHours: fields.estimatedHours,
    duration: fields.duration,
    tags: fields.tags,
    author: fields.author,
    thumbnail: compileThumbnail(course, addAsset, problems),
    skills: [...usedSkills.values()],
    units,
  };
  reportUnusedAssets(course, files, problems);
  const ref = addPart(manifest);
  return {
    version: ref.sha256,
    manifest,
    entry: entryOf(manifest, ref),
    files: [...files.values()],
    answerKey,
    firstUnitText: firstUnitText(manifest, ref, files),
  };
};

const header = ({ instructionsHtml, shuffle, questions, ...rest }: Activity): ActivityHeader => rest;

const compileThumbnail = (
  course: AuthoredCourse,
  addAsset: (asset: AuthoredAsset, about: Pick<AssetRef, 'alt'>) => AssetRef,
  problems: Problems,
): AssetRef | null => {
  const path = course.fields.thumbnail;
  if (path === undefined) return null;
  const asset = course.assets.get(path);
  if (asset?.kind === 'image') return addAsset(asset, { alt: null });
  problems.add(course.placeOf('thumbnail'), `there is no image ${path}`);
  return null;
};

const reportUnusedAssets = (course: AuthoredCourse, files: ReadonlyMap<string, PackFile>, problems: Problems): void => {
  for (const asset of course.assets.values()) {
    // What takes are compared with is shown nowhere, and goes into files of other names.
    if (!files.has(asset.sha256) && asset.mediaType !== 'application/octet-stream')
      problems.add({ file: `${course.folder}/${asset.path}`, line: 1 }, 'is shown nowhere');
  }
};

const firstUnitText = (
  { units }: CourseManifest,
  manifest: PartRef,
  files: ReadonlyMap<string, PackFile>,
): PackFile[] => {
  const [first] = units;
  const parts = first ? [first.part, ...first.lessons.map((lesson) => lesson.part)] : [];
  return [manifest, ...parts].flatMap((ref) => (ref && files.get(ref.sha256)) || []);
};
