import {
  type ActivityFields,
  activitySchema,
  courseSchema,
  type LessonFields,
  lessonSchema,
  unitSchema,
} from '@hornbook/shared/authoring/author-format.ts';
import type { AuthoredAsset } from '@hornbook/shared/authoring/authored-question.ts';
import { type CoursePath, coursePath } from '@hornbook/shared/authoring/course-paths.ts';
import { type FrontMatter, readFrontMatter } from '@hornbook/shared/authoring/front-matter.ts';
import type { Place, Problems } from '@hornbook/shared/authoring/problems.ts';
import { readText } from '@hornbook/shared/authoring/read-text.ts';
import type { ActivityKind } from '@hornbook/shared/content/pack.ts';
import type { z } from 'zod';
import { readAsset } from './assets.ts';
import type { AuthoredActivity, AuthoredCourse, AuthoredLesson, AuthoredUnit } from './authored-course.ts';
import { readCodeFolder } from './code-folders.ts';
import { type CourseFiles, filesHash } from './course-files.ts';
import { readStory } from './read-story.ts';

const kindOrder: readonly ActivityKind[] = ['practice', 'quiz', 'test', 'challenge'];

interface UnitFiles {
  /** Folders of code questions, by name without .code. */
  code: Map<string, Map<string, string>>;
  lessons: string[];
  stories: Set<string>;
  activities: { stem: string; kind: ActivityKind; number: number; path: string }[];
}

/**
 * Reads a course folder: which files there are, and what each says. Every problem goes to `problems` with file and
 * line; null when there was one that leaves no course to look at further.
 */
export const readCourse = (folder: string, files: CourseFiles, problems: Problems): AuthoredCourse | null => {
  const before = problems.size;
  const at = (path: string) => ({ file: `${folder}/${path}`, line: 1 });
  const assets = new Map<string, AuthoredAsset>();
  const units = new Map<string, UnitFiles>();

  for (const [path, bytes] of files) {
    const about = coursePath(path);
    if (about?.what === 'course') continue;
    if (about?.what === 'asset') {
      const asset = readAsset(path, bytes, at(path), problems);
      if (asset) assets.set(path, asset);
    } else if (about) {
      const unit = unitNamed(about.unit, units);
      if (about.what === 'code') placeCodeFile(about, bytes, at(path), unit, problems);
      else placeUnitFile(path, about, unit);
    } else problems.add(at(path), 'is not a file of a course (see AUTHORING.md for names)');
  }

  const read = <T>(path: string, schema: z.ZodType<T>): FrontMatter<T> | null => {
    const bytes = files.get(path);
    if (!bytes) {
      problems.add(at(path), 'is missing');
      return null;
    }
    const text = readText(bytes);
    if (text === null) problems.add(at(path), 'is not UTF-8 text');
    return text === null ? null : readFrontMatter(`${folder}/${path}`, text, schema, problems);
  };

  const readUnit = (name: string, inside: UnitFiles): AuthoredUnit | null => {
    const path = `units/${name}`;
    const unit = read(`${path}/unit.md`, unitSchema);
    const orphans = new Set(inside.activities.map(({ stem }) => stem).filter((stem) => stem !== 'unit'));
    const lessons: AuthoredLesson[] = [];
    for (const stem of inside.lessons.sort()) {
      orphans.delete(stem);
      const lesson = read(`${path}/${stem}.lesson.md`, lessonSchema);
      const activities = readActivities(inside, stem);
      const file = `${path}/${stem}.story.md`;
      const story = inside.stories.delete(stem) ? readStory(folder, file, files, problems) : null;
      if (!lesson) continue;
      if (lesson.body.text.trim() === '') problems.add(lesson.body.place, 'the lesson has no text');
      lessons.push({ ...toLesson(lesson, activities), story });
    }
    for (const stem of inside.stories) {
      problems.add(at(`${path}/${stem}.story.md`), `belongs to a lesson ${stem}.lesson.md that isn't there`);
    }
    for (const { stem, path: orphan } of inside.activities) {
      if (orphans.has(stem)) problems.add(at(orphan), `belongs to a lesson ${stem}.lesson.md that isn't there`);
    }
    const activities = readActivities(inside, 'unit');
    checkCodeFolders(
      inside,
      [...lessons.flatMap((lesson) => lesson.activities), ...activities],
      (name) => at(`${path}/${name}.code`),
      problems,
    );
    checkNumbers(inside.lessons, (stem) => at(`${path}/${stem}.lesson.md`), problems);
    if (!unit) return null;
    return {
      fields: unit.fields,
      place: unit.place('id'),
      skillsPlace: unit.place('skills'),
      summary: unit.body,
      lessons,
      activities,
    };
  };

  const readActivities = (inside: UnitFiles, stem: string): AuthoredActivity[] =>
    inside.activities
      .filter((activity) => activity.stem === stem)
      .sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || a.number - b.number)
      .flatMap(({ path, kind }) => {
        const activity = read(path, activitySchema);
        if (!activity) return [];
        checkActivity(activity, kind, problems);
        return [toActivity(activity, inside, problems)];
      });

  const course = read('course.md', courseSchema);
  const readUnits = [...units.keys()].sort().map((name) => readUnit(name, units.get(name) as UnitFiles));
  checkNumbers([...units.keys()], (name) => at(`units/${name}/unit.md`), problems);
  if (units.size === 0) problems.add(at('course.md'), 'has no units');
  if (!course || problems.size > before) return null;
  return {
    folder,
    fields: course.fields,
    place: course.place('id'),
    placeOf: (field) => course.place(field),
    description: course.body,
    skills: course.fields.skills.map((fields, index) => ({ fields, place: course.place('skills', index) })),
    units: readUnits.filter((unit) => unit !== null),
    assets,
    sourceSha256: filesHash(files),
  };
};

