import { sql } from 'drizzle-orm';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';

interface QuizOption {
  id: string;
  text: string;
}

/** A question as it is asked: nothing that says, or in its order shows, what is right. */
export interface QuizQuestion {
  id: string;
  kind: string;
  prompt: string;
  points: number;
  difficulty: string;
  hintCount: number;
  skillIds: string[];
  unit: string | null;
  /** What is chosen from, put in order or matched, in an order that says nothing; null for kinds without. */
  options: QuizOption[] | null;
  /** Of matching: what is found for the options. */
  choices: string[] | null;
  /** Of cloze: the text with its gaps as `[[id]]`. */
  text: string | null;
  gaps: { id: string; kind: string; options: QuizOption[] | null }[] | null;
}

export interface Quiz {
  id: string;
  kind: 'practice' | 'quiz' | 'test' | 'challenge';
  title: string;
  instructions: string;
  difficulty: string;
  timeLimitMs: number | null;
  gradedOn: 'device' | 'server';
  courseId: string;
  /** What answers to it name. */
  courseVersion: string;
  questions: QuizQuestion[];
}

/** An activity's row, and its questions' as the database has them, solutions included. */
interface StoredQuiz extends Omit<Quiz, 'questions'> {
  questions: {
    id: string;
    kind: string;
    prompt: string;
    points: number;
    difficulty: string;
    hints: unknown[];
    skill_ids: string[];
    unit: string | null;
    options: QuizOption[] | null;
    answer: {
      pairs?: { match: string }[];
      others?: string[];
      text?: string;
      gaps?: { id: string; kind: string; options?: QuizOption[] }[];
    };
  }[];
}

/** A published activity with its questions, in one statement; null when there is none. */
export const readQuiz = async (runner: SqlRunner, activityId: string): Promise<Quiz | null> => {
  const [quiz] = await rowsOf<StoredQuiz>(
    runner,
    sql`select a.id, a.kind, a.title, a.instructions, a.difficulty, a.time_limit_ms as "timeLimitMs",
        a.graded_on as "gradedOn", c.id as "courseId", c.current_version as "courseVersion", asked.questions
      from activities a left join lessons l on l.id = a.lesson_id
        join units u on u.id = coalesce(a.unit_id, l.unit_id) join courses c on c.id = u.course_id
        cross join lateral (
          select coalesce(json_agg(json_build_object('id', q.id, 'kind', q.kind, 'prompt', q.prompt, 'points', q.points,
            'difficulty', q.difficulty, 'hints', q.hints, 'unit', q.unit, 'options', q.options, 'answer', q.answer,
            'skill_ids', coalesce(
              (select json_agg(s.skill_id order by s.position) from question_skills s where s.question_id = q.id),
              (select json_agg(s.skill_id order by s.position) from unit_skills s where s.unit_id = u.id), '[]')
            ) order by q.position, q.id), '[]') as questions
          from questions q where q.activity_id = a.id and q.retired_at is null
        ) asked
      where a.id = ${activityId} and a.retired_at is null and a.published_at is not null and a.unpublished_at is null
        and c.published_at is not null and c.unpublished_at is null`,
  );
  return quiz ? { ...quiz, questions: quiz.questions.map(asAsked) } : null;
};

const byText = (a: string, b: string): number => (a < b ? -1 : 1);
const bare = (options: readonly QuizOption[] | null | undefined): QuizOption[] | null =>
  options?.map(({ id, text }) => ({ id, text })).sort((a, b) => byText(a.id, b.id)) ?? null;

const asAsked = ({ answer, hints, skill_ids: skillIds, options, ...shown }: StoredQuiz['questions'][number]) => ({
  ...shown,
  hintCount: hints.length,
  skillIds,
  options: bare(options),
  choices: answer.pairs
    ? [...new Set([...answer.pairs.map(({ match }) => match), ...(answer.others ?? [])])].sort(byText)
    : null,
  text: answer.text ?? null,
  gaps: answer.gaps?.map(({ id, kind, options: choices }) => ({ id, kind, options: bare(choices) })) ?? null,
});
