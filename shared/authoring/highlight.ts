import type { ElementContent } from 'hast';
import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** Languages a code block may name, and other names for them. Plain text needs no grammar. */
const grammars = {
  bash: () => import('shiki/langs/bash.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
};
const otherNames: Record<string, string> = { js: 'javascript', py: 'python', sh: 'bash', ts: 'typescript' };
export const knownLanguages = ['text', ...Object.keys(grammars), ...Object.keys(otherNames)];

// A theme whose "colours" are names: where it paints, we write a class. Inline styles are forbidden by our own policy.
const classes = ['keyword', 'string', 'number', 'comment', 'function'] as const;
const colourOf = (name: (typeof classes)[number]): string => `#00000${classes.indexOf(name) + 1}`;
const paint = (name: (typeof classes)[number], scope: string[]) => ({
  scope,
  settings: { foreground: colourOf(name) },
});
const PLAIN = '#000000';
const theme = {
  name: 'classes',
  type: 'light' as const,
  fg: PLAIN,
  bg: '#ffffff',
  settings: [
    { settings: { foreground: PLAIN, background: '#ffffff' } },
    paint('keyword', ['keyword', 'storage', 'entity.name.tag', 'variable.language']),
    paint('string', ['string', 'constant.character', 'punctuation.definition.string']),
    paint('number', ['constant.numeric', 'constant.language', 'support.constant']),
    paint('function', ['entity.name.function', 'support.function', 'entity.name.type', 'entity.other.attribute-name']),
    paint('comment', ['comment', 'punctuation.definition.comment']),
    { scope: ['keyword.operator', 'punctuation', 'meta.embedded', 'string source'], settings: { foreground: PLAIN } },
    paint('keyword', ['keyword.operator.logical.python', 'keyword.operator.new', 'keyword.operator.expression']),
    paint('string', ['string punctuation.definition.string']),
  ],
};

export type Highlight = (code: string, language: string) => ElementContent[];

/** Makes the function that turns code into spans of classes tok-keyword, tok-string, tok-number, tok-comment, tok-function. */
export const createHighlight = async (): Promise<Highlight> => {
  const highlighter = await createHighlighterCore({
    themes: [theme],
    langs: Object.values(grammars),
    engine: createJavaScriptRegexEngine(),
  });
  return (code, language) => {
    const lang = otherNames[language] ?? language;
    if (!(lang in grammars)) return [{ type: 'text', value: code }];
    // No time limit: on a busy machine a line past it would lose its colours, and so give the same course another hash.
    const lines = highlighter.codeToTokensBase(code, { lang, theme: 'classes', tokenizeTimeLimit: 0 });
    return lines.flatMap((tokens, index) => [
      ...(index > 0 ? [{ type: 'text' as const, value: '\n' }] : []),
      ...tokens.map(({ content, color }) => span(content, color)),
    ]);
  };
};

const span = (value: string, colour: string | undefined): ElementContent => {
  const name = classes.find((candidate) => colourOf(candidate) === colour?.toLowerCase());
  const text = { type: 'text' as const, value };
  return name && value.trim() !== ''
    ? { type: 'element', tagName: 'span', properties: { className: [`tok-${name}`] }, children: [text] }
    : text;
};
