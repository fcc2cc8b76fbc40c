import type { Question } from '@hornbook/shared/content/pack.ts';
import { isNoNumber, textIn } from '@hornbook/shared/grading/cloze.ts';
import { choiceOf } from '@hornbook/shared/grading/matching.ts';
import { readNumber } from '@hornbook/shared/grading/read-number.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';

/**
 * What keeps a response from being one, also where only the server could grade it; null when it can be stored.
 * `unfinished` only asks: whoever goes on all the same leaves a part of the answer empty.
 */
export type ResponseProblem = 'empty' | 'not-a-number' | 'unfinished';

export const responseProblem = (question: Question, response: Response | null): ResponseProblem | null => {
  if (response === null) return 'empty';
  if (response.kind === 'numeric' || response.kind === 'short_text') {
    if (response.text.trim() === '') return 'empty';
    if (question.kind === 'numeric' && readNumber(response.text, question.unit).length === 0) return 'not-a-number';
  }
  if (response.kind === 'speak' && response.take === null && (response.written ?? '').trim() === '') return 'empty';
  if (response.kind === 'code' && response.source.trim() === '') return 'empty';
  if (question.kind === 'cloze' && response.kind === 'cloze') {
    const { gaps } = question;
    const isEmpty = (id: string) => textIn(response.gaps, id).trim() === '';
    if (gaps.every(({ id }) => isEmpty(id))) return 'empty';
    if (gaps.some((gap) => isNoNumber(gap, textIn(response.gaps, gap.id)))) return 'not-a-number';
    if (gaps.some(({ id }) => isEmpty(id))) return 'unfinished';
  }
  if (question.kind === 'matching' && response.kind === 'matching') {
    if (question.options.some(({ id }) => choiceOf(question, response.pairs, id) === null)) return 'unfinished';
  }
  return null;
};
