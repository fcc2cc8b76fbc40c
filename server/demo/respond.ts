import type { SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';

/** What a learner gives who knows it, or who does not: an answer all the same, and a mistake one could make. */
export const respond = (question: SolvedQuestion, right: boolean): Response =>
  right ? rightResponse(question) : wrongResponse(question);

const wrongResponse = (question: SolvedQuestion): Response => {
  const response = rightResponse(question);
  switch (question.kind) {
    case 'multiple_choice': {
      const other = question.options.find(({ id }) => id !== question.solution.optionId);
      return { kind: question.kind, optionId: other?.id ?? '' };
    }
    case 'multiple_response': {
      const correct = new Set(question.solution.optionIds);
      const other = question.options.find(({ id }) => !correct.has(id));
      return { kind: question.kind, optionIds: other ? [...correct, other.id] : [...correct].slice(1) };
    }
    case 'true_false':
      return { kind: question.kind, value: !question.solution.value };
    case 'numeric':
      return { kind: question.kind, text: String(question.solution.value + question.solution.tolerance * 2 + 1) };
    case 'short_text':
      return { kind: question.kind, text: question.solution.nearMisses[0]?.text ?? 'perhaps' };
    case 'ordering':
      return { kind: question.kind, optionIds: question.solution.optionIds.toReversed() };
    case 'matching': {
      const { pairs } = question.solution;
      const choice = (index: number) => pairs[(index + 1) % pairs.length]?.choiceId ?? '';
      return { kind: question.kind, pairs: pairs.map((pair, index) => ({ ...pair, choiceId: choice(index) })) };
    }
    case 'code': {
      if (response.kind !== 'code' || !response.run) return response;
      const tests = response.run.tests.map((test) => ({ ...test, status: 'failed' as const }));
      return { ...response, source: question.starter, run: { ...response.run, tests } };
    }
    case 'speak':
      return { kind: question.kind, take: null, written: 'something else' };
    case 'cloze': {
      if (response.kind !== 'cloze') return response;
      return { ...response, gaps: response.gaps.map((gap, index) => (index === 0 ? { ...gap, text: '0' } : gap)) };
    }
  }
};
