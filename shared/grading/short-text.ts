import type { SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { allOrNothing } from './points.ts';

/** A word or a phrase, in one of the accepted forms. A near miss is wrong, but told why. */
export const gradeShortText = (question: SolvedOf<'short_text'>, text: string): Grade => {
  if (typeof text !== 'string') return { kind: 'incomplete', reason: 'unreadable' };
  if (foldText(text, false) === '') return { kind: 'incomplete', reason: 'empty' };
  const { correct, feedbackHtml } = judgeText(text, question.solution);
  return allOrNothing(question.points, correct, feedbackHtml);
};

/** Whether a text is one of the accepted ones, and what the author says to it if it is a near miss. */
export const judgeText = (
  text: string,
  { accept, caseSensitive, nearMisses }: SolvedOf<'short_text'>['solution'],
): { correct: boolean; feedbackHtml: string | null } => {
  const given = foldText(text, caseSensitive);
  const isGiven = (form: string) => foldText(form, caseSensitive) === given;
  if (accept.some(isGiven)) return { correct: true, feedbackHtml: null };
  return { correct: false, feedbackHtml: nearMisses.find((near) => isGiven(near.text))?.feedbackHtml ?? null };
};

/**
 * What two spellings of the same answer have in common: one Unicode form, straight quotes, plain dashes, single spaces,
 * no invisible characters, no full stop at the end, and one case unless it matters.
 */
export const foldText = (text: string, caseSensitive: boolean): string => {
  const plain = text
    .slice(0, MAX_LENGTH)
    .normalize('NFC')
    .replaceAll(/[\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4]/g, "'")
    .replaceAll(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^ /, '')
    .replace(/[ .\u3002]+$/, '');
  // Up, then down: so that "STRASSE" and "Straße" meet.
  return (caseSensitive ? plain : plain.toUpperCase().toLowerCase()).normalize('NFC');
};

const MAX_LENGTH = 500;
