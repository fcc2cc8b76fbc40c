import type { QuestionUi } from '../question-kind.ts';
import { ShortTextInput } from './short-text-input.tsx';
import { ShortTextReview } from './short-text-review.tsx';

export const shortText: QuestionUi<'short_text'> = {
  Input: ShortTextInput,
  Review: ShortTextReview,
  chooseNth: () => undefined,
};
