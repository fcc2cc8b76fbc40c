import type { Problems } from '@hornbook/shared/authoring/problems.ts';

/** A figure is small: it is fetched by phones and kept for ever. */
const MAX_BYTES = 12 * 1024;

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/<script\b/gi, 'has a script'],
  [/<foreignObject\b/gi, 'has a foreignObject'],
  [
    /<(?:iframe|embed|object|image|use|a|animate|set|handler|listener)\b[^>]*(?:href|src)\s*=\s*["']?(?!#)/gi,
    'refers to something outside itself',
  ],
  [/\son[a-z]+\s*=/gi, 'has an event handler'],
  [/\bjavascript:/gi, 'has a javascript: address'],
  [/@import\b/gi, 'imports a style sheet'],
  [/url\(\s*["']?(?!#)/gi, 'refers to something outside itself'],
  [/<!(?:ENTITY|DOCTYPE)/gi, 'declares entities'],
];

/** A figure must be a picture and nothing else; it is also served so that nothing in it could run. */
export const checkSvg = (svg: string, file: string, problems: Problems): void => {
  for (const [pattern, message] of forbidden) {
    for (const match of svg.matchAll(pattern)) problems.add({ file, line: lineOf(svg, match.index) }, message);
  }
  if (!/<title>[^<]+<\/title>/.test(svg)) problems.add({ file, line: 1 }, 'has no <title>');
  const bytes = Buffer.byteLength(svg);
  if (bytes > MAX_BYTES) problems.add({ file, line: 1 }, `has ${bytes} bytes; a figure may have ${MAX_BYTES}`);
};

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
