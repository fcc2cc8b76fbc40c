import { foldText } from '@hornbook/shared/grading/short-text.ts';
import { z } from 'zod';

/*
 * What an author writes in the front matter of each file of a course folder. AUTHORING.md explains it to authors.
 * Strict everywhere: a misspelt field is an error, never silently nothing.
 */

const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, {
  error: 'must be a random UUID (version 4) in lower case',
});
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: 'must be lower-case words joined by hyphens, like weighted-sums',
});
const line = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(maxLength, { error: `must have at most ${maxLength} characters` })
    .refine((text) => !/[\r\n]/.test(text), { error: 'must be one line' });
const markdown = z.string().refine((text) => text.trim() !== '', { error: 'must not be empty' });
const difficulty = z.enum(['beginner', 'intermediate', 'advanced']);
const wholeNumber = (least: number, most: number) => z.int().min(least).max(most);
/** Kept in the folder so that its id isn't lost, but no longer part of the course. */
const retired = z.boolean().default(false);
const distinct = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;
const skillSlugs = z.array(slug).refine(distinct, { error: 'names a skill twice' });

const skillSchema = z.strictObject({
  id,
  slug,
  name: line(80),
  subjectArea: line(60),
  description: line(300),
  retired,
});

export const courseSchema = z.strictObject({
  id,
  slug,
  title: line(120),
  shortDescription: line(140),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'must be a language tag like en or pt-BR' }),
  difficulty,
  estimatedHours: z.number().min(0.5).max(500),
  duration: line(80),
  tags: z.array(slug).max(12).refine(distinct, { error: 'has a tag twice' }),
  author: line(120),
  thumbnail: z.string().optional(),
  goal: line(80),
  skills: z.array(skillSchema),
  retired,
});

export const unitSchema = z.strictObject({
  id,
  title: line(120),
  kind: z.enum(['module', 'story']),
  difficulty,
  skills: skillSlugs.min(1, { error: 'must name at least one skill' }),
  retired,
});

export const lessonSchema = z.strictObject({
  id,
  title: line(120),
  summary: line(300),
  difficulty,
  estimatedMinutes: wholeNumber(1, 240),
  skills: skillSlugs.min(1, { error: 'must name at least one skill' }),
  keyPoints: z.array(line(240)).min(2).max(5),
  explanation: markdown.optional(),
  codeExample: z.strictObject({ language: z.string(), caption: line(200), code: markdown }).optional(),
  retired,
});

const option = z.strictObject({
  id: z.string({ error: 'must be text; put it in quotes' }).regex(/^[a-z0-9]{1,8}$/, {
    error: 'must be up to 8 lower-case letters or digits',
  }),
  text: markdown,
  correct: z.boolean().default(false),
  feedback: markdown.optional(),
});
type AuthoredOption = z.infer<typeof option>;

const questionBase = {
  id,
  prompt: markdown,
  skills: skillSlugs.min(1, { error: 'must name at least one skill, or be left out' }).optional(),
  difficulty: difficulty.optional(),
  points: wholeNumber(1, 20).default(1),
  hints: z.array(markdown).max(5).default([]),
  explanation: markdown,
  retired,
};

const options = z
  .array(option)
  .min(2, { error: 'must have at least two options' })
  .max(12)
  .refine((all: AuthoredOption[]) => distinct(all.map(({ id }) => id)), { error: 'uses an option id twice' })
  .refine((all: AuthoredOption[]) => distinct(all.map(({ text }) => text.trim())), {
    error: 'has the same option twice',
  });
const countCorrect = (all: AuthoredOption[]) => all.filter(({ correct }) => correct).length;

const typedText = z
  .string({ error: 'must be text; put it in quotes' })
  .max(200)
  .refine((text) => foldText(text, false) !== '', { error: 'must not be empty' });
const numericAnswer = z.number({ error: 'must be a number, without quotes and with a decimal point' });

const questionSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      ...questionBase,
      kind: z.literal('multiple_choice'),
      options: options.refine((all) => countCorrect(all) === 1, { error: 'must have exactly one correct option' }),
    }),
    z.strictObject({
      ...questionBase,
      kind: z.literal('true_false'),
      answer: z.boolean({ error: 'must be true or false, without quotes' }),
      feedback: z.strictObject({ true: markdown.optional(), false: markdown.optional() }).optional(),
    }),
    z.strictObject({
      ...questionBase,
      kind: z.literal('multiple_response'),
      options: options.refine((all) => countCorrect(all) >= 1, { error: 'must have at least one correct option' }),
      scoring: z.enum(['partial', 'all']).default('partial'),
    }),
    z
      .strictObject({
        ...questionBase,
        kind: z.literal('numeric'),
        answer: numericAnswer,
        tolerance: numericAnswer.min(0).optional(),
        tolerancePercent: numericAnswer.min(0).max(100).optional(),
        unit: line(20).optional(),
      })
      .refine(({ tolerance, tolerancePercent }) => tolerance === undefined || tolerancePercent === undefined, {
        error: 'has both tolerance and tolerancePercent; keep one',
        path: ['tolerancePercent'],
      }),
    z
      .strictObject({
        ...questionBase,
        kind: z.literal('short_text'),
        accept: z.array(typedText).min(1).max(40),
        caseSensitive: z.boolean().default(false),
        nearMisses: z
          .array(z.strictObject({ text: typedText, feedback: markdown }))
          .max(40)
          .default([]),
      })
      .check(({ value, issues }) => {
        const accepted = new Set(value.accept.map((text) => foldText(text, value.caseSensitive)));
        value.nearMisses.forEach(({ text }, index) => {
          if (!accepted.has(foldText(text, value.caseSensitive))) return;
          const message = 'is accepted as an answer, so it is no near miss';
          issues.push({ code: 'custom', input: text, path: ['nearMisses', index, 'text'], message });
        });
      }),
  ],
  { error: 'must be multiple_choice, true_false, multiple_response, numeric or short_text' },
);

export const activitySchema = z.strictObject({
  id,
  kind: z.enum(['practice', 'quiz', 'test', 'challenge']),
  title: line(120),
  difficulty,
  timeLimitMinutes: z.number().min(0.5).max(600).optional(),
  gradedOn: z.enum(['device', 'server']).default('device'),
  shuffle: z.boolean().default(true),
  questions: z.array(questionSchema).min(1, { error: 'must have at least one question' }).max(100),
  retired,
});

export type CourseFields = z.infer<typeof courseSchema>;
export type SkillFields = z.infer<typeof skillSchema>;
export type UnitFields = z.infer<typeof unitSchema>;
export type LessonFields = z.infer<typeof lessonSchema>;
export type ActivityFields = z.infer<typeof activitySchema>;
export type QuestionFields = z.infer<typeof questionSchema>;
