import type { Option, SolvedQuestion } from '../content/pack.ts';

/** A question without what only people read: its points, ids and solution, which is all that grading asks for. */
export const bareQuestion = (question: SolvedQuestion): SolvedQuestion => {
  const texts = { promptHtml: '', hintsHtml: [], explanationHtml: null };
  switch (question.kind) {
    case 'multiple_choice':
      return { ...question, ...texts, options: question.options.map(bareOption) };
    case 'multiple_response':
      return { ...question, ...texts, options: question.options.map(bareOption) };
    case 'ordering':
      return { ...question, ...texts, options: question.options.map(bareOption) };
    case 'matching':
      return {
        ...question,
        ...texts,
        options: question.options.map(bareOption),
        choices: question.choices.map(({ id }) => ({ id, html: '' })),
      };
    case 'true_false':
      return { ...question, ...texts, feedbackHtml: { true: null, false: null } };
    case 'numeric':
      return { ...question, ...texts };
    case 'short_text':
      return { ...question, ...texts, solution: withoutNearMisses(question.solution) };
    case 'code':
      // What the tests said comes with the answer: programs are not run to be graded.
      return { ...question, ...texts, starter: '', tests: [], solution: { source: '' } };
    case 'speak':
      // What was heard comes with the answer.
      return { ...question, ...texts, phrase: { id: question.phrase.id, text: '', ipa: '' }, voices: [], others: [] };
    case 'cloze':
      return {
        ...question,
        ...texts,
        paragraphs: [],
        gaps: question.gaps.map((gap) =>
          gap.kind === 'choice' ? { ...gap, options: gap.options.map(bareOption) } : gap,
        ),
        solution: {
          gaps: question.solution.gaps.map((gap) => (gap.kind === 'text' ? withoutNearMisses(gap) : gap)),
        },
      };
  }
};

const bareOption = ({ id }: Option): Option => ({ id, html: '', feedbackHtml: null });
/** A near miss is wrong like any other answer; only what is said to it differs. */
const withoutNearMisses = <S extends { nearMisses: unknown }>(solution: S): S & { nearMisses: [] } => ({
  ...solution,
  nearMisses: [],
});
