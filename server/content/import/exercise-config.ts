import type { CodeLanguage } from '@hornbook/shared/content/pack.ts';
import { z } from 'zod';

const paths = z.array(z.string()).default([]);
const schema = z.looseObject({
  files: z.looseObject({ solution: paths, test: paths, example: paths, exemplar: paths, editor: paths }),
  authors: z.array(z.string()).default([]),
  blurb: z.string().default(''),
  source: z.string().default(''),
  source_url: z.string().default(''),
});

/** What .meta/config.json of an exercise says. */
export type ExerciseConfig = z.infer<typeof schema>;

const languages: Record<string, CodeLanguage> = { js: 'javascript', ts: 'typescript', py: 'python' };
export const languageOf = (path: string): CodeLanguage | null => languages[path.split('.').at(-1) ?? ''] ?? null;
/** A file's name without folder and ending: two-fer of ./src/two-fer.js. */
export const stemOf = (path: string): string =>
  path
    .split('/')
    .at(-1)
    ?.replace(/\.\w+$/, '') ?? '';

export const readConfig = (text: string, refuse: (message: string) => void): ExerciseConfig | null => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    refuse(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) refuse(`${path.join('.') || 'it'}: ${message}`);
  return null;
};

/** Where an exercise comes from, to be shown with it. */
export const creditOf = ({ authors, source, source_url: url }: ExerciseConfig): string =>
  [
    authors.length > 0 && `By ${authors.join(', ')}.`,
    source && (/^https:\/\//.test(url) ? `From: [${source.replaceAll(/[[\]]/g, '')}](${url}).` : `From: ${source}.`),
  ]
    .filter(Boolean)
    .join(' ');
