import type { SolvedQuestion } from '../content/pack.ts';
import { gradeCloze } from './cloze.ts';
import { gradeCode } from './code.ts';
import { gradeMatching } from './matching.ts';
import { gradeMultipleChoice } from './multiple-choice.ts';
import { gradeMultipleResponse } from './multiple-response.ts';
import { gradeNumeric } from './numeric.ts';
import { gradeOrdering } from './ordering.ts';
import { questionKinds } from './question-kinds.ts';
import type { Response } from './response.ts';
import { gradeShortText } from './short-text.ts';
import { gradeSpeak } from './speak.ts';
import { gradeTrueFalse } from './true-false.ts';

/** Rises whenever the same answer could get another grade than before; stored beside every grade. */
export const GRADING_VERSION = 1;

/** What an answer is worth, in whole points. */
export type Grade =
  | {
      kind: 'graded';
      earned: number;
      possible: number;
      /** Full points. */
      correct: boolean;
      /** Sanitised HTML the author wrote for exactly this answer: the chosen option's, or a near miss's. */
      matchedFeedback?: string;
    }
  /** Nothing to grade. It counts nothing in an attempt; a player asks again. */
  | { kind: 'incomplete'; reason: 'empty' | 'not-a-number' | 'not-run' | 'unreadable' };

/** Grades one answer. Total: any response, however wrong its shape, gets a grade; the same one always and everywhere. */
export const grade = (question: SolvedQuestion, response: Response | null): Grade => {
  // A newer pack may hold a kind this app doesn't know yet.
  if (!questionKinds.includes(question.kind)) return unreadable;
  if (response === null || typeof response !== 'object') return { kind: 'incomplete', reason: 'empty' };
  switch (question.kind) {
    case 'multiple_choice':
      return response.kind === question.kind ? gradeMultipleChoice(question, response.optionId) : unreadable;
    case 'true_false':
      return response.kind === question.kind ? gradeTrueFalse(question, response.value) : unreadable;
    case 'multiple_response':
      return response.kind === question.kind ? gradeMultipleResponse(question, response.optionIds) : unreadable;
    case 'numeric':
      return response.kind === question.kind ? gradeNumeric(question, response.text) : unreadable;
    case 'short_text':
      return response.kind === question.kind ? gradeShortText(question, response.text) : unreadable;
    case 'ordering':
      return response.kind === question.kind ? gradeOrdering(question, response.optionIds) : unreadable;
    case 'matching':
      return response.kind === question.kind ? gradeMatching(question, response.pairs) : unreadable;
    case 'cloze':
      return response.kind === question.kind ? gradeCloze(question, response.gaps) : unreadable;
    case 'code':
      return response.kind === question.kind ? gradeCode(question, response) : unreadable;
    case 'speak':
      return response.kind === question.kind ? gradeSpeak(question, response) : unreadable;
  }
};

/** An answer to another kind of question: the author changed the kind, or the row is forged. */
const unreadable: Grade = { kind: 'incomplete', reason: 'unreadable' };
