import type { Attempt } from '../collections/attempts.ts';
import { grade } from '../grading/grade.ts';
import type { QuestionFact } from './question-facts.ts';
import type { Outcome } from './skill-state.ts';

export interface AttemptOutcomes {
  /** Evidence: only of completed attempts. */
  outcomes: Outcome[];
  /** Skills practised in an attempt that was not completed: they are begun, no more. */
  touchedSkillIds: string[];
  /** Answered questions nothing is known of here: their content has yet to come. */
  unknownQuestionIds: string[];
}

/**
 * What an attempt says about skills. The server's grade counts where there is one; it comes from the same function, so
 * a device that grades by itself while it waits says the same. Questions left out say nothing.
 */
export const attemptOutcomes = (
  attempt: Attempt,
  factOf: (questionId: string) => QuestionFact | undefined,
): AttemptOutcomes => {
  const result: AttemptOutcomes = { outcomes: [], touchedSkillIds: [], unknownQuestionIds: [] };
  if (attempt.deletedAt !== null) return result;
  const at = attempt.effectiveAt ?? attempt.completedAt;
  const touched = new Set<string>();

  attempt.questionIds.forEach((questionId, position) => {
    const answer = Object.hasOwn(attempt.answers, questionId) ? attempt.answers[questionId] : undefined;
    if (!answer || answer.response === null || answer.answeredAt === null || answer.localDay === null) return;
    const fact = factOf(questionId);
    if (!fact) {
      result.unknownQuestionIds.push(questionId);
      return;
    }
    if (attempt.status !== 'completed' || at === null) {
      for (const skillId of fact.skillIds) touched.add(skillId);
      return;
    }
    const correct = attempt.grading?.questions[questionId]?.correct ?? gradedHere(fact, answer.response);
    if (correct === undefined) return;
    for (const skillId of new Set(fact.skillIds)) {
      result.outcomes.push({
        attemptId: attempt.id,
        questionId,
        skillId,
        correct,
        hinted: answer.hintsUsed > 0,
        guess: fact.guess,
        at,
        localDay: answer.localDay,
        durationMs: answer.durationMs,
        replicaId: attempt.replicaId,
        replicaSeq: attempt.replicaSeq,
        position,
      });
    }
  });
  result.touchedSkillIds = [...touched].sort();
  return result;
};

/** Undefined while only the server can tell. */
const gradedHere = (fact: QuestionFact, response: Parameters<typeof grade>[1]): boolean | undefined => {
  if (!fact.solved) return undefined;
  const graded = grade(fact.solved, response);
  return graded.kind === 'graded' && graded.correct;
};
