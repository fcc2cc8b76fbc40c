// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what must go.
const UNSTORABLE = /[\u0000]|\p{Surrogate}/gu;

/**
 * Text as it may be stored: well-formed, without U+0000, composed, no blank ends, no longer than its field allows. The
 * server alters nothing, so this is the one place where text is cleaned. [S4]
 */
export const cleanText = (text: string, maxLength: number): string => {
  const cleaned = text.replace(UNSTORABLE, '').normalize('NFC').trim();
  if (cleaned.length <= maxLength) return cleaned;
  // Cut between code points, never within one.
  let kept = '';
  for (const point of cleaned) {
    if (kept.length + point.length > maxLength) break;
    kept += point;
  }
  return kept.trimEnd();
};

/** A program as it may be stored: every blank of it may matter. */
export const cleanProgram = (text: string, maxLength: number): string =>
  text.replace(UNSTORABLE, '').replaceAll('\r\n', '\n').slice(0, maxLength).replace(UNSTORABLE, '');

export const cleanTextOrNull = (text: string | null, maxLength: number): string | null =>
  text === null ? null : cleanText(text, maxLength) || null;
