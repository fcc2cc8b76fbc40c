import type { Change, ImportedItem, ImportedNearMiss, ImportedOption, ImportedQuestion, Passage } from './imported.ts';
import { isBlank, worded } from './imported.ts';

/* Formats that give each answer a weight: 1 earns all points, 0 none, and what lies between a part of them. */

export interface WeightedAnswer {
  text: Passage;
  /** 1 for all points, below 0 where picking it costs some. */
  weight: number;
  feedback: Passage | null;
}

export type Outcome = ImportedItem['outcome'];
type Base = Pick<ImportedQuestion, 'ref' | 'prompt' | 'explanation' | 'hints' | 'category'>;

export const MOST_OPTIONS = 12;
/** The longest answer anybody is asked to type, in UTF-16 code units. */
export const LONGEST_TYPED = 200;
const MOST_TYPED = 40;
const isAll = (weight: number): boolean => weight > 0.995;

export const refused = (refusal: Extract<Outcome, { kind: 'refused' }>['refusal']): Outcome => ({
  kind: 'refused',
  refusal,
});
export const taken = (question: ImportedQuestion, changes: Change[]): Outcome => ({ kind: 'taken', question, changes });

/** A choice. `one` says whether one option may be picked; null leaves it to the weights. */
export const choiceOf = (
  base: Base,
  answers: WeightedAnswer[],
  one: boolean | null,
  changes: Change[] = [],
): Outcome => {
  if (answers.length < 2) return refused({ code: 'too-few', what: 'options' });
  if (answers.length > MOST_OPTIONS) return refused({ code: 'too-many', what: 'options', most: MOST_OPTIONS });
  const alone = answers.filter(({ weight }) => isAll(weight));
  const inPart = answers.filter(({ weight }) => weight > 0 && !isAll(weight));
  const options = (isRight: (answer: WeightedAnswer) => boolean): ImportedOption[] =>
    answers.map((answer) => ({ text: answer.text, correct: isRight(answer), feedback: worded(answer.feedback) }));
  if (one ?? alone.length > 0) {
    if (alone.length === 0) return refused({ code: 'no-right-answer' });
    if (alone.length > 1) return refused({ code: 'several-right' });
    const told: Change[] = inPart.length > 0 ? [...changes, { code: 'partial-credit-left-out' }] : changes;
    return taken({ ...base, kind: 'multiple_choice', options: options(({ weight }) => isAll(weight)) }, told);
  }
  const right = answers.filter(({ weight }) => weight > 0);
  if (right.length === 0) return refused({ code: 'no-right-answer' });
  const even = right.every(({ weight }) => Math.abs(weight - (right[0] as WeightedAnswer).weight) < 0.02);
  return taken(
    { ...base, kind: 'multiple_response', options: options(({ weight }) => weight > 0), scoring: 'partial' },
    even ? changes : [...changes, { code: 'scoring-changed' }],
  );
};

/** What a star in an answer stands for: any letters, as Moodle has it, where `\*` is a star; or itself. */
export type Star = 'any letters' | 'itself';

/** What is accepted of typed answers, and what is nearly right; null of `accept` when nothing is. */
export const typedFields = (
  answers: WeightedAnswer[],
  changes: Change[],
  star: Star,
): { accept: string[]; nearMisses: ImportedNearMiss[] } => {
  const accept: string[] = [];
  const nearMisses: ImportedNearMiss[] = [];
  for (const { text, weight, feedback } of answers) {
    const typed = text.text.trim();
    if (typed === '') continue;
    if (star === 'any letters' && /(?<!\\)\*/.test(typed)) {
      changes.push({ code: 'pattern-left-out', pattern: typed });
      continue;
    }
    const answer = star === 'itself' ? typed : typed.replaceAll('\\*', '*');
    if (isAll(weight)) accept.push(answer);
    else {
      if (weight > 0) changes.push({ code: 'partial-credit-left-out' });
      if (feedback && !isBlank(feedback)) nearMisses.push({ text: answer, feedback });
    }
    if (isAll(weight) && !isBlank(feedback)) changes.push({ code: 'feedback-left-out' });
  }
  const right = [...new Set(accept)];
  for (const answer of right.slice(MOST_TYPED)) changes.push({ code: 'further-answer-left-out', answer });
  if (nearMisses.length > MOST_TYPED) changes.push({ code: 'feedback-left-out' });
  return { accept: right.slice(0, MOST_TYPED), nearMisses: nearMisses.slice(0, MOST_TYPED) };
};

/** A question whose answer is typed. */
export const typedOf = (base: Base, answers: WeightedAnswer[], caseSensitive: boolean, star: Star): Outcome => {
  const changes: Change[] = [];
  const { accept, nearMisses } = typedFields(answers, changes, star);
  if (accept.length === 0) return refused({ code: 'no-right-answer' });
  if (accept.some(({ length }) => length > LONGEST_TYPED))
    return refused({ code: 'answer-too-long', most: LONGEST_TYPED });
  return taken({ ...base, kind: 'short_text', accept, caseSensitive, nearMisses }, distinctChanges(changes));
};

export interface WeightedNumber {
  value: number;
  tolerance: number;
  weight: number;
  feedback: Passage | null;
}

/** A question whose answer is a number: the first that earns all points. */
export const numberOf = (base: Base, answers: WeightedNumber[], unit: string | null = null): Outcome => {
  const right = answers.filter(({ weight }) => isAll(weight));
  const [first, ...further] = right;
  if (!first) return refused({ code: 'no-right-answer' });
  const changes: Change[] = further.map(({ value }) => ({ code: 'further-answer-left-out', answer: String(value) }));
  if (answers.some(({ weight }) => weight > 0 && !isAll(weight))) changes.push({ code: 'partial-credit-left-out' });
  if (answers.some(({ feedback }) => !isBlank(feedback))) changes.push({ code: 'feedback-left-out' });
  return taken(
    { ...base, kind: 'numeric', answer: first.value, tolerance: first.tolerance, unit },
    distinctChanges(changes),
  );
};

const MOST_PAIRS = 8;
const MOST_OTHERS = 4;

/** Texts with what belongs to each; one without a text belongs to nothing. */
export const matchingOf = (base: Base, all: { text: Passage; match: Passage }[], others: Passage[] = []): Outcome => {
  const pairs = all.filter(({ text }) => !isBlank(text));
  const matches = new Set(pairs.map(({ match }) => match.text.trim()));
  const spare = [...others, ...all.filter(({ text }) => isBlank(text)).map(({ match }) => match)].filter(
    (passage, index, list) =>
      !isBlank(passage) &&
      !matches.has(passage.text.trim()) &&
      list.findIndex(({ text }) => text.trim() === passage.text.trim()) === index,
  );
  if (pairs.some(({ match }) => isBlank(match))) return refused({ code: 'no-right-answer' });
  if (pairs.length < 2 || matches.size + spare.length < 2) return refused({ code: 'too-few', what: 'pairs' });
  if (pairs.length > MOST_PAIRS) return refused({ code: 'too-many', what: 'pairs', most: MOST_PAIRS });
  if (spare.length > MOST_OTHERS) return refused({ code: 'too-many', what: 'others', most: MOST_OTHERS });
  return taken({ ...base, kind: 'matching', pairs, others: spare }, []);
};

/** Each change once. */
export const distinctChanges = (changes: Change[]): Change[] => [
  ...new Map(changes.map((change) => [JSON.stringify(change), change])).values(),
];
