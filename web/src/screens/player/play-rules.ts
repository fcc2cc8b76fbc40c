import type { ActivityKind } from '@hornbook/shared/content/pack.ts';
import type { FreeMode } from '@hornbook/shared/learning/pick-questions.ts';

/** How the kinds of activity differ while they are played. */
export interface PlayRules {
  /** After each question, or all together at the end. */
  feedback: 'each' | 'end';
  hints: boolean;
  /** A page before the end that shows what is still open. Without, it comes only when something is. */
  endPage: boolean;
}

const practice: PlayRules = { feedback: 'each', hints: true, endPage: false };
/** Hints only where an author wrote some: for a program that has to be written, mostly. */
const challenge: PlayRules = { feedback: 'end', hints: true, endPage: false };

const rules: { readonly [K in ActivityKind | FreeMode]: PlayRules } = {
  practice,
  quiz: { feedback: 'end', hints: false, endPage: false },
  test: { feedback: 'end', hints: false, endPage: true },
  challenge,
  review: practice,
  mistakes: practice,
  mixed: { ...challenge, hints: false },
  speak: practice,
};

export const rulesOf = (kind: ActivityKind | FreeMode): PlayRules => rules[kind];
