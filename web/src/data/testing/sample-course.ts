import type {
  Activity,
  AssetRef,
  CatalogueEntry,
  CourseManifest,
  LessonPart,
  Question,
  UnitHeader,
} from '@hornbook/shared/content/pack.ts';
import { samplesOfKinds } from '@hornbook/shared/testing/sample-questions.ts';

export interface PublishedSample {
  entry: CatalogueEntry;
  manifest: CourseManifest;
  /** Every file by its hash, as the service would serve it. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export const SAMPLE = {
  courseId: uuid(1),
  slug: 'sample',
  skillIds: [uuid(0x51), uuid(0x52)] as const,
  unitId: (unit: number) => uuid(0x100 + unit),
  lessonId: (unit: number, lesson: number) => uuid(0x200 + unit * 16 + lesson),
  quizId: (unit: number, lesson: number) => uuid(0x400 + unit * 16 + lesson),
  questionId: (unit: number, lesson: number, question: number) => uuid(0x1000 + unit * 256 + lesson * 16 + question),
};

interface SampleOptions {
  units?: number;
  lessons?: number;
  questions?: number;
  /** Bytes of a recording in each lesson, in two forms; the second lesson of each unit has that of the first, too. */
  mediaBytes?: number;
  /** Changes the text of the first lesson: a new version of the course. */
  firstLessonHtml?: string;
  /** So many questions of each quiz ask to say a phrase; what takes are compared with is one of the recordings. */
  spoken?: number;
  /** Another id for the question that has this one usually: questions that were brought have ids made of others. */
  questionIdFor?: (usual: string) => string;
  quiz?: Partial<Pick<Activity, 'gradedOn' | 'timeLimitMs' | 'kind'>>;
}

