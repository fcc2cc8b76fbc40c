import { extensionOf } from '../code/languages.ts';
import {
  activityKindOf,
  childrenOf,
  codeLanguageOf,
  type DraftNode,
  difficultyOf,
  flagIn,
  numberIn,
  programIn,
  questionKindOf,
  textIn,
  wordsIn,
} from './draft.ts';
import { codeFolderOf, codePartsOf, questionFields, type SkillSlugs } from './draft-question.ts';
import { slugOf } from './slug-of.ts';

/** An author's course as the files of a course folder: from there on it goes the way of every other course. */
export interface DraftFiles {
  /** Texts by path. The files of assets are not among them. */
  files: Map<string, string>;
  /** Which draft is meant by a line of a file (counted from 1); the course itself where none is. */
  draftAt: (path: string, line: number) => string;
}

const WORDS_A_MINUTE = 180;

/** How long a lesson takes, where its author does not say. Minutes. */
export const minutesOfText = (text: string): number =>
  Math.min(240, Math.max(1, Math.round(text.split(/\s+/).length / WORDS_A_MINUTE)));

export const minutesOf = (lesson: DraftNode): number =>
  numberIn(lesson.details, 'estimatedMinutes') ?? minutesOfText(lesson.text);

const lessonsOf = (course: DraftNode) => childrenOf(course, 'unit').flatMap((unit) => childrenOf(unit, 'lesson'));
const totalMinutes = (course: DraftNode) => lessonsOf(course).reduce((sum, lesson) => sum + minutesOf(lesson), 0);

/** Hours and duration that a course says when its author does not. */
export const timeOf = (minutes: number) => ({
  estimatedHours: Math.max(0.5, Math.round(minutes / 30) / 2),
  duration: `${minutes} min`,
});

/** A skill's slug is its own among those of all courses. */
const skillSlug = ({ id, title }: DraftNode): string => `${slugOf(title, 'skill')}-${id.slice(0, 8)}`;