const unitNamed = (name: string, units: Map<string, UnitFiles>): UnitFiles => {
  const unit = units.get(name) ?? { lessons: [], stories: new Set(), activities: [], code: new Map() };
  units.set(name, unit);
  return unit;
};

type Of<W extends CoursePath['what']> = Extract<CoursePath, { what: W }>;

const placeUnitFile = (path: string, about: Of<'unit' | 'lesson' | 'story' | 'activity'>, unit: UnitFiles): void => {
  if (about.what === 'lesson') unit.lessons.push(about.stem);
  if (about.what === 'story') unit.stories.add(about.stem);
  if (about.what !== 'activity') return;
  const { stem, kind, number } = about;
  unit.activities.push({ stem, kind, number, path });
};

const placeCodeFile = (
  { folder, file }: Of<'code'>,
  bytes: Uint8Array,
  place: Place,
  { code }: UnitFiles,
  problems: Problems,
): void => {
  const text = readText(bytes);
  if (text === null) problems.add(place, 'is not UTF-8 text');
  const files = code.get(folder) ?? new Map<string, string>();
  files.set(file, text ?? '');
  code.set(folder, files);
};

/** Each folder belongs to one question. */
const checkCodeFolders = (
  { code }: UnitFiles,
  activities: readonly AuthoredActivity[],
  at: (name: string) => Place,
  problems: Problems,
): void => {
  const used = new Set<string>();
  for (const { fields, place } of activities.flatMap(({ questions }) => questions)) {
    if (fields.kind !== 'code') continue;
    if (used.has(fields.folder)) problems.add(place, `${fields.folder}.code already belongs to another question`);
    used.add(fields.folder);
  }
  for (const name of code.keys()) if (!used.has(name)) problems.add(at(name), 'belongs to no question');
};

/** Two of the same number have no order. */
const checkNumbers = (
  names: readonly string[],
  at: (name: string) => { file: string; line: number },
  problems: Problems,
): void => {
  const seen = new Map<string, string>();
  for (const name of [...names].sort()) {
    const number = name.slice(0, 2);
    const other = seen.get(number);
    if (other) problems.add(at(name), `has the same number as ${other}`);
    seen.set(number, name);
  }
};

const checkActivity = (activity: FrontMatter<ActivityFields>, kind: ActivityKind, problems: Problems): void => {
  const { fields, place } = activity;
  if (fields.kind !== kind) problems.add(place('kind'), `is "${fields.kind}", but the file's name says ${kind}`);
  if (fields.timeLimitMinutes !== undefined && fields.kind !== 'test' && fields.kind !== 'challenge') {
    problems.add(place('timeLimitMinutes'), 'only a test or a challenge has a time limit');
  }
  if (fields.gradedOn === 'server' && fields.kind !== 'test') {
    problems.add(place('gradedOn'), 'only a test can be graded on the server');
  }
  fields.questions.forEach((question, index) => {
    if (fields.kind === 'test' && question.hints.length > 0) {
      problems.add(place('questions', index, 'hints'), 'a test gives no hints');
    }
    if (fields.gradedOn === 'server' && question.kind === 'speak') {
      problems.add(
        place('questions', index, 'kind'),
        'speech is judged on the device, so it can not be graded on the server',
      );
    }
    if (fields.gradedOn === 'server' && question.kind === 'code') {
      problems.add(
        place('questions', index, 'kind'),
        'code is tried on the device, so it can not be graded on the server',
      );
    }
  });
};

const toActivity = (
  { fields, body, place, markdown }: FrontMatter<ActivityFields>,
  { code }: UnitFiles,
  problems: Problems,
): AuthoredActivity => ({
  fields,
  place: place('id'),
  kind: fields.kind,
  instructions: body,
  questions: fields.questions.map((question, index) => ({
    fields: question,
    place: place('questions', index),
    markdown: (...path) => markdown('questions', index, ...path),
    code:
      question.kind === 'code'
        ? readCodeFolder(question, code.get(question.folder), place('questions', index, 'folder'), problems)
        : null,
  })),
});

const toLesson = (
  { fields, body, place, markdown }: FrontMatter<LessonFields>,
  activities: AuthoredActivity[],
): Omit<AuthoredLesson, 'story'> => ({
  fields,
  place: place('id'),
  content: body,
  explanation: fields.explanation === undefined ? null : markdown('explanation'),
  activities,
  codePlace: place('codeExample', 'language'),
});
