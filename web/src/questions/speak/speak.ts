import type { QuestionUi } from '../question-kind.ts';
import { SpeakInput } from './speak-input.tsx';
import { SpeakReview } from './speak-review.tsx';

export const speak: QuestionUi<'speak'> = {
  Input: SpeakInput,
  Review: SpeakReview,
  // A phrase is said or written.
  chooseNth: () => undefined,
};
