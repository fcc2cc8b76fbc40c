import type { SolvedOf, SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { type Band, METHOD, METHOD_VERSION } from '@hornbook/shared/pronunciation/method.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';

/** What a learner gives who knows it, or who does not: an answer all the same, and a mistake one could make. */
export const respond = (question: SolvedQuestion, right: boolean): Response =>
  question.kind === 'speak' ? spoken(question, right) : right ? rightResponse(question) : wrongResponse(question);

/** Where takes of each band lie, in thousandths. */
const places: Readonly<Record<Band, number>> = { matches: -2_140, close: -860, different: 310 };
/** About as long as saying it takes. */
const LETTER_MS = 65;

/** A take somebody could have made: who misses the phrase comes close, or says another one. */
const spoken = ({ kind, solution, others, id }: SolvedOf<'speak'>, right: boolean): Response => {
  const band: Band = right ? 'matches' : Number.parseInt(id.slice(0, 2), 16) % 3 === 0 ? 'different' : 'close';
  const heardId = band === 'different' ? (others[0]?.id ?? null) : null;
  const durationMs = solution.text.length * LETTER_MS;
  const judged = { band, zThousandths: places[band], method: METHOD, methodVersion: METHOD_VERSION };
  return { kind, take: { ...judged, heardId, durationMs }, written: null };
};

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
      return spoken(question, false);
    case 'cloze': {
      if (response.kind !== 'cloze') return response;
      return { ...response, gaps: response.gaps.map((gap, index) => (index === 0 ? { ...gap, text: '0' } : gap)) };
    }
  }
};
