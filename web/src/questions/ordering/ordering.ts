import type { QuestionUi } from '../question-kind.ts';
import { OrderingInput } from './ordering-input.tsx';
import { OrderingReview } from './ordering-review.tsx';

export const ordering: QuestionUi<'ordering'> = {
  Input: OrderingInput,
  Review: OrderingReview,
  // Nothing is chosen: things are moved.
  chooseNth: () => undefined,
};
