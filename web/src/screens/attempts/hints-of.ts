import type { Attempt } from '@hornbook/shared/collections/attempts.ts';

/** How many hints were opened in an attempt. */
export const hintsOf = ({ answers }: Pick<Attempt, 'answers'>): number =>
  Object.values(answers).reduce((sum, { hintsUsed }) => sum + hintsUsed, 0);
