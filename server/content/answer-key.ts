import type { SolvedQuestion } from '@hornbook/shared/content/pack.ts';

/** What the answers of one course version are graded against. Kept for ever, apart from the pack; never leaves the server whole. */
export interface AnswerKey {
  format: 1;
  /** Every question of the version, by id. */
  questions: Record<string, SolvedQuestion>;
  /** Ids of the questions of server-graded tests: their solutions arrive with the grade. */
  heldBack: string[];
}
