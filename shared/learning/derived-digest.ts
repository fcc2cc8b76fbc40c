import { hashText } from '../sync/row.ts';
import type { FoldedSkill } from './attempt-folder.ts';
import type { Card } from './card.ts';
import { FOLD_VERSION } from './fold-version.ts';

interface Sum {
  count: number;
  sum: number;
}

/** [D1] Skill states and cards in brief: equal if they are, whatever their order. */
export interface DerivedDigest {
  foldVersion: number;
  skills: Sum;
  cards: Sum;
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

export const derivedDigest = (skills: readonly FoldedSkill[], cards: readonly Card[]): DerivedDigest => ({
  foldVersion: FOLD_VERSION,
  skills: sumOf(skills.map(skillText)),
  cards: sumOf(cards.map(cardText)),
});
