import type { LessonWords } from '@hornbook/shared/import/to-lesson.ts';
import { stringify } from 'yaml';
import { deriveId } from './derive-id.ts';

/* The files that imported questions become. Ids follow from the source, so that a second import finds the first. */

export const MOST_QUESTIONS = 100;
export type Fields = Record<string, unknown>;

/** A unit that holds what came from one file, by the file's name. */
export const unitFolder = (number: number, slug: string): string => `units/${String(number).padStart(2, '0')}-${slug}`;

export const newCourse = (slug: string, title: string, courseId: string): string =>
  frontMatter(
    {
      id: courseId,
      slug,
      title,
      shortDescription: 'Questions taken over from elsewhere.',
      language: 'en',
      difficulty: 'beginner',
      estimatedHours: 1,
      duration: 'As long as you like',
      tags: [],
      author: 'Imported',
      goal: title,
      skills: [
        {
          id: deriveId(courseId, 'skill'),
          slug,
          name: title,
          subjectArea: 'Imported',
          description: 'What the imported questions ask about.',
        },
      ],
    },
    'Questions taken over from elsewhere. Read them, and write about the course here.\n',
  );

export const newUnit = (id: string, title: string, skill: string): string =>
  frontMatter(
    { id, title, kind: 'module', difficulty: 'beginner', skills: [skill] },
    'Questions taken over from elsewhere.\n',
  );

export const newActivity = (id: string, title: string, questions: readonly Fields[]): string =>
  frontMatter({ id, kind: 'practice', title, difficulty: 'beginner', questions }, '');

export const newLesson = ({ id, title, summary, minutes, skill, keyPoints, body }: LessonWords): string =>
  frontMatter(
    { id, title, summary, difficulty: 'beginner', estimatedMinutes: minutes, skills: [skill], keyPoints },
    `${body}\n`,
  );

const frontMatter = (fields: object, body: string): string =>
  `---\n${stringify(fields, { lineWidth: 0, blockQuote: 'literal' })}---\n${body}`;
