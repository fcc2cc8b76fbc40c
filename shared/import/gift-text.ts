import type { Passage } from './imported.ts';

/** Whether the character at `index` is taken literally: an odd number of backslashes stands before it. */
export const escapedAt = (text: string, index: number): boolean => {
  let slashes = 0;
  while (text[index - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
};

/** Where `sign` first stands unescaped, or -1. */
export const indexOutside = (text: string, sign: string, from = 0): number => {
  for (let at = text.indexOf(sign, from); at >= 0; at = text.indexOf(sign, at + 1)) if (!escapedAt(text, at)) return at;
  return -1;
};

/** The text meant by what is written: `\=` is an equals sign, `\n` a new line. */
export const withoutEscapes = (text: string): string =>
  text.replaceAll(/\\([\\~=#{}:n_])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

const FORMS: Record<string, Passage['form']> = { html: 'html', markdown: 'markdown', plain: 'plain', moodle: 'html' };

/** A text with the form it names in brackets, else that of the question it belongs to. */
export const passageOf = (source: string, inherited: Passage['form'] | null = null): Passage => {
  const [, named, rest] = /^\s*\[(html|markdown|plain|moodle)\]([\s\S]*)$/i.exec(source) ?? [];
  const text = withoutEscapes((rest ?? source).trim());
  if (named) return { form: FORMS[named.toLowerCase()] as Passage['form'], text };
  if (inherited) return { form: inherited, text };
  // Moodle's own form: plain words in which tags are tags.
  return { form: /<[a-z][^>]*>|&[a-z#0-9]+;/i.test(text) ? 'html' : 'plain', text };
};
