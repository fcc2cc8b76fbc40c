import { z } from 'zod';

/** Part of a list, and the key after which the next part begins; null at the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

const MOST_ITEMS = 100;

/** How many items a page has. */
export const limitSchema = z.coerce.number().int().min(1).max(MOST_ITEMS).default(50);

const write = (key: readonly unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Where a page begins: the key of the last item before it, as `next` said it. */
export const afterSchema = <K>(key: z.ZodType<K>) =>
  z
    .string()
    .max(500)
    .transform((text, context): K => {
      try {
        const read = key.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
        if (read.success) return read.data;
      } catch {
        // Not JSON: the same as a key of another list.
      }
      context.addIssue({ code: 'custom', message: 'is not what "next" of this list said' });
      return z.NEVER;
    })
    .optional();

/** A page of rows of which one more than `limit` was asked for: by keys, so that what is added meanwhile shifts nothing. */
export const pageOf = <T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly unknown[]): Page<T> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? write(keyOf(last)) : null };
};

export const uuidSchema = z.uuid();
export const daySchema = z.iso.date();
