import type { Change, ImportedGap, ImportedOption, ImportedQuestion, Passage } from './imported.ts';
import { englishWords, type MadeWords, putIn } from './made-words.ts';
import { type Findings, toMarkdown } from './to-markdown.ts';

/** A question as an author would have written it, or the pictures it lacks. */
export type AuthoredFields =
  | { kind: 'fields'; fields: Record<string, unknown>; changes: Change[]; pictures: ReadonlySet<string> }
  | { kind: 'missing-media'; names: string[] };

/** Puts an imported question into the author's form. `assetFor` gives the path of a picture in the course, or null. */
export const toFields = (
  id: string,
  question: ImportedQuestion,
  assetFor: (name: string) => string | null,
  words: MadeWords = englishWords,
): AuthoredFields => {
  const found: Findings = { changes: [], pictures: new Set(), lost: new Set() };
  const text = (passage: Passage): string => toMarkdown(passage, assetFor, found);
  const own = ownFields(question, text, words);
  const prompt = text(question.prompt);
  const explanation = question.explanation ? text(question.explanation) : '';
  if (explanation === '') found.changes.push({ code: 'explanation-made' });
  const fields = {
    id,
    kind: question.kind,
    prompt: prompt === '' && question.kind === 'cloze' ? words.fillIn : prompt,
    ...own.fields,
    ...(own.points > 1 ? { points: own.points } : {}),
    ...(question.hints.length > 0 ? { hints: question.hints.map(text) } : {}),
    explanation: explanation === '' ? own.right : explanation,
  };
  if (found.lost.size > 0) return { kind: 'missing-media', names: [...found.lost] };
  return { kind: 'fields', fields, changes: found.changes, pictures: found.pictures };
};

interface Own {
  fields: Record<string, unknown>;
  points: number;
  /** What is right, in a sentence: the explanation where the source has none. */
  right: string;
}

type Text = (passage: Passage) => string;

const ownFields = (question: ImportedQuestion, text: Text, words: MadeWords): Own => {
  switch (question.kind) {
    case 'multiple_choice': {
      const options = optionsOf(question.options, text);
      return { fields: { options }, points: 1, right: rightOptions(options, words) };
    }
    case 'multiple_response': {
      const options = optionsOf(question.options, text);
      const points = Math.min(20, options.filter(({ correct }) => correct).length);
      return { fields: { options, scoring: question.scoring }, points, right: rightOptions(options, words) };
    }
    case 'true_false': {
      const { true: ifTrue, false: ifFalse } = question.feedback;
      const feedback = { ...(ifTrue ? { true: text(ifTrue) } : {}), ...(ifFalse ? { false: text(ifFalse) } : {}) };
      const fields = { answer: question.answer, ...(Object.keys(feedback).length > 0 ? { feedback } : {}) };
      return { fields, points: 1, right: question.answer ? words.isTrue : words.isFalse };
    }
    case 'numeric': {
      const { answer, tolerance, unit } = question;
      const fields = { answer, ...(tolerance > 0 ? { tolerance } : {}), ...(unit ? { unit } : {}) };
      const right = putIn(tolerance > 0 ? words.answerIsAbout : words.answerIs, { answer, tolerance });
      return { fields, points: 1, right };
    }
    case 'short_text':
      return {
        fields: typed(question, text),
        points: 1,
        right: putIn(words.typedAnswerIs, { answer: plainWords(question.accept[0] ?? '') }),
      };
    case 'matching': {
      const pairs = question.pairs.map((pair) => ({ text: text(pair.text), match: text(pair.match) }));
      const others = question.others.map(text);
      const right = pairs
        .map((pair) => `- ${pair.text.replaceAll('\n', ' ')}: ${pair.match.replaceAll('\n', ' ')}`)
        .join('\n');
      return { fields: { pairs, ...(others.length > 0 ? { others } : {}) }, points: pairs.length, right };
    }
    case 'ordering': {
      const items = question.items.map((item) => ({ text: text(item) }));
      const right = items.map((item, index) => `${index + 1}. ${item.text.replaceAll('\n', ' ')}`).join('\n');
      return { fields: { items }, points: items.length - 1, right };
    }
    case 'cloze': {
      const gaps = question.gaps.map((gap) => gapOf(gap, text));
      const right = putIn(words.missing, { words: gaps.map(({ right: word }) => `“${word}”`).join(', ') });
      return {
        fields: { text: text(question.text), gaps: gaps.map(({ fields }) => fields) },
        points: gaps.length,
        right,
      };
    }
  }
};

const IDS = 'abcdefghijkl';
const optionsOf = (options: ImportedOption[], text: Text) =>
  options.map((option, index) => ({
    id: IDS[index] as string,
    text: text(option.text),
    ...(option.correct ? { correct: true } : {}),
    ...(option.feedback ? { feedback: text(option.feedback) } : {}),
  }));

const rightOptions = (options: readonly { text: string; correct?: boolean }[], words: MadeWords): string => {
  const right = options.filter(({ correct }) => correct).map(({ text }) => text.replaceAll('\n', ' '));
  return right.length === 1
    ? putIn(words.rightIs, { answer: right[0] as string })
    : `${words.rightAre}\n\n${right.map((line) => `- ${line}`).join('\n')}`;
};

const typed = (
  fields: { accept: string[]; caseSensitive: boolean; nearMisses: { text: string; feedback: Passage }[] },
  text: Text,
) => ({
  accept: fields.accept,
  ...(fields.caseSensitive ? { caseSensitive: true } : {}),
  ...(fields.nearMisses.length > 0
    ? { nearMisses: fields.nearMisses.map((miss) => ({ text: miss.text, feedback: text(miss.feedback) })) }
    : {}),
});

const gapOf = (gap: ImportedGap, text: Text): { fields: Record<string, unknown>; right: string } => {
  const { id, kind } = gap;
  switch (gap.kind) {
    case 'text':
      return { fields: { id, kind, ...typed(gap, text) }, right: plainWords(gap.accept[0] ?? '') };
    case 'number':
      return {
        fields: { id, kind, answer: gap.answer, ...(gap.tolerance > 0 ? { tolerance: gap.tolerance } : {}) },
        right: String(gap.answer),
      };
    case 'choice': {
      const options = optionsOf(gap.options, text);
      return { fields: { id, kind, options }, right: options.find(({ correct }) => correct)?.text ?? '' };
    }
  }
};

/** Signs that Markdown would take for its own are written so that it doesn't. */
const plainWords = (words: string): string => words.replaceAll(/([\\`*_[\]<>$#~|])/g, '\\$1');
