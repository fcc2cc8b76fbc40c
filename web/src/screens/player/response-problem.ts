import type { Question } from '@hornbook/shared/content/pack.ts';
import { readNumber } from '@hornbook/shared/grading/read-number.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';

/** What keeps a response from being one, also where only the server could grade it; null when it can be stored. */
export const responseProblem = (question: Question, response: Response | null): 'empty' | 'not-a-number' | null => {
  if (response === null) return 'empty';
  if (response.kind === 'numeric' || response.kind === 'short_text') {
    if (response.text.trim() === '') return 'empty';
    if (question.kind === 'numeric' && readNumber(response.text, question.unit).length === 0) return 'not-a-number';
  }
  return null;
};
