import type { Activity, Option, Question, SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import type { AuthoredActivity, AuthoredQuestion } from './authored-course.ts';
import type { Markdown } from './front-matter.ts';
import { sha256 } from './sha256.ts';

interface Tools {
  block: (markdown: Markdown) => string;
  inline: (markdown: Markdown) => string;
  /** Ids of the named skills, or the unit's when none are named. */
  skillIds: (slugs: readonly string[] | undefined) => string[];
}

/**
 * An activity as devices get it, and its questions with their solutions. They are the same but for a test graded on the
 * server: from that the device learns nothing before it is graded.
 */
export const compileActivity = (
  { fields, instructions, questions }: AuthoredActivity,
  tools: Tools,
): { activity: Activity; solved: SolvedQuestion[] } => {
  const isHeldBack = fields.gradedOn === 'server';
  const solved = questions
    .filter((question) => !question.fields.retired)
    .map((question) => compileQuestion(question, fields.difficulty, tools));
  const activity: Activity = {
    id: fields.id,
    kind: fields.kind,
    title: fields.title,
    difficulty: fields.difficulty,
    questionCount: solved.length,
    possiblePoints: solved.reduce((sum, { points }) => sum + points, 0),
    timeLimitMs: fields.timeLimitMinutes === undefined ? null : Math.round(fields.timeLimitMinutes * 60_000),
    gradedOn: fields.gradedOn,
    ...(isHeldBack ? { answerKeySha256: sha256(JSON.stringify(solved)) } : {}),
    instructionsHtml: tools.block(instructions),
    shuffle: fields.shuffle,
    questions: isHeldBack ? solved.map(withoutSolution) : solved,
  };
  return { activity, solved };
};

const compileQuestion = (
  { fields, markdown }: AuthoredQuestion,
  difficulty: Question['difficulty'],
  { block, inline, skillIds }: Tools,
): SolvedQuestion => {
  const base = {
    id: fields.id,
    promptHtml: block(markdown('prompt')),
    skillIds: skillIds(fields.skills),
    difficulty: fields.difficulty ?? difficulty,
    points: fields.points,
    hintsHtml: fields.hints.map((_, index) => block(markdown('hints', index))),
    explanationHtml: block(markdown('explanation')),
  };
  const options = (all: readonly { id: string; feedback?: string | undefined }[]): Option[] =>
    all.map(({ id, feedback }, index) => ({
      id,
      html: inline(markdown('options', index, 'text')),
      feedbackHtml: feedback === undefined ? null : block(markdown('options', index, 'feedback')),
    }));
  switch (fields.kind) {
    case 'multiple_choice':
      return {
        ...base,
        kind: fields.kind,
        options: options(fields.options),
        // The format allows exactly one.
        solution: { optionId: fields.options.find(({ correct }) => correct)?.id ?? '' },
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
          nearMisses: fields.nearMisses.map(({ text }, index) => ({
            text,
            feedbackHtml: block(markdown('nearMisses', index, 'feedback')),
          })),
        },
      };
  }
};

const toleranceOf = (fields: {
  answer: number;
  tolerance?: number | undefined;
  tolerancePercent?: number | undefined;
}) =>
  fields.tolerancePercent === undefined
    ? (fields.tolerance ?? 0)
    : (Math.abs(fields.answer) * fields.tolerancePercent) / 100;

/** Whatever gives the answer away is taken out, told with the grade later. */
const withoutSolution = (question: SolvedQuestion): Question => {
  const held = { solution: null, explanationHtml: null, hintsHtml: [] };
  switch (question.kind) {
    case 'multiple_choice':
      return { ...question, ...held, options: question.options.map(withoutFeedback) };
    case 'multiple_response':
      return { ...question, ...held, options: question.options.map(withoutFeedback) };
    case 'true_false':
      return { ...question, ...held, feedbackHtml: { true: null, false: null } };
    case 'numeric':
      return { ...question, ...held };
    case 'short_text':
      return { ...question, ...held };
  }
};

const withoutFeedback = (option: Option): Option => ({ ...option, feedbackHtml: null });
