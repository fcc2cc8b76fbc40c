import type { SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { allOrNothing } from './points.ts';
import { readNumber } from './read-number.ts';

/** A number, with a tolerance that includes its ends. */
export const gradeNumeric = (question: SolvedOf<'numeric'>, text: string): Grade => {
  if (typeof text !== 'string') return { kind: 'incomplete', reason: 'unreadable' };
  if (text.trim() === '') return { kind: 'incomplete', reason: 'empty' };
  const readings = readNumber(text, question.unit);
  if (readings.length === 0) return { kind: 'incomplete', reason: 'not-a-number' };
  return allOrNothing(question.points, isRightNumber(readings, question.solution), null);
};

/** "1,000" is a thousand to some and one to others: whoever means the right one is right. */
export const isRightNumber = (
  readings: readonly number[],
  { value, tolerance }: SolvedOf<'numeric'>['solution'],
): boolean => readings.some((reading) => isWithin(reading, value, tolerance));

/** 3.6 is within 0.1 of 3.5, although in binary their difference is a hair more. */
const isWithin = (reading: number, value: number, tolerance: number): boolean => {
  const hair = 1e-12 * Math.max(Math.abs(reading), Math.abs(value), Math.abs(tolerance));
  return Math.abs(reading - value) <= tolerance + hair;
};
