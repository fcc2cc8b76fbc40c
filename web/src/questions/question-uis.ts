import type { Question, QuestionKind } from '@hornbook/shared/content/pack.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { cloze } from './cloze/cloze.ts';
import { code } from './code/code.ts';
import { matching } from './matching/matching.ts';
import { multipleChoice } from './multiple-choice/multiple-choice.ts';
import { multipleResponse } from './multiple-response/multiple-response.ts';
import { numeric } from './numeric/numeric.ts';
import { ordering } from './ordering/ordering.ts';
import type { QuestionUi } from './question-kind.ts';
import { shortText } from './short-text/short-text.ts';
import { speak } from './speak/speak.ts';
import { trueFalse } from './true-false/true-false.ts';
import { unknownKind } from './unknown-kind.tsx';

/** The list of question kinds a learner can meet. A kind that is missing here does not compile. */
export const questionUis: { readonly [K in QuestionKind]: QuestionUi<K> } = {
  multiple_choice: multipleChoice,
  true_false: trueFalse,
  multiple_response: multipleResponse,
  numeric,
  short_text: shortText,
  ordering,
  matching,
  cloze,
  code,
  speak,
};

/** The UI of a question's own kind. That question and UI belong together is known here, and nowhere else assumed. */
export const uiOf = (question: Question) =>
  // Another device may have begun with a question of a kind that only its newer app knows.
  (questionUis[question.kind] ?? unknownKind) as unknown as QuestionUi<QuestionKind>;

/** A response to a question of its kind; one to another kind (the author changed it since) is none. */
export const responseTo = (question: Question, response: Response | null | undefined): Response | null =>
  response?.kind === question.kind ? response : null;
