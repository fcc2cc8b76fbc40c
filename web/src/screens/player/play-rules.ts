import type { ActivityKind } from '@hornbook/shared/content/pack.ts';

/** How the kinds of activity differ while they are played. */
export interface PlayRules {
  /** After each question, or all together at the end. */
  feedback: 'each' | 'end';
  hints: boolean;
  /** A page before the end that shows what is still open. Without, it comes only when something is. */
  endPage: boolean;
}

const rules: { readonly [K in ActivityKind]: PlayRules } = {
  practice: { feedback: 'each', hints: true, endPage: false },
  quiz: { feedback: 'end', hints: false, endPage: false },
  test: { feedback: 'end', hints: false, endPage: true },
  challenge: { feedback: 'end', hints: false, endPage: false },
};

export const rulesOf = (kind: ActivityKind): PlayRules => rules[kind];
