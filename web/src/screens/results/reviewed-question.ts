import type { GapSolution, MatchPair, Option, Question } from '@hornbook/shared/content/pack.ts';

interface Review {
  solution: unknown;
  explanationHtml: string;
  optionFeedback?: Record<string, string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const isPair = (value: unknown): value is MatchPair =>
  isRecord(value) && typeof value.optionId === 'string' && typeof value.choiceId === 'string';
const isGapSolution = (value: unknown): value is GapSolution => {
  if (!isRecord(value) || typeof value.id !== 'string') return false;
  if (value.kind === 'choice') return typeof value.optionId === 'string';
  if (value.kind === 'number') return typeof value.value === 'number' && typeof value.tolerance === 'number';
  return value.kind === 'text' && isTexts(value.accept) && typeof value.caseSensitive === 'boolean';
};
const listOf = <T>(value: unknown, isOne: (item: unknown) => item is T): T[] | null =>
  Array.isArray(value) && value.every(isOne) ? value : null;
/** Near misses are HTML a grade doesn't bring, since no check here could vouch for their form. */
const withoutNearMisses = (gap: GapSolution): GapSolution => (gap.kind === 'text' ? { ...gap, nearMisses: [] } : gap);

const withFeedback = (options: readonly Option[], feedback: Review['optionFeedback']): Option[] =>
  options.map((option) => ({ ...option, feedbackHtml: feedback?.[option.id] ?? option.feedbackHtml }));

/**
 * A question of a test graded on the server, with what came back with its grade. What isn't of the question's kind is
 * left out: the review then shows the answer without a mark rather than a wrong one.
 */
export const reviewedQuestion = (question: Question, review: Review | null): Question => {
  if (review === null || question.solution !== null) return question;
  const { solution, explanationHtml, optionFeedback } = review;
  const explained = { ...question, explanationHtml };
  if (!isRecord(solution)) return explained;
  switch (explained.kind) {
    case 'multiple_choice': {
      const { optionId } = solution;
      const options = withFeedback(explained.options, optionFeedback);
      return { ...explained, options, solution: typeof optionId === 'string' ? { optionId } : null };
    }
    case 'multiple_response': {
      const { optionIds } = solution;
      const options = withFeedback(explained.options, optionFeedback);
      return { ...explained, options, solution: isTexts(optionIds) ? { optionIds } : null };
    }
    case 'true_false': {
      const { value } = solution;
      const feedbackHtml = { true: optionFeedback?.true ?? null, false: optionFeedback?.false ?? null };
      return { ...explained, feedbackHtml, solution: typeof value === 'boolean' ? { value } : null };
    }
    case 'numeric': {
      const { value, tolerance } = solution;
      const known = typeof value === 'number' && typeof tolerance === 'number';
      return { ...explained, solution: known ? { value, tolerance } : null };
    }
    case 'short_text': {
      const { accept, caseSensitive } = solution;
      const known = isTexts(accept) && typeof caseSensitive === 'boolean';
      return { ...explained, solution: known ? { accept, caseSensitive, nearMisses: [] } : null };
    }
    case 'speak': {
      const { text, accept } = solution;
      const known = typeof text === 'string';
      return { ...explained, solution: known ? { text, ...(isTexts(accept) && { accept }) } : null };
    }
    case 'code': {
      const { source } = solution;
      return { ...explained, solution: typeof source === 'string' ? { source } : null };
    }
    case 'ordering': {
      const { optionIds } = solution;
      const options = withFeedback(explained.options, optionFeedback);
      return { ...explained, options, solution: isTexts(optionIds) ? { optionIds } : null };
    }
    case 'matching': {
      const pairs = listOf(solution.pairs, isPair);
      const options = withFeedback(explained.options, optionFeedback);
      return { ...explained, options, solution: pairs && { pairs } };
    }
    case 'cloze': {
      const known = listOf(solution.gaps, isGapSolution);
      const gaps = explained.gaps.map((gap) =>
        gap.kind === 'choice'
          ? {
              ...gap,
              options: gap.options.map((option) => ({
                ...option,
                feedbackHtml: optionFeedback?.[`${gap.id}/${option.id}`] ?? option.feedbackHtml,
              })),
            }
          : gap,
      );
      return { ...explained, gaps, solution: known && { gaps: known.map(withoutNearMisses) } };
    }
  }
};
