import type { AuthoredQuestion, CodeParts, Markdown } from './authored-question.ts';
import {
  codeLanguageOf,
  type Details,
  type DraftNode,
  type DraftPart,
  flagIn,
  numberIn,
  partsIn,
  programIn,
  questionKindOf,
  scoringOf,
  textIn,
  wordsIn,
} from './draft.ts';
import { readGaps } from './draft-gaps.ts';
import type { QuestionFields } from './question-format.ts';

/** Slugs of skills by the ids of their drafts. */
export type SkillSlugs = ReadonlyMap<string, string>;

const feedbackOf = ({ feedback }: DraftPart) => (feedback === '' ? {} : { feedback });
const given = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, V>);
const said = <K extends string>(name: K, value: string): Partial<Record<K, string>> =>
  given(name, value === '' ? undefined : value);

/** What an author's question says, in the form a course's files have. It need not be finished, nor allowed. */
export const questionFields = (node: DraftNode, slugs: SkillSlugs): QuestionFields => {
  const { details } = node;
  const skills = wordsIn(details, 'skills').flatMap((id) => slugs.get(id) ?? []);
  const base = {
    id: node.id,
    prompt: node.text,
    hints: wordsIn(details, 'hints'),
    explanation: textIn(details, 'explanation'),
    retired: false,
    ...(skills.length > 0 ? { skills } : {}),
    ...given('points', numberIn(details, 'points')),
  };
  return { ...base, ...ofKind(node, details) } as QuestionFields;
};

/** The folder that a program and its author's own lie in. */
export const codeFolderOf = ({ id }: Pick<DraftNode, 'id'>): string => `q-${id}`;

export const codePartsOf = ({ details }: DraftNode): CodeParts => ({
  starter: programIn(details, 'starter'),
  solution: programIn(details, 'solution'),
  testFiles: [],
});

const ofKind = (node: DraftNode, details: Details): Partial<QuestionFields> => {
  const kind = questionKindOf(node);
  const scoring = scoringOf(node);
  switch (kind) {
    case 'multiple_choice':
    case 'multiple_response': {
      const options = partsIn(details, 'option').map((part) => ({
        id: part.id,
        text: part.text,
        correct: part.correct,
        ...feedbackOf(part),
      }));
      return kind === 'multiple_choice' ? { kind, options } : { kind, options, scoring };
    }
    case 'true_false': {
      const feedback = {
        ...said('true', textIn(details, 'feedbackTrue')),
        ...said('false', textIn(details, 'feedbackFalse')),
      };
      const answer = flagIn(details, 'answer') as boolean;
      return { kind, answer, ...(Object.keys(feedback).length > 0 ? { feedback } : {}) };
    }
    case 'numeric':
      return {
        kind,
        answer: numberIn(details, 'answer') as number,
        ...given('tolerance', numberIn(details, 'tolerance')),
        ...said('unit', textIn(details, 'unit')),
      };
    case 'short_text':
      return {
        kind,
        accept: wordsIn(details, 'accept'),
        caseSensitive: flagIn(details, 'caseSensitive') ?? false,
        nearMisses: partsIn(details, 'near').map(({ text, feedback }) => ({ text, feedback })),
      };
    case 'ordering':
      return {
        kind,
        scoring,
        items: partsIn(details, 'item').map((part) => ({ text: part.text, ...feedbackOf(part) })),
      };
    case 'matching':
      return {
        kind,
        scoring,
        pairs: partsIn(details, 'pair').map((part) => ({ text: part.text, match: part.match, ...feedbackOf(part) })),
        others: wordsIn(details, 'others'),
      };
    case 'cloze': {
      const { text, gaps } = readGaps(textIn(details, 'gapText'));
      return {
        kind,
        scoring,
        text,
        gaps: gaps.map((gap) => (gap.kind === 'text' ? { ...gap, caseSensitive: false, nearMisses: [] } : gap)),
      };
    }
    case 'code':
      return {
        kind,
        scoring,
        language: codeLanguageOf(node),
        folder: codeFolderOf(node),
        tests: partsIn(details, 'test').map(({ text, match }) => ({ call: text, expected: match })),
        ...said('expectedOutput', programIn(details, 'expectedOutput')),
      };
    case 'speak': {
      const accept = wordsIn(details, 'accept');
      return {
        kind,
        scoring,
        text: textIn(details, 'phrase'),
        ...said('ipa', textIn(details, 'ipa')),
        ...said('language', textIn(details, 'spokenIn')),
        ...given('accept', accept.length > 0 ? accept : undefined),
        voices: partsIn(details, 'voice').map(({ text, match }) => ({ name: text, sound: match })),
      };
    }
  }
};

/** The same as what the compiler of questions takes: its texts are found in the fields. */
export const authoredQuestion = (node: DraftNode, slugs: SkillSlugs): AuthoredQuestion => {
  const fields = questionFields(node, slugs);
  const place = { file: node.id, line: 1 };
  const markdown = (...path: (string | number)[]): Markdown => {
    const text = path.reduce<unknown>(
      (value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
      fields,
    );
    return { text: typeof text === 'string' ? text : '', place, keepsLines: true };
  };
  return { fields, place, markdown, code: fields.kind === 'code' ? codePartsOf(node) : null };
};
