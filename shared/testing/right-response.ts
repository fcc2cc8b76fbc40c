import type { SolvedOf, SolvedQuestion } from '../content/pack.ts';
import type { Response } from '../grading/response.ts';

/** The answer that earns all points. */
export const rightResponse = (question: SolvedQuestion): Response => {
  switch (question.kind) {
    case 'multiple_choice':
      return { kind: question.kind, optionId: question.solution.optionId };
    case 'multiple_response':
    case 'ordering':
      return { kind: question.kind, optionIds: question.solution.optionIds };
    case 'true_false':
      return { kind: question.kind, value: question.solution.value };
    case 'numeric':
      return { kind: question.kind, text: String(question.solution.value) };
    case 'short_text':
      return { kind: question.kind, text: question.solution.accept[0] ?? '' };
    case 'matching':
      return { kind: question.kind, pairs: question.solution.pairs };
    case 'cloze':
      return {
        kind: question.kind,
        gaps: question.solution.gaps.map((gap) => ({
          id: gap.id,
          text:
            gap.kind === 'choice' ? gap.optionId : gap.kind === 'number' ? String(gap.value) : (gap.accept[0] ?? ''),
        })),
      };
    case 'speak':
      return { kind: question.kind, take: null, written: question.solution.text };
    case 'code':
      return {
        kind: question.kind,
        source: question.solution.source,
        run: { tests: testsOf(question).map((test) => ({ ...test, status: 'passed' })), durationMs: 1 },
      };
  }
};

/** A bare question has no tests left, but its answer was run against some. */
const testsOf = ({ tests }: SolvedOf<'code'>) =>
  tests.length > 0 ? tests.map(({ id, name }) => ({ id, name })) : [{ id: 'a', name: 'works' }];