/** The folder's files of a course; `slug` is the name it has in addresses. */
export const draftFiles = (course: DraftNode, slug: string): DraftFiles => {
  const files = new Map<string, string>();
  const owners = new Map<string, { id: string; lines: Map<number, string> }>();
  const skills = childrenOf(course, 'skill');
  const slugs: SkillSlugs = new Map(skills.map((skill) => [skill.id, skillSlug(skill)]));
  const skillsOf = ({ details }: DraftNode, otherwise: readonly string[]): readonly string[] => {
    const named = wordsIn(details, 'skills').flatMap((id) => slugs.get(id) ?? []);
    return named.length > 0 ? named : otherwise;
  };

  /** Front matter in JSON, which is YAML: a field a line, a question a line, so that a line tells what it is about. */
  const write = (path: string, node: DraftNode, fields: object, body: string, list?: [string, DraftNode[]]) => {
    const lines = ['---', ...Object.entries(fields).flatMap(([name, value]) => toLine(name, value))];
    const owner = { id: node.id, lines: new Map<number, string>() };
    if (list) {
      const [name, items] = list;
      lines.push(`${name}:${items.length === 0 ? ' []' : ''}`);
      for (const item of items) {
        lines.push(`  - ${JSON.stringify(questionFields(item, slugs))}`);
        owner.lines.set(lines.length, item.id);
      }
    }
    files.set(path, `${[...lines, '---', body.trim()].join('\n')}\n`);
    owners.set(path, owner);
  };

  const writePrograms = (folder: string, question: DraftNode) => {
    const extension = extensionOf[codeLanguageOf(question)];
    const { starter, solution } = codePartsOf(question);
    for (const [name, source] of Object.entries({ starter, solution })) {
      const path = `${folder}/${codeFolderOf(question)}.code/${name}.${extension}`;
      files.set(path, source);
      owners.set(path, { id: question.id, lines: new Map() });
    }
  };

  const writeActivities = (folder: string, stem: string, parent: DraftNode) => {
    const numbers = new Map<string, number>();
    for (const activity of childrenOf(parent, 'activity')) {
      const kind = activityKindOf(activity);
      const number = (numbers.get(kind) ?? 0) + 1;
      numbers.set(kind, number);
      const path = `${folder}/${stem}.${kind}${number > 1 ? `-${number}` : ''}.md`;
      const { details } = activity;
      const fields = {
        id: activity.id,
        kind,
        title: activity.title || parent.title,
        difficulty: difficultyOf(activity),
        timeLimitMinutes: kind === 'test' || kind === 'challenge' ? numberIn(details, 'timeLimitMinutes') : undefined,
        gradedOn: kind === 'test' && details.gradedOn === 'server' ? 'server' : 'device',
        shuffle: flagIn(details, 'shuffle') ?? true,
      };
      const questions = childrenOf(activity, 'question');
      write(path, activity, fields, activity.text, ['questions', questions]);
      for (const question of questions) if (questionKindOf(question) === 'code') writePrograms(folder, question);
    }
  };

  const { details } = course;
  const minutes = totalMinutes(course);
  write(
    'course.md',
    course,
    {
      id: course.id,
      slug,
      title: course.title,
      shortDescription: textIn(details, 'shortDescription'),
      language: textIn(details, 'language') || 'en',
      difficulty: difficultyOf(course),
      estimatedHours: numberIn(details, 'estimatedHours') ?? timeOf(minutes).estimatedHours,
      duration: textIn(details, 'duration') || timeOf(minutes).duration,
      tags: wordsIn(details, 'tags').map((tag) => slugOf(tag)),
      author: textIn(details, 'author'),
      goal: textIn(details, 'goal') || course.title.slice(0, 80),
      skills: skills.map((skill) => ({
        id: skill.id,
        slug: skillSlug(skill),
        name: skill.title,
        subjectArea: textIn(skill.details, 'subjectArea') || course.title.slice(0, 60),
        description: textIn(skill.details, 'description') || skill.title,
      })),
    },
    course.text,
  );
  for (const [index, unit] of childrenOf(course, 'unit').entries()) {
    const folder = `units/${numbered(index, unit)}`;
    const trained = skillsOf(unit, [...slugs.values()]);
    const about = { id: unit.id, title: unit.title, kind: 'module', difficulty: difficultyOf(unit), skills: trained };
    write(`${folder}/unit.md`, unit, about, unit.text);
    for (const [number, lesson] of childrenOf(unit, 'lesson').entries()) {
      const stem = numbered(number, lesson);
      write(`${folder}/${stem}.lesson.md`, lesson, lessonFields(lesson, skillsOf(lesson, trained)), lesson.text);
      writeActivities(folder, stem, lesson);
    }
    writeActivities(folder, 'unit', unit);
  }
  return {
    files,
    draftAt: (path, line) => {
      const owner = owners.get(path);
      return owner?.lines.get(line) ?? owner?.id ?? course.id;
    },
  };
};

const lessonFields = (lesson: DraftNode, skills: readonly string[]) => ({
  id: lesson.id,
  title: lesson.title,
  summary: textIn(lesson.details, 'summary'),
  difficulty: difficultyOf(lesson),
  estimatedMinutes: minutesOf(lesson),
  skills,
  keyPoints: wordsIn(lesson.details, 'keyPoints'),
  explanation: textIn(lesson.details, 'explanation') || undefined,
  codeExample:
    programIn(lesson.details, 'exampleCode').trim() === ''
      ? undefined
      : {
          language: textIn(lesson.details, 'exampleLanguage') || 'text',
          caption: textIn(lesson.details, 'exampleCaption') || lesson.title,
          code: programIn(lesson.details, 'exampleCode'),
        },
});

const numbered = (index: number, { title }: DraftNode): string =>
  `${String(index + 1).padStart(2, '0')}-${slugOf(title)}`;

const toLine = (name: string, value: unknown): string[] =>
  value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`];
