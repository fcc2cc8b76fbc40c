import type { AuthoredQuestion } from '@hornbook/shared/authoring/authored-question.ts';
import { pointsOf } from '@hornbook/shared/authoring/points-of.ts';
import type { AuthoredActivity, AuthoredCourse } from './authored-course.ts';
import type { SkillsBySlug } from './check-courses.ts';
import { partId } from './part-id.ts';

/** A course as rows of the catalogue's tables. `now` is written where something is published or retired for the first time. */
export const courseRows = (
  course: AuthoredCourse,
  skills: SkillsBySlug,
  now: Date,
  source: 'folder' | 'app' = 'folder',
) => {
  const { fields } = course;
  const instants = (retired: boolean) => ({ publishedAt: retired ? null : now, retiredAt: retired ? now : null });
  const retiredAt = (retired: boolean) => (retired ? now : null);
  const skillIds = (slugs: readonly string[]) => slugs.map((slug) => skills.get(slug)?.fields.id as string);

  const activities = (
    authored: readonly AuthoredActivity[],
    place: { lessonId?: string; unitId?: string },
    gone: boolean,
  ) =>
    authored.map(({ fields, instructions }, position) => ({
      id: fields.id,
      lessonId: null,
      unitId: null,
      ...place,
      kind: fields.kind,
      position,
      title: fields.title,
      instructions: instructions.text.trim(),
      difficulty: fields.difficulty,
      timeLimitMs: fields.timeLimitMinutes === undefined ? null : Math.round(fields.timeLimitMinutes * 60_000),
      gradedOn: fields.gradedOn,
      shuffle: fields.shuffle,
      ...instants(gone || fields.retired),
    }));
  const questionsOf = (authored: readonly AuthoredActivity[]) =>
    authored.flatMap((activity) =>
      activity.questions.map((question, position) => ({
        ...questionRow(question, activity),
        position,
        retiredAt: retiredAt(question.fields.retired),
      })),
    );

  const lessons = course.units.flatMap((unit) => unit.lessons.map((lesson, position) => ({ unit, lesson, position })));
  const allActivities = course.units.flatMap((unit) => [
    ...unit.activities,
    ...unit.lessons.flatMap((lesson) => lesson.activities),
  ]);
  /** Which lesson a recording belongs to, and how long it is. */
  const recordedFor = (path: string) => {
    const found = lessons.find(({ lesson }) => lesson.story && path.startsWith(`assets/${lesson.story.fields.media}/`));
    const made = found?.lesson.story?.made;
    const name = path.replace(/^.*\//, '');
    const [videoMs = null, storyMs = null] = [made?.video.durationMs, made?.story?.durationMs];
    const durationMs = /^video\.(webm|mp4)$/.test(name) ? videoMs : /^story\.(webm|m4a)$/.test(name) ? storyMs : null;
    return { lessonId: found?.lesson.fields.id ?? null, language: found ? fields.language : null, durationMs };
  };
  const named = allActivities.flatMap(({ questions }) => questions).map(({ fields }) => fields);
  return {
    course: {
      id: fields.id,
      slug: fields.slug,
      title: fields.title,
      shortDescription: fields.shortDescription,
      description: course.description.text.trim(),
      goal: fields.goal,
      language: fields.language,
      difficulty: fields.difficulty,
      estimatedHours: fields.estimatedHours,
      duration: fields.duration,
      tags: fields.tags,
      authorName: fields.author,
      source,
    },
    skills: course.skills.map((skill, position) => {
      const { id, slug, name, subjectArea, description, retired } = skill.fields;
      return { id, courseId: fields.id, slug, name, subjectArea, description, position, retiredAt: retiredAt(retired) };
    }),
    units: course.units.map((unit, position) => ({
      id: unit.fields.id,
      courseId: fields.id,
      kind: unit.fields.kind,
      position,
      title: unit.fields.title,
      summary: unit.summary.text.trim(),
      difficulty: unit.fields.difficulty,
      retiredAt: retiredAt(unit.fields.retired),
    })),
    lessons: lessons.map(({ unit, lesson, position }) => ({
      id: lesson.fields.id,
      unitId: unit.fields.id,
      position,
      title: lesson.fields.title,
      summary: lesson.fields.summary,
      difficulty: lesson.fields.difficulty,
      estimatedMinutes: lesson.fields.estimatedMinutes,
      content: lesson.content.text.trim(),
      keyPoints: lesson.fields.keyPoints,
      explanation: lesson.fields.explanation ?? null,
      codeExample: lesson.fields.codeExample ?? null,
      ...instants(unit.fields.retired || lesson.fields.retired),
    })),
    assets: [...course.assets.values()].map((asset) => ({
      courseId: fields.id,
      kind: asset.kind,
      name: asset.path,
      mediaType: asset.mediaType,
      sha256: asset.sha256,
      sizeBytes: asset.bytes.byteLength,
      width: asset.size?.width ?? null,
      height: asset.size?.height ?? null,
      ...recordedFor(asset.path),
      retiredAt: null,
    })),
    activities: [
      ...course.units.flatMap((unit) => activities(unit.activities, { unitId: unit.fields.id }, unit.fields.retired)),
      ...lessons.flatMap(({ unit, lesson }) =>
        activities(lesson.activities, { lessonId: lesson.fields.id }, unit.fields.retired || lesson.fields.retired),
      ),
    ],
    questions: questionsOf(allActivities),
    unitSkills: course.units.flatMap((unit) =>
      skillIds(unit.fields.skills).map((skillId, position) => ({ unitId: unit.fields.id, skillId, position })),
    ),
    lessonSkills: lessons.flatMap(({ lesson }) =>
      skillIds(lesson.fields.skills).map((skillId, position) => ({ lessonId: lesson.fields.id, skillId, position })),
    ),
    questionSkills: named.flatMap((question) =>
      skillIds(question.skills ?? []).map((skillId, position) => ({ questionId: question.id, skillId, position })),
    ),
  };
};

export type CourseRows = ReturnType<typeof courseRows>;

const questionRow = ({ fields, code }: AuthoredQuestion, activity: AuthoredActivity) => ({
  id: fields.id,
  activityId: activity.fields.id,
  kind: fields.kind,
  prompt: fields.prompt,
  difficulty: fields.difficulty ?? activity.fields.difficulty,
  points: pointsOf(fields),
  hints: fields.hints,
  explanation: fields.explanation,
  options: optionsOf(fields),
  answer: answerOf(fields, code),
  feedback: fields.kind === 'true_false' ? (fields.feedback ?? null) : null,
  scoring: 'scoring' in fields ? fields.scoring : null,
  unit: fields.kind === 'numeric' ? (fields.unit ?? null) : null,
});

/** What is chosen from, put in order or matched. */
const optionsOf = (fields: AuthoredQuestion['fields']) => {
  switch (fields.kind) {
    case 'multiple_choice':
    case 'multiple_response':
      return fields.options.map(({ correct, ...shown }) => shown);
    case 'ordering':
      return fields.items.map((item) => ({ id: partId(fields.id, item.text), ...item }));
    case 'matching':
      return fields.pairs.map(({ match, ...shown }) => ({ id: partId(fields.id, shown.text), ...shown }));
    case 'true_false':
    case 'numeric':
    case 'short_text':
    case 'cloze':
    case 'code':
    case 'speak':
      return null;
  }
};

/** What is right, in the author's words and numbers. */
const answerOf = (fields: AuthoredQuestion['fields'], code: AuthoredQuestion['code']): Record<string, unknown> => {
  switch (fields.kind) {
    case 'multiple_choice':
    case 'multiple_response':
      return { correct: fields.options.filter(({ correct }) => correct).map(({ id }) => id) };
    case 'true_false':
      return { value: fields.answer };
    case 'numeric': {
      const { answer, tolerance, tolerancePercent } = fields;
      return { value: answer, ...(tolerance && { tolerance }), ...(tolerancePercent && { tolerancePercent }) };
    }
    case 'short_text': {
      const { accept, caseSensitive, nearMisses } = fields;
      return { accept, caseSensitive, nearMisses };
    }
    case 'ordering':
      return { order: fields.items.map(({ text }) => partId(fields.id, text)) };
    case 'matching':
      return {
        pairs: fields.pairs.map(({ text, match }) => ({ id: partId(fields.id, text), match })),
        others: fields.others,
      };
    case 'cloze':
      return { text: fields.text, gaps: fields.gaps };
    case 'speak': {
      const { phrase, text, ipa, language, accept, voices } = fields;
      return { phrase, text, ipa, language, accept, voices };
    }
    case 'code': {
      const { language, tests, expectedOutput, timeLimitSeconds } = fields;
      return { language, tests, expectedOutput, timeLimitSeconds, ...code };
    }
  }
};
