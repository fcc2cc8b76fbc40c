import type { Option, Question, SolvedQuestion } from '@hornbook/shared/content/pack.ts';

/** A question of a test graded on the server: whatever gives the answer away is taken out, and told with the grade later. */
export const withoutSolution = (question: SolvedQuestion): Question => {
  const held = { solution: null, explanationHtml: null, hintsHtml: [] };
  switch (question.kind) {
    case 'multiple_choice':
      return { ...question, ...held, options: question.options.map(withoutFeedback) };
    case 'multiple_response':
      return { ...question, ...held, options: question.options.map(withoutFeedback) };
    case 'true_false':
      return { ...question, ...held, feedbackHtml: { true: null, false: null } };
    case 'code':
      // Its tests are run on the device, so they can't be held back, and an activity graded on the server has none.
      return { ...question, ...held };
    case 'speak':
      // Likewise: what it is compared with is there.
      return { ...question, ...held };
    case 'numeric':
      return { ...question, ...held };
    case 'short_text':
      return { ...question, ...held };
    case 'ordering':
      return { ...question, ...held, options: question.options.map(withoutFeedback) };
    case 'matching':
      return { ...question, ...held, options: question.options.map(withoutFeedback) };
    case 'cloze':
      return {
        ...question,
        ...held,
        gaps: question.gaps.map((gap) =>
          gap.kind === 'choice' ? { ...gap, options: gap.options.map(withoutFeedback) } : gap,
        ),
      };
  }
};

const withoutFeedback = (option: Option): Option => ({ ...option, feedbackHtml: null });
