/** A page of the web as it can be read without a connection: its text with headings, lists, tables and links, and nothing else. */
export interface PageCopy {
  format: 1;
  url: string;
  title: string;
  byline: string | null;
  siteName: string | null;
  /** The page's own language and direction, as far as it says. */
  lang: string | null;
  dir: 'ltr' | 'rtl' | null;
  /** Sanitised by whoever made it: to be sanitised again before it is shown. */
  html: string;
  /** Milliseconds since 1970. */
  takenAt: number;
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

/** Reads a copy from its bytes; null for anything else, or a form this version does not know. */
export const readPageCopy = (json: string): PageCopy | null => {
  let read: Record<string, unknown> | null;
  try {
    read = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read?.format !== 1) return null;
  const { url, title, byline, siteName, lang, dir, html, takenAt } = read;
  if (typeof url !== 'string' || typeof title !== 'string' || typeof html !== 'string' || typeof takenAt !== 'number')
    return null;
  if (![byline, siteName, lang].every(isTextOrNull)) return null;
  return {
    ...{ format: 1, url, title, html, takenAt },
    byline: byline as string | null,
    siteName: siteName as string | null,
    lang: lang as string | null,
    dir: dir === 'ltr' || dir === 'rtl' ? dir : null,
  };
};
