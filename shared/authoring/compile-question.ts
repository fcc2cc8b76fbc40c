import type { Gap, GapSolution, Option, Question, SolvedQuestion } from '../content/pack.ts';
import type { AuthoredQuestion, Markdown, Spoken } from './authored-question.ts';
import { clozeParagraphs } from './cloze-paragraphs.ts';
import { codeTests } from './code-tests.ts';
import { pointsOf } from './points-of.ts';
import type { Place } from './problems.ts';
import type { KnownFault } from './text-faults.ts';

export interface Tools {
  block: (markdown: Markdown) => string;
  inline: (markdown: Markdown) => string;
  /** Ids of the named skills, or the unit's when none are named. */
  skillIds: (slugs: readonly string[] | undefined) => string[];
  /** What a question to speak asks with; undefined where there is no such phrase, or nothing to compare with. */
  spoken: (fields: Fields<'speak'>) => Spoken | undefined;
  /** The id of an item, a match or a test of a question: it follows from the text alone. */
  partId: (questionId: string, text: string) => string;
  /** Tells what keeps the course from being published. */
  report: (place: Place, message: string, known?: KnownFault) => void;
}

type Fields<K extends Question['kind']> = Extract<AuthoredQuestion['fields'], { kind: K }>;
type GapFields = Fields<'cloze'>['gaps'][number];

