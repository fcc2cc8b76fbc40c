import { canonicalValue, hashText } from '../sync/row.ts';
import type { FoldedSkill } from './attempt-folder.ts';
import type { Card } from './card.ts';
import type { DayScore } from './day-scores.ts';
import { FOLD_VERSION } from './fold-version.ts';
import type { Habits } from './habits.ts';

interface Sum {
  count: number;
  sum: number;
}

/** [D1] All folds in brief: equal if they are, whatever their order. */
export interface DerivedDigest {
  foldVersion: number;
  skills: Sum;
  cards: Sum;
  /** Day scores, and streak with awards; an app from before they were compared says nothing of them. */
  days?: Sum | undefined;
  habits?: Sum | undefined;
}

/** All that is folded of a learner. */
export interface DerivedState {
  skills: readonly FoldedSkill[];
  cards: readonly Card[];
  days: readonly DayScore[];
  habits: Habits;
}

// Hashes have 52 bits, so a sum and one more stay exact.
const MODULUS = 2 ** 52;

/**
 * Rounded: the last digits of powers and logarithms are each JavaScript engine's own affair, and devices have other
 * engines than the service.
 */
const rounded = (value: number | null, step: number): number | null =>
  value === null ? null : Math.round(value / step);

const skillText = (state: Omit<FoldedSkill, 'recent'> & { recent: readonly boolean[] }): string =>
  JSON.stringify([
    state.skillId,
    state.items,
    state.questions,
    state.days,
    state.mastered,
    state.touched,
    state.recent,
    rounded(state.p, 1e-3),
    rounded(state.evidence, 1e-3),
    state.lastGoodAt,
    state.lastAt,
    rounded(state.dueAt, 3_600_000),
  ]);

const cardText = (card: Card): string =>
  JSON.stringify([
    card.questionId,
    card.kind,
    card.reviews,
    card.lapses,
    card.rightDays,
    card.lastRight,
    card.lastDay,
    card.dueDay,
    card.keptDay,
    rounded(card.stability, 1e-2),
    rounded(card.difficulty, 1e-2),
  ]);

const sumOf = (texts: Iterable<string>): Sum => {
  const total: Sum = { count: 0, sum: 0 };
  for (const text of texts) {
    total.count += 1;
    total.sum = (total.sum + hashText(text)) % MODULUS;
  }
  return total;
};

export const derivedDigest = ({ skills, cards, days, habits }: DerivedState): DerivedDigest => ({
  foldVersion: FOLD_VERSION,
  skills: sumOf(skills.map(skillText)),
  cards: sumOf(cards.map(cardText)),
  // Whole numbers and names throughout: nothing to round.
  days: sumOf(days.map(canonicalValue)),
  habits: sumOf([habits.streak, ...habits.awards].map(canonicalValue)),
});
