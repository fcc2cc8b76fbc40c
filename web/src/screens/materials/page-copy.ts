/** A readable copy of a page as the service keeps it. */
export interface PageCopy {
  title: string;
  byline: string | null;
  siteName: string | null;
  lang: string | null;
  dir: 'ltr' | 'rtl' | null;
  /** As the service made it: to be sanitised here again before it is shown. */
  html: string;
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
  const { title, byline, siteName, lang, dir, html, takenAt } = read;
  if (typeof title !== 'string' || typeof html !== 'string' || typeof takenAt !== 'number') return null;
  if (![byline, siteName, lang].every(isTextOrNull)) return null;
  return {
    ...{ title, html, takenAt },
    byline: byline as string | null,
    siteName: siteName as string | null,
    lang: lang as string | null,
    dir: dir === 'ltr' || dir === 'rtl' ? dir : null,
  };
};