/** A question with its solution, its texts as HTML. */
export const compileQuestion = (
  { fields, place, markdown, code }: AuthoredQuestion,
  difficulty: Question['difficulty'],
  { block, inline, skillIds, spoken, partId, report }: Tools,
): SolvedQuestion => {
  const base = {
    id: fields.id,
    promptHtml: block(markdown('prompt')),
    skillIds: skillIds(fields.skills),
    difficulty: fields.difficulty ?? difficulty,
    points: pointsOf(fields),
    hintsHtml: fields.hints.map((_, index) => block(markdown('hints', index))),
    explanationHtml: block(markdown('explanation')),
  };
  const option = (id: string, feedback: string | undefined, path: (string | number)[]): Option => ({
    id,
    html: inline(markdown(...path, 'text')),
    feedbackHtml: feedback === undefined ? null : block(markdown(...path, 'feedback')),
  });
  const options = (
    all: readonly { id: string; feedback?: string | undefined }[],
    path: (string | number)[] = ['options'],
  ): Option[] => all.map(({ id, feedback }, index) => option(id, feedback, [...path, index]));
  const nearMisses = (all: readonly { text: string }[], path: (string | number)[] = []) =>
    all.map(({ text }, index) => ({ text, feedbackHtml: block(markdown(...path, 'nearMisses', index, 'feedback')) }));

  const compileGap = (gap: GapFields, index: number): Gap => {
    if (gap.kind === 'choice')
      return { id: gap.id, kind: gap.kind, options: options(gap.options, ['gaps', index, 'options']) };
    return gap.kind === 'number'
      ? { id: gap.id, kind: gap.kind, unit: gap.unit ?? null }
      : { id: gap.id, kind: gap.kind };
  };
  const solveGap = (gap: GapFields, index: number): GapSolution => {
    const { id } = gap;
    if (gap.kind === 'choice') return { id, kind: gap.kind, optionId: correctOf(gap.options) };
    if (gap.kind === 'number') return { id, kind: gap.kind, value: gap.answer, tolerance: toleranceOf(gap) };
    const { accept, caseSensitive } = gap;
    return { id, kind: gap.kind, accept, caseSensitive, nearMisses: nearMisses(gap.nearMisses, ['gaps', index]) };
  };

  switch (fields.kind) {
    case 'multiple_choice':
      return {
        ...base,
        kind: fields.kind,
        options: options(fields.options),
        solution: { optionId: correctOf(fields.options) },
      };
    case 'multiple_response':
      return {
        ...base,
        kind: fields.kind,
        options: options(fields.options),
        scoring: fields.scoring,
        solution: { optionIds: fields.options.filter(({ correct }) => correct).map(({ id }) => id) },
      };
    case 'true_false':
      return {
        ...base,
        kind: fields.kind,
        feedbackHtml: {
          true: fields.feedback?.true === undefined ? null : block(markdown('feedback', 'true')),
          false: fields.feedback?.false === undefined ? null : block(markdown('feedback', 'false')),
        },
        solution: { value: fields.answer },
      };
    case 'numeric':
      return {
        ...base,
        kind: fields.kind,
        unit: fields.unit ?? null,
        solution: { value: fields.answer, tolerance: toleranceOf(fields) },
      };
    case 'short_text':
      return {
        ...base,
        kind: fields.kind,
        solution: {
          accept: fields.accept,
          caseSensitive: fields.caseSensitive,
          nearMisses: nearMisses(fields.nearMisses),
        },
      };
    case 'ordering': {
      const items = fields.items.map(({ text, feedback }, index) =>
        option(partId(fields.id, text), feedback, ['items', index]),
      );
      return {
        ...base,
        kind: fields.kind,
        options: items.toSorted(byId),
        scoring: fields.scoring,
        solution: { optionIds: items.map(({ id }) => id) },
      };
    }
    case 'matching': {
      const choiceId = (text: string) => partId(fields.id, text);
      const lefts = fields.pairs.map(({ text, feedback }, index) =>
        option(partId(fields.id, text), feedback, ['pairs', index]),
      );
      const matches = fields.pairs.map(({ match }, index) => ({
        id: choiceId(match),
        html: inline(markdown('pairs', index, 'match')),
      }));
      const others = fields.others.map((text, index) => ({
        id: choiceId(text),
        html: inline(markdown('others', index)),
      }));
      const choices = [...new Map([...matches, ...others].map((choice) => [choice.id, choice])).values()];
      return {
        ...base,
        kind: fields.kind,
        options: lefts,
        choices: choices.toSorted(byId),
        reuse: choices.length < matches.length + others.length,
        scoring: fields.scoring,
        solution: {
          pairs: lefts.map(({ id }, index) => ({ optionId: id, choiceId: matches[index]?.id as string })),
        },
      };
    }
    case 'cloze': {
      const text = markdown('text');
      const paragraphs = clozeParagraphs(block(text), (problem, known) => report(text.place, problem, known));
      const order = paragraphs.flat().flatMap((piece) => ('gapId' in piece ? [piece.gapId] : []));
      const gaps = fields.gaps.map(compileGap);
      return {
        ...base,
        kind: fields.kind,
        paragraphs,
        gaps: gaps.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
        scoring: fields.scoring,
        solution: { gaps: fields.gaps.map(solveGap) },
      };
    }
    case 'code':
      return {
        ...base,
        kind: fields.kind,
        language: fields.language,
        starter: code?.starter ?? '',
        tests: codeTests(fields, code, partId),
        timeLimitMs: Math.round((fields.timeLimitSeconds ?? (fields.language === 'python' ? 5 : 2)) * 1000),
        scoring: fields.scoring,
        solution: { source: code?.solution ?? '' },
      };
    case 'speak': {
      const said = spoken(fields);
      if (!said && fields.phrase !== undefined) report(place, `the story of its lesson has no phrase ${fields.phrase}`);
      const { phrase, voices, references, others } = said ?? nothingSaid;
      return {
        ...base,
        kind: fields.kind,
        phrase,
        voices,
        references,
        others,
        scoring: fields.scoring,
        solution: { text: phrase.text, ...(fields.accept && { accept: fields.accept }) },
      };
    }
  }
};

const nothingSaid: Spoken = {
  phrase: { id: '', text: '', ipa: '' },
  voices: [],
  references: { sha256: '', sizeBytes: 0 },
  others: [],
};

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** The format allows exactly one. */
const correctOf = (options: readonly { id: string; correct: boolean }[]): string =>
  options.find(({ correct }) => correct)?.id ?? '';

const toleranceOf = (fields: {
  answer: number;
  tolerance?: number | undefined;
  tolerancePercent?: number | undefined;
}) =>
  fields.tolerancePercent === undefined
    ? (fields.tolerance ?? 0)
    : (Math.abs(fields.answer) * fields.tolerancePercent) / 100;
