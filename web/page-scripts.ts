import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;

/** Fetches courses and meets the service: begun on every page. */
const SYNC = 'src/sync/start-sync.ts';

/**
 * Scripts a page needs beyond the first one, by the module its route loads. A visitor who comes by a deep link would
 * otherwise learn of them one round trip after the other.
 */
export const PAGES: Record<string, string[]> = {
  '/': [SYNC],
  '/learn': [SYNC, 'src/screens/learn/learn-screen.tsx'],
  '/learn/:course': [SYNC, 'src/screens/course/course-screen.tsx'],
  '/learn/:course/lessons/:lesson': [SYNC, 'src/screens/lesson/lesson-screen.tsx'],
  // The way in leads straight on to the attempt.
  '/play/:course/:activity': [SYNC, 'src/screens/player/play-screen.tsx', 'src/screens/player/attempt-screen.tsx'],
  '/practice': [SYNC, 'src/screens/practice/practice-screen.tsx'],
};

/** Those of them on which nothing is asked. */
export const READING = ['/', '/learn', '/learn/:course', '/learn/:course/lessons/:lesson'];

/** Others that are opened by a link. What they share with those above would be a burden to a lesson, so it has no part in the grouping. */
const MORE_PAGES: Record<string, string[]> = {
  '/practice/speak': [SYNC, 'src/screens/practice/speak/speak-screens.tsx'],
  '/me/downloads': [SYNC, 'src/screens/me/downloads-screen.tsx'],
};

/** What a lesson with sound or videos loads besides. */
const PLAYERS = 'src/screens/lesson/media/media-reader.tsx';
const LOCALES = ['en', 'es'];

const chunksOf = (bundle: Rolldown.OutputBundle): Map<string, Chunk> =>
  new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));

const beginsWith =
  (module: string) =>
  ({ facadeModuleId }: Chunk): boolean =>
    facadeModuleId?.endsWith(`/web/${module}`) ?? false;

/** Names of a chunk and of all that it loads by static imports. */
const reach = (chunks: Map<string, Chunk>, from: Chunk | undefined, seen = new Set<string>()): Set<string> => {
  if (!from || seen.has(from.fileName)) return seen;
  seen.add(from.fileName);
  for (const next of from.imports) reach(chunks, chunks.get(next), seen);
  return seen;
};

/** What is loaded before the first screen, in English. */
export const firstScripts = (bundle: Rolldown.OutputBundle): Chunk[] => {
  const chunks = chunksOf(bundle);
  const names = new Set<string>();
  for (const module of ['index.html', 'src/main.tsx', 'src/i18n/locales/en.po'])
    reach(chunks, [...chunks.values()].find(beginsWith(module)), names);
  return [...names].flatMap((name) => chunks.get(name) ?? []);
};

/** `page-scripts.json`, as the server reads it. Paths begin with a slash. */
interface PageScripts {
  /** Of every page, and named in it: styles before scripts. */
  first: string[];
  pages: Record<string, string[]>;
  players: string[];
  /** By locale: the words of the first screens, and of those for learning. */
  words: Record<string, { first: string; learning: string }>;
}

/**
 * Writes `page-scripts.json` beside the built page: for each path pattern the scripts and styles its screen loads, the
 * first visit's own left out, and the words by language. Whoever serves the page may name them in a Link header.
 */
export const pageScripts = (): Plugin => ({
  name: 'hornbook-page-scripts',
  apply: 'build',
  generateBundle(_, bundle) {
    const chunks = chunksOf(bundle);
    const chunkOf = (module: string): Chunk =>
      [...chunks.values()].find(beginsWith(module)) ??
      this.error(`No chunk begins with ${module}: page-scripts.ts names what is not loaded lazily.`);
    const stylesOf = ({ viteMetadata }: Chunk): string[] => [...(viteMetadata?.importedCss ?? [])];
    const firstOnes = firstScripts(bundle);
    const first = new Set(firstOnes.map(({ fileName }) => fileName));
    const filesOf = (module: string): string[] => {
      const scripts = [...reach(chunks, chunkOf(module))].filter((file) => !first.has(file));
      const styles = scripts.flatMap((file) => chunks.get(file) ?? []).flatMap(stylesOf);
      return [...scripts, ...styles].map((file) => `/${file}`);
    };
    const wordsOf = (name: string) => `/${chunkOf(`src/i18n/locales/${name}`).fileName}`;
    const found: PageScripts = {
      first: [...new Set([...firstOnes.flatMap(stylesOf), ...first])].map((file) => `/${file}`),
      pages: Object.fromEntries(
        Object.entries({ ...PAGES, ...MORE_PAGES }).map(([pattern, modules]) => [
          pattern,
          [...new Set(modules.flatMap(filesOf))],
        ]),
      ),
      players: filesOf(PLAYERS),
      words: Object.fromEntries(
        LOCALES.map((locale) => [locale, { first: wordsOf(`${locale}.po`), learning: wordsOf(`${locale}.po?lingui`) }]),
      ),
    };
    this.emitFile({ type: 'asset', fileName: 'page-scripts.json', source: JSON.stringify(found) });
  },
});
