import type { Services } from '../services.ts';
import { type FirstView, firstViewOf } from './first-view.ts';
import { type PageAbout, pageSubjects } from './page-about.ts';
import { type Page, readPageScripts } from './page-scripts.ts';

interface Opening {
  /** The Link header. */
  links?: string | undefined;
  view?: FirstView | undefined;
}

/**
 * What a page of the app brings along for a visitor who comes by a deep link for the first time: what it is about, to be
 * read before the app is here, and hints at what they would otherwise learn of one round trip after the other (scripts of
 * the screen, its words, the catalogue, the course's contents, the text itself). Only what the first view of that page
 * shows: anything more would compete with it. Without it, or with what is stale, the page finds everything by itself.
 * Later visits are the service worker's.
 */
export const pageOpening = ({ database, webFolder }: Pick<Services, 'database' | 'webFolder'>) => {
  const { first, pages, players, words } = readPageScripts(webFolder);
  const readAbout = pageSubjects(database);

  const linksTo = (page: Page, about: PageAbout | null, languages: string): string => {
    const plays = about?.lesson?.header.assets.some(({ optional }) => optional);
    // A browser asks for what a header names before it reads the page, and for six files at a time: the page's own go first.
    const files = [...first, ...page.scripts, ...(plays ? players : []), ...wordsFor(page, words, languages)];
    const links = [...new Set(files)].map(linkTo);
    const packs = about ? ['catalogue', about.version, ...(about.part ? [about.part.sha256] : [])] : [];
    links.push(...packs.map((name) => `</packs/${name}>; rel=preload; as=fetch; crossorigin`));
    if (about?.lesson?.picture) links.push(`</packs/${about.lesson.picture}>; rel=preload; as=image`);
    return links.join(', ');
  };

  /** `languages`: the Accept-Language header, in which browsers name what the learner prefers first. */
  return async (path: string, languages = ''): Promise<Opening> => {
    const page = pages.find(({ pattern }) => pattern.test(path));
    if (!page) return {};
    const { course, target } = page.pattern.exec(path)?.groups ?? {};
    // The page itself must come whatever the database does.
    const about = course ? await readAbout(decoded(course), target).catch(() => null) : null;
    return {
      links: linksTo(page, about, languages) || undefined,
      view: about ? firstViewOf(about, target, page.scripts) : undefined,
    };
  };
};

// The page asks for its styles as scripts are asked for; a hint that asks otherwise would fetch them twice.
const linkTo = (file: string): string =>
  file.endsWith('.css') ? `<${file}>; rel=preload; as=style; crossorigin` : `<${file}>; rel=modulepreload`;

/** As the app chooses: the first language of the browser's that there is, else English, whose first words the page names itself. */
const wordsFor = (
  page: Page,
  words: Record<string, { first: string; learning: string }>,
  languages: string,
): string[] => {
  const asked = languages.split(',').map((tag) => tag.trim().split(/[-;]/)[0]?.toLowerCase() ?? '');
  const locale = asked.find((tag) => Object.hasOwn(words, tag)) ?? 'en';
  const { first, learning } = words[locale] ?? {};
  return [...(first && locale !== 'en' ? [first] : []), ...(learning && page.isLate ? [learning] : [])];
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
