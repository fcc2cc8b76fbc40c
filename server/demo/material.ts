import type { SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import { createAnswerKeys } from '../content/answer-keys.ts';
import type { Database } from '../db/connect.ts';
import { lessonListSchema, listLessons } from '../queries/lesson-list.ts';
import { type Quiz, readQuiz } from '../queries/quiz.ts';

/** What there is to learn here, with what is right: enough to make up someone who learns it. */
export interface Material {
  courseId: string;
  title: string;
  lessons: { id: string; minutes: number; quizzes: Quiz[] }[];
  solved(quiz: Quiz, questionId: string): SolvedQuestion | undefined;
}

/** The published courses, by id: the lessons after which something is asked that an answer can be made up to. */
export const readMaterial = async (database: Pick<Database, 'db' | 'query'>): Promise<Material[]> => {
  const keys = await createAnswerKeys(database)();
  const solved: Material['solved'] = (quiz, questionId) => keys.question(quiz.courseVersion, questionId);
  const courses = new Map<string, Material>();
  for (let after: string | undefined; ; ) {
    const { items, next } = await listLessons(database.db, lessonListSchema.parse({ after }));
    const quizzes = await readQuizzes(
      database,
      items.map(({ id }) => id),
    );
    for (const { id, courseId, courseTitle: title, estimatedMinutes } of items) {
      const asked = quizzes.get(id);
      if (!asked) continue;
      const course = courses.get(courseId) ?? { courseId, title, lessons: [], solved };
      courses.set(courseId, course);
      course.lessons.push({ id, minutes: estimatedMinutes, quizzes: asked });
    }
    if (next === null) return [...courses.values()];
    after = next;
  }
};

const readQuizzes = async (database: Pick<Database, 'db' | 'query'>, lessonIds: readonly string[]) => {
  const rows = await database.query<{ id: string; lesson_id: string }>(
    'select id, lesson_id from activities where lesson_id = any($1::uuid[]) order by lesson_id, position, id',
    [lessonIds],
  );
  const byLesson = new Map<string, Quiz[]>();
  for (const { id, lesson_id: lessonId } of rows) {
    const quiz = await readQuiz(database.db, id);
    // A made-up program would be none.
    if (quiz?.questions.some(({ kind }) => kind === 'code')) continue;
    if (quiz && quiz.questions.length > 0) byLesson.set(lessonId, [...(byLesson.get(lessonId) ?? []), quiz]);
  }
  return byLesson;
};
