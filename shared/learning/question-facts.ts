import type { Activity, Question, SolvedQuestion } from '../content/pack.ts';
import { bareQuestion } from '../grading/bare-question.ts';
import { guessChance } from '../grading/guess-chance.ts';

/** What folds must know of a question. Small, and kept when the lesson it came with is removed from a device. */
export interface QuestionFact {
  /** Skills it trains: its own, else its unit's. */
  skillIds: string[];
  guess: number;
  possible: number;
  /** The question without its texts, enough to grade it; null when its solution is kept on the server. */
  solved: SolvedQuestion | null;
}

/** By question id. */
export type ActivityFacts = Record<string, QuestionFact>;

export const isSolved = (question: Question): question is SolvedQuestion => question.solution !== null;

export const questionFact = (question: Question, unitSkillIds: readonly string[]): QuestionFact => ({
  skillIds: [...(question.skillIds.length > 0 ? question.skillIds : unitSkillIds)],
  guess: guessChance(question),
  possible: question.points,
  solved: isSolved(question) ? bareQuestion(question) : null,
});

export const activityFacts = (activity: Pick<Activity, 'questions'>, unitSkillIds: readonly string[]): ActivityFacts =>
  Object.fromEntries(activity.questions.map((question) => [question.id, questionFact(question, unitSkillIds)]));
