import type { SolvedQuestion } from '../content/pack.ts';

/** A question to write in another program's format, with the names of what it stands in, outermost first. */
export interface ToExport {
  question: SolvedQuestion;
  category: readonly string[];
}

/** Why a question can't be said in a format, or what of it is said otherwise. */
export type ExportNote =
  | { kind: 'left-out'; reason: 'kind'; of: string }
  | { kind: 'changed'; what: 'scoring' | 'feedback' | 'figures' };

/** One question of an export, as it is reported. */
export interface ExportedItem {
  id: string;
  notes: ExportNote[];
}

/** The words of HTML, on one line. */
export const wordsOf = (html: string): string =>
  html
    .replaceAll(/<(?:br|\/p|\/div|\/li)\b[^>]*>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
