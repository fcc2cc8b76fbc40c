import type { Option, Question } from '@hornbook/shared/content/pack.ts';

interface Review {
  solution: unknown;
  explanationHtml: string;
  optionFeedback?: Record<string, string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

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
  }
};
