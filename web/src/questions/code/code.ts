import type { QuestionUi } from '../question-kind.ts';
import { CodeInput } from './code-input.tsx';
import { CodeReview } from './code-review.tsx';

export const code: QuestionUi<'code'> = {
  Input: CodeInput,
  Review: CodeReview,
  // Digits are what is typed.
  chooseNth: () => undefined,
  complete: async (question, response) => (await import('./complete-code.ts')).completeCode(question, response),
};
