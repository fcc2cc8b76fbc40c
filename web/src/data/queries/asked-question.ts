import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { Question } from '@hornbook/shared/content/pack.ts';
import { type Grade, grade } from '@hornbook/shared/grading/grade.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { isSolved } from '@hornbook/shared/learning/question-facts.ts';

export interface AskedQuestion {
  question: Question;
  /** The version its answer is graded against. */
  courseVersion: string;
  /** The language its course is written in. */
  language: string;
  /** Its options may be shown in another order than the author's. */
  shuffle: boolean;
  /** Null while unanswered. */
  response: Response | null;
  hintsUsed: number;
  /** An earlier answer was taken back after its verdict: this one proves nothing. */
  revealed: boolean;
  /** The device's grade of the stored response; null while unanswered, or in a test graded on the server. */
  grade: Grade | null;
  /** The server's review of a test it graded, once it has come. */
  review: { solution: unknown; explanationHtml: string; optionFeedback?: Record<string, string> } | null;
}

/** A question as an attempt asks it, with what was answered so far. */
export const askedQuestion = (
  attempt: Attempt,
  question: Question,
  from: Pick<AskedQuestion, 'courseVersion' | 'language' | 'shuffle'>,
): AskedQuestion => {
  const answer = attempt.answers[question.id];
  const response = answer?.response ?? null;
  return {
    question,
    ...from,
    courseVersion: answer?.courseVersion ?? from.courseVersion,
    response,
    hintsUsed: answer?.hintsUsed ?? 0,
    revealed: answer?.revealed ?? false,
    grade: response && isSolved(question) ? grade(question, response) : null,
    review: attempt.grading?.review?.[question.id] ?? null,
  };
};

/** Index of the first unanswered question, or null when all are answered. */
export const firstOpen = (questions: readonly AskedQuestion[]): number | null => {
  const index = questions.findIndex(({ response }) => response === null);
  return index < 0 ? null : index;
};

/** The questions of the attempt that was read last: what is on the screen is not read again to be graded. */
let lately: { attemptId: string; questions: readonly AskedQuestion[] } | null = null;

export const rememberAsked = (attemptId: string, questions: readonly AskedQuestion[]): void => {
  lately = { attemptId, questions };
};

/** A question as it is shown, if its attempt was the last to be read. What was answered since need not be in it. */
export const askedLately = (
  attemptId: string,
  questionId: string,
): Pick<AskedQuestion, 'question' | 'courseVersion'> | undefined =>
  lately?.attemptId === attemptId ? lately.questions.find(({ question }) => question.id === questionId) : undefined;
