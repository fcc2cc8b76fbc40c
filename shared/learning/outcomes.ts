import type { Attempt } from '../collections/attempts.ts';
import { grade } from '../grading/grade.ts';
import type { Review } from './card.ts';
import type { QuestionFact } from './question-facts.ts';
import type { Outcome } from './skill-state.ts';

/** What all reviews of an attempt have in common: where it stands among the others. */
export type AttemptPlace = Pick<Review, 'attemptId' | 'at' | 'replicaId' | 'replicaSeq'>;
export type PlacedReview = Omit<Review, keyof AttemptPlace>;

export interface AttemptOutcomes {
  /** Evidence: only of completed attempts. */
  outcomes: Outcome[];
  /** Skills practised in an attempt that was not completed: they are begun, no more. */
  touchedSkillIds: string[];
  /** Answered questions nothing is known of here: their content has yet to come. */
  unknownQuestionIds: string[];
  /** What it says about the memory of questions a device can ask again; their place is kept once. */
  reviews: PlacedReview[];
  /** Null unless completed. */
  place: AttemptPlace | null;
}

export const reviewsOf = ({ place, reviews }: Pick<AttemptOutcomes, 'place' | 'reviews'>): Review[] =>
  place ? reviews.map((review) => ({ ...place, ...review })) : [];

/**
 * What an attempt says about skills and questions. The server's grade counts where there is one; it comes from the same function, so
 * a device that grades by itself while it waits says the same. Questions left out say nothing.
 */
export const attemptOutcomes = (
  attempt: Attempt,
  factOf: (questionId: string) => QuestionFact | undefined,
): AttemptOutcomes => {
  const result: AttemptOutcomes = {
    outcomes: [],
    touchedSkillIds: [],
    unknownQuestionIds: [],
    reviews: [],
    place: null,
  };
  if (attempt.deletedAt !== null) return result;
  const at = attempt.effectiveAt ?? attempt.completedAt;
  const { id: attemptId, replicaId, replicaSeq } = attempt;
  if (attempt.status === 'completed' && at !== null) result.place = { attemptId, at, replicaId, replicaSeq };
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
    // Its verdict had been seen before: it earns points, and says nothing of what is known.
    if (answer.revealed) return;
    const correct = attempt.grading?.questions[questionId]?.correct ?? gradedHere(fact, answer.response);
    if (correct === undefined) return;
    const { localDay, durationMs } = answer;
    if (fact.solved) {
      const right = correct && answer.hintsUsed === 0;
      result.reviews.push({ questionId, kind: fact.solved.kind, right, localDay, durationMs, position });
    }
    for (const skillId of new Set(fact.skillIds)) {
      result.outcomes.push({
        attemptId,
        questionId,
        skillId,
        correct,
        hinted: answer.hintsUsed > 0,
        guess: fact.guess,
        at,
        localDay,
        durationMs,
        replicaId,
        replicaSeq,
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
