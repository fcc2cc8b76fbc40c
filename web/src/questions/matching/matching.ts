import type { QuestionUi } from '../question-kind.ts';
import { MatchingInput } from './matching-input.tsx';
import { MatchingReview } from './matching-review.tsx';

export const matching: QuestionUi<'matching'> = {
  Input: MatchingInput,
  Review: MatchingReview,
  // A digit would have to say both halves of a pair.
  chooseNth: () => undefined,
};
