import type { SolvedOf } from '../content/pack.ts';
import type { Band } from '../pronunciation/method.ts';
import type { Grade } from './grade.ts';
import { inParts } from './points.ts';
import type { ResponseOf } from './response.ts';
import { foldText } from './short-text.ts';

/** Saying the right phrase is half of it, saying it as the voices do the other half. */
const PARTS = 2;
const worth: Readonly<Record<Band, number>> = { matches: 2, close: 1, different: 0 };

/**
 * A take is worth what it was judged where it was recorded: the sound stays there, so no one can judge it again. What was
 * written in its place is right when its words are, whatever their marks and capitals.
 */
export const gradeSpeak = (question: SolvedOf<'speak'>, { take, written }: ResponseOf<'speak'>): Grade => {
  if (take !== null && take !== undefined) {
    if (typeof take !== 'object' || !Object.hasOwn(worth, String(take.band)))
      return { kind: 'incomplete', reason: 'unreadable' };
    return inParts(question, worth[take.band], PARTS);
  }
  if (written === null || written === undefined) return { kind: 'incomplete', reason: 'empty' };
  if (typeof written !== 'string') return { kind: 'incomplete', reason: 'unreadable' };
  if (bareWords(written) === '') return { kind: 'incomplete', reason: 'empty' };
  return inParts(question, isWritten(question.solution, written) ? PARTS : 0, PARTS);
};

/** Whether that is the phrase, as it is or as it may be written too. */
export const isWritten = (
  { text, accept = [] }: NonNullable<SolvedOf<'speak'>['solution']>,
  written: string,
): boolean => [text, ...accept].some((words) => bareWords(words) === bareWords(written));

/** The words alone: who writes what they hear can't hear commas. */
export const bareWords = (text: string): string =>
  foldText(text, false)
    .replaceAll(/[^\p{L}\p{M}\p{N}' ]/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
