import type { CodeLanguage } from '../content/pack.ts';

/** How the files of programs end, by their language. */
export const extensionOf: Record<CodeLanguage, string> = { javascript: 'js', typescript: 'ts', python: 'py' };
