import type { QuestionFields } from './question-format.ts';

/** What a question is worth where its author doesn't say: one point, or one for each part of the answer. */
export const pointsOf = (fields: QuestionFields): number => {
  if (fields.points !== undefined) return fields.points;
  switch (fields.kind) {
    case 'ordering':
      return fields.items.length;
    case 'matching':
      return fields.pairs.length;
    case 'cloze':
      return fields.gaps.length;
    case 'code':
      return Math.max(1, fields.tests.length);
    case 'speak':
      return 2;
    default:
      return 1;
  }
};
