import type { QuestionKind } from '../content/pack.ts';

/** The kinds of question, in the order authors read of them. A kind that is missing here does not compile. */
export const questionKinds = Object.keys({
  multiple_choice: true,
  multiple_response: true,
  true_false: true,
  numeric: true,
  short_text: true,
  ordering: true,
  matching: true,
  cloze: true,
  code: true,
  speak: true,
} satisfies Record<QuestionKind, true>) as readonly QuestionKind[];
