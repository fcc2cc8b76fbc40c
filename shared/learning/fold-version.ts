import { CARD_POLICY } from './card.ts';
import { DAY_SCORE_VERSION } from './day-scores.ts';
import { HABIT_VERSION } from './habits.ts';
import { SKILL_POLICY } from './skill-state.ts';

/** Raise it when attempts are read, or folds kept, in another way; the policies have versions of their own. */
const READING_VERSION = 3 + DAY_SCORE_VERSION + HABIT_VERSION;

/** [D1] Stamped on everything derived from attempts: what another version folded is folded anew. */
export const FOLD_VERSION = (READING_VERSION * 1000 + SKILL_POLICY.version) * 1000 + CARD_POLICY.version;
