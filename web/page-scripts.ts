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

/**
 * Writes `page-scripts.json` beside the built page: for each path pattern the scripts and styles its screen loads, the
 * first visit's own left out. Whoever serves the page may name them in a Link header.
 */
export const pageScripts = (): Plugin => ({
  name: 'hornbook-page-scripts',
  apply: 'build',
  generateBundle(_, bundle) {
    const chunks = new Map(
      Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
    );
    const entry = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith('/index.html'));
    const reach = (from: Chunk | undefined, seen = new Set<string>()): Set<string> => {
      if (!from || seen.has(from.fileName)) return seen;
      seen.add(from.fileName);
      for (const next of from.imports) reach(chunks.get(next), seen);
      return seen;
    };
    const first = reach(entry);
    const filesOf = (module: string): string[] => {
      const chunk = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/web/${module}`));
      if (!chunk)
        this.error(`No chunk begins with ${module}: page-scripts.ts names a screen that is not loaded lazily.`);
      const scripts = [...reach(chunk)].filter((file) => !first.has(file));
      const styles = scripts.flatMap((file) => [...(chunks.get(file)?.viteMetadata?.importedCss ?? [])]);
      return [...scripts, ...styles].map((file) => `/${file}`);
    };
    const pages = Object.fromEntries(
      Object.entries(PAGES).map(([pattern, modules]) => [pattern, [...new Set(modules.flatMap(filesOf))]]),
    );
    this.emitFile({ type: 'asset', fileName: 'page-scripts.json', source: JSON.stringify(pages) });
  },
});
