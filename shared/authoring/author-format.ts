import { z } from 'zod';
import { difficulty, distinct, id, line, markdown, retired, skillSlugs, slug, wholeNumber } from './author-fields.ts';
import { questionSchema } from './question-format.ts';

/*
 * What an author writes in the front matter of each file of a course folder. AUTHORING.md explains it to authors.
 * Strict everywhere: a misspelt field is an error, never silently nothing.
 */

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
