import { pastReviews } from '@hornbook/shared/collections/past-reviews.ts';
import type { RecallGrade } from '@hornbook/shared/learning/memory-model.ts';
import { spellReview } from '@hornbook/shared/learning/past-review.ts';
import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import type { Dice } from './dice.ts';
import { DAYS, START_MS } from './subjects.ts';

const QUESTIONS = [1, 2].map((n) => `0190a000-0000-7000-8000-00000000b00${n}`);
const DAY_MS = 86_400_000;

/** A learner brings some of what they reviewed elsewhere: of few instants, so that devices bring the same, now and then on another day. */
export const bringReviews = async (engine: Engine, dice: Dice): Promise<void> => {
  const questionId = dice.pick(QUESTIONS);
  const reviews = Array.from({ length: 1 + dice.int(3) }, () =>
    spellReview({
      at: START_MS - dice.int(6) * DAY_MS,
      grade: (1 + dice.int(4)) as RecallGrade,
      localDay: dice.pick(['2025-10-09', ...DAYS]),
    }),
  );
  await engine.commit((writer) =>
    writer.write(pastReviews, { questionId, kind: 'true_false', reviews: [...new Set(reviews)].sort() }),
  );
};
