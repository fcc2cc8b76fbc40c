import { z } from 'zod';

/* What many parts of a course are made of. */

export const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, {
  error: 'must be a random UUID (version 4) in lower case',
});
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: 'must be lower-case words joined by hyphens, like weighted-sums',
});
export const line = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(maxLength, { error: `must have at most ${maxLength} characters` })
    .refine((text) => !/[\r\n]/.test(text), { error: 'must be one line' });
export const markdown = z.string().refine((text) => text.trim() !== '', { error: 'must not be empty' });
export const difficulty = z.enum(['beginner', 'intermediate', 'advanced']);
export const wholeNumber = (least: number, most: number) => z.int().min(least).max(most);
/** Kept in the folder so that its id isn't lost, but no longer part of the course. */
export const retired = z.boolean().default(false);
export const distinct = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;
export const skillSlugs = z.array(slug).refine(distinct, { error: 'names a skill twice' });