/** A published course: `units` units of `lessons` lessons, each with a picture and a quiz of true-or-false questions. */
export const publishSample = async (options: SampleOptions = {}): Promise<PublishedSample> => {
  const { units = 2, lessons = 2, questions = 6, firstLessonHtml = '<p>First.</p>', quiz = {} } = options;
  const { mediaBytes = 0, spoken = 0, questionIdFor = (usual: string) => usual } = options;
  const files: PublishedSample['files'] = new Map();
  const store = async (content: unknown) => {
    const bytes =
      content instanceof Uint8Array
        ? new Uint8Array(content)
        : new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
    const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
    files.set(sha256, bytes);
    return { sha256, sizeBytes: bytes.length };
  };
  const record = async (seed: number, recording: string): Promise<AssetRef[]> => {
    const forms = ['webm', 'mp4'].map(async (form, index) => {
      const noise = Uint8Array.from({ length: mediaBytes + index }, (_, at) => (at * 31 + seed * 7 + (at >> 8)) & 255);
      const about = { kind: 'video', mediaType: `video/${form}`, alt: null, optional: true as const, recording };
      return { ...(await store(noise)), ...about };
    });
    return mediaBytes > 0 ? Promise.all(forms) : [];
  };
  const gradedOn = quiz.gradedOn ?? 'device';
  const headers: UnitHeader[] = [];
  for (let unit = 0; unit < units; unit++) {
    const header: UnitHeader = {
      id: SAMPLE.unitId(unit),
      kind: 'module',
      title: `Unit ${unit + 1}`,
      summaryHtml: '',
      difficulty: 'beginner',
      skillIds: [SAMPLE.skillIds[0]],
      lessons: [],
      activities: [],
      part: null,
      assets: [],
    };
    for (let lesson = 0; lesson < lessons; lesson++) {
      const references = await store(`what takes of ${unit}.${lesson} are compared with`);
      const sound = { ...(await store(`how ${unit}.${lesson} is said`)), mediaType: 'audio/webm' };
      const clip = { startMs: 0, endMs: 900 };
      const voices = [{ id: 'maya', name: 'Maya', accent: 'en-GB', sources: [sound], clip }];
      const asked = Array.from({ length: questions }, (_, n): Question => {
        const id = questionIdFor(SAMPLE.questionId(unit, lesson, n));
        if (n < spoken) return { ...samplesOfKinds.speak.question, id, references, voices };
        const base = { id, promptHtml: `<p>Question ${n + 1}</p>`, points: 1 };
        const trained = n % 2 === 0 ? [] : [SAMPLE.skillIds[1]];
        return {
          ...base,
          kind: 'numeric',
          unit: null,
          skillIds: trained,
          difficulty: 'beginner',
          hintsHtml: ['<p>Count.</p>'],
          explanationHtml: gradedOn === 'device' ? '<p>Because.</p>' : null,
          solution: gradedOn === 'device' ? { value: n, tolerance: 0 } : null,
        };
      });
      const activity: Activity = {
        id: SAMPLE.quizId(unit, lesson),
        kind: quiz.kind ?? 'quiz',
        title: `Quiz ${unit + 1}.${lesson + 1}`,
        difficulty: 'beginner',
        questionCount: questions,
        possiblePoints: questions,
        timeLimitMs: quiz.timeLimitMs ?? null,
        gradedOn,
        instructionsHtml: '',
        shuffle: true,
        questions: asked,
      };
      const picture = await store(`<svg>${unit}.${lesson}</svg>`);
      const part: LessonPart = {
        format: 1,
        lessonId: SAMPLE.lessonId(unit, lesson),
        html: unit === 0 && lesson === 0 ? firstLessonHtml : `<p>Lesson ${unit}.${lesson}</p>`,
        keyPoints: [],
        explanationHtml: null,
        codeExample: null,
        activities: [activity],
      };
      const { instructionsHtml, shuffle, questions: _, ...activityHeader } = activity;
      header.lessons.push({
        id: part.lessonId,
        title: `Lesson ${unit + 1}.${lesson + 1}`,
        summary: '',
        difficulty: 'beginner',
        estimatedMinutes: 6,
        skillIds: [SAMPLE.skillIds[0]],
        activities: [activityHeader],
        part: await store(part),
        assets: [
          { ...picture, kind: 'image', mediaType: 'image/svg+xml', alt: null },
          ...(await record(unit * 16 + lesson, `${unit}.${lesson}/video`)),
          ...(spoken > 0
            ? [
                {
                  ...references,
                  kind: 'metadata',
                  mediaType: 'application/octet-stream',
                  alt: null,
                  optional: true as const,
                },
              ]
            : []),
          ...(lesson === 1 ? await record(unit * 16, `${unit}.0/video`) : []),
        ],
      });
    }
    headers.push(header);
  }
  const about = {
    courseId: SAMPLE.courseId,
    slug: SAMPLE.slug,
    title: 'Sample course',
    shortDescription: '',
    goal: '',
    language: 'en',
    difficulty: 'beginner' as const,
    estimatedHours: 1,
    tags: [],
    thumbnail: { ...(await store('<svg>cover</svg>')), kind: 'image' as const, mediaType: 'image/svg+xml', alt: null },
  };
  const skill = { subjectArea: 'Math', description: '' };
  const manifest: CourseManifest = {
    ...about,
    format: 1,
    descriptionHtml: '',
    duration: '',
    author: '',
    skills: [
      { ...skill, id: SAMPLE.skillIds[0], slug: 'counting', name: 'Counting' },
      { ...skill, id: SAMPLE.skillIds[1], slug: 'adding', name: 'Adding' },
    ],
    units: headers,
  };
  const ref = await store(manifest);
  const all = headers.flatMap((unit) => unit.lessons);
  const entry: CatalogueEntry = {
    ...about,
    version: ref.sha256,
    manifest: ref,
    unitCount: units,
    lessonCount: all.length,
    textBytes: all.reduce((sum, { part }) => sum + part.sizeBytes, 0),
    assetBytes: all.reduce((sum, { assets }) => sum + assets.reduce((bytes, { sizeBytes }) => bytes + sizeBytes, 0), 0),
  };
  return { entry, manifest, files };
};
