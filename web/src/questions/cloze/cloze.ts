import type { QuestionUi } from '../question-kind.ts';
import { ClozeInput } from './cloze-input.tsx';
import { ClozeReview } from './cloze-review.tsx';

export const cloze: QuestionUi<'cloze'> = {
  Input: ClozeInput,
  Review: ClozeReview,
  // Digits are what is typed.
  chooseNth: () => undefined,
};
