import type { Memory, RecallGrade } from './memory-model.ts';
import type { OutcomeOrder } from './skill-state.ts';

/** What one answer says about the memory of its question. */
export interface Review extends OutcomeOrder {
  questionId: string;
  /** The question's kind: the learner's pace is kept by it. */
  kind: string;
  /** Full score, and no hint. */
  right: boolean;
  /** The learner's own word for how well it was known: of a review given in a program that asks for one. */
  rated?: RecallGrade;
  /** The learner's own date of answering. */
  localDay: string;
  durationMs: number;
}

export interface CardPolicy {
  readonly version: number;
  readonly leechLapses: number;
  readonly leechRightDays: number;
  readonly repeatFirst: boolean;
}

/**
 * FSRS-6 with its published weights; it foretells recall better than every older scheduler on a public benchmark of
 * millions of reviews (log loss .339, where Anki's SM-2 has .490 and one constant chance .363).
 */
export const CARD_POLICY: CardPolicy = {
  version: 1,
  /** A card forgotten on this many days is explained instead of asked again. */
  leechLapses: 8,
  /** Right answers in a row on so many days end that. */
  leechRightDays: 2,
  /** Whether a question met for the first time is due again the same day, as in decks of cards. A lesson's quiz is none. */
  repeatFirst: false,
};
/** A question as the learner remembers it. Days are numbers of local days. */
export interface Card extends Memory {
  questionId: string;
  kind: string;
  policy: number;
  reviews: number;
  /** Days on which it was known before and then was not. */
  lapses: number;
  lapseDay: number | null;
  /** Days in a row with right answers only, since the last wrong one. */
  rightDays: number;
  rightDay: number | null;
  /** Its latest answer. */
  lastRight: boolean;
  lastDay: number;
  /** From this day on it is due; the day of a wrong answer itself. */
  dueDay: number;
  /** The latest day on which it was due and was answered: what was done of a day's reviews. */
  keptDay: number | null;
  /** The place of the latest answer in the canonical order: what comes after it can be added without folding anew. */
  last: OutcomeOrder;
}

const DECAY = 0.1542;
const FACTOR = 0.9 ** (-1 / DECAY) - 1;

/** The chance to recall it on a day, 0–1: the forgetting curve of FSRS-6, in whole local days. */
export const recallOn = ({ stability, lastDay }: Pick<Card, 'stability' | 'lastDay'>, day: number): number =>
  (1 + (FACTOR * Math.max(0, day - lastDay)) / stability) ** -DECAY;

/** Asked again and again without effect: it wants to be explained. */
export const isLeech = (
  { lapses, rightDays }: Pick<Card, 'lapses' | 'rightDays'>,
  policy: Pick<CardPolicy, 'leechLapses' | 'leechRightDays'> = CARD_POLICY,
): boolean => lapses >= policy.leechLapses && rightDays < policy.leechRightDays;
