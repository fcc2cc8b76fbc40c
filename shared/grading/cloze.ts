import type { Gap, GapSolution, SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { isRightNumber } from './numeric.ts';
import { inParts } from './points.ts';
import { readNumber } from './read-number.ts';
import { foldText, judgeText } from './short-text.ts';

export interface FilledGap {
  id: string;
  text: string;
}

/** A text with gaps. Every gap counts alike; one left empty is not right. */
export const gradeCloze = (question: SolvedOf<'cloze'>, filled: readonly FilledGap[]): Grade => {
  if (!Array.isArray(filled)) return { kind: 'incomplete', reason: 'unreadable' };
  const texts = question.gaps.map((gap) => textIn(filled, gap.id));
  if (texts.every((text) => foldText(text, false) === '')) return { kind: 'incomplete', reason: 'empty' };
  if (question.gaps.some((gap, index) => isNoNumber(gap, texts[index] ?? '')))
    return { kind: 'incomplete', reason: 'not-a-number' };
  const right = question.gaps.filter((gap, index) => judgeGap(question, gap, texts[index] ?? '').correct).length;
  return inParts(question, right, question.gaps.length);
};

/** What was put into a gap: the last thing, or an empty text. */
export const textIn = (filled: readonly FilledGap[], gapId: string): string => {
  const text = filled.findLast((candidate) => candidate?.id === gapId)?.text;
  return typeof text === 'string' ? text : '';
};

/** Something was typed where a number belongs, and it is none. */
export const isNoNumber = (gap: Gap, text: string): boolean =>
  gap.kind === 'number' && text.trim() !== '' && readNumber(text, gap.unit).length === 0;

export interface GapVerdict {
  correct: boolean;
  /** What the author says to exactly this: the chosen option's feedback, or a near miss's. */
  feedbackHtml: string | null;
}

/** One gap: is it right, and what is said of what was put there. */
export const judgeGap = ({ solution }: Pick<SolvedOf<'cloze'>, 'solution'>, gap: Gap, text: string): GapVerdict => {
  const wanted: GapSolution | undefined = solution.gaps.find(({ id }) => id === gap.id);
  if (wanted?.kind === 'text' && gap.kind === 'text') return judgeText(text, wanted);
  if (wanted?.kind === 'number' && gap.kind === 'number')
    return { correct: isRightNumber(readNumber(text, gap.unit), wanted), feedbackHtml: null };
  if (wanted?.kind === 'choice' && gap.kind === 'choice') {
    const picked = gap.options.find(({ id }) => id === text);
    return { correct: picked?.id === wanted.optionId, feedbackHtml: picked?.feedbackHtml ?? null };
  }
  return { correct: false, feedbackHtml: null };
};
