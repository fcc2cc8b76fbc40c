import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, normalizePath, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { lateWords } from './late-words.ts';
import { linguiMacro } from './lingui-macro.ts';
import { manifest } from './manifest.ts';
import { firstScripts, PAGES, pageScripts, READING } from './page-scripts.ts';

/** Paths the server answers; everything else is the app. */
const served = ['/auth', '/sync', '/packs', '/queries', '/badges', '/health'];
const server = process.env.HORNBOOK_SERVER ?? 'http://localhost:3000';

/**
 * Styles come in several files whose order the bundler chooses; the order of layers is that of their first mention. So
 * every file mentions all of them.
 */
const layerOrder: Plugin = {
  name: 'hornbook-layer-order',
  enforce: 'pre',
  transform: (code, id) => (/\/web\/src\/.*\.css$/.test(id) ? `@layer tokens, base, components;\n${code}` : undefined),
};

/** A module's id: its path, whatever signs are in it. */
const fileOf = (path: string): string => normalizePath(fileURLToPath(new URL(path, import.meta.url)));

/** Tells of a module whether others reach it by static imports alone. What imports what is known once all is read. */
const reachedFrom = (...modules: string[]) => {
  let reached: Set<string> | undefined;
  return (id: string, graph: Graph): boolean => {
    if (!reached) {
      reached = new Set(modules.map(fileOf));
      for (const one of reached) for (const next of graph.getModuleInfo(one)?.importedIds ?? []) reached.add(next);
    }
    return reached.has(id);
  };
};
interface Graph {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}

/** What the page itself names, which brings the rest. */
const isOfBeginning = reachedFrom('src/begin.ts');
/** Loaded before the first screen. */
const isInFirstVisit = reachedFrom('src/main.tsx');
/** Screens that are opened by a link: what several of them load is one file, and what others share with them is not in it. */
const isOfLearning = reachedFrom(...Object.values(PAGES).flat());
/** Those of them that ask nothing. */
const isOfReading = reachedFrom(...READING.flatMap((path) => PAGES[path] ?? []));

const main = fileOf('src/main.tsx');
const desk = fileOf('src/screens/desk/desk-screens.tsx');
let ofDesk = new Set<string>();

/**
 * Modules that only the author's desk loads, by whatever import: files that are made of nothing else are named after it,
 * so that the service worker keeps them on devices of authors alone.
 */
const findDesk: Plugin = {
  name: 'hornbook-find-desk',
  apply: 'build',
  buildEnd() {
    const reach = (from: string, but?: string) => {
      const reached = new Set([from]);
      for (const one of reached) {
        const info = this.getModuleInfo(one);
        for (const next of [...(info?.importedIds ?? []), ...(info?.dynamicallyImportedIds ?? [])])
          if (next !== but) reached.add(next);
      }
      return reached;
    };
    const others = reach(main, desk);
    ofDesk = new Set([...reach(desk)].filter((module) => !others.has(module)));
  },
};

/**
 * The page names all that the first screen is made of, though what it begins with loads that later: it comes at once, beside
 * the page's own. Most first visits are in English, so its words come with it.
 */
const besidePage: Plugin = {
  name: 'hornbook-beside-page',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const scripts = firstScripts(bundle);
      const styles = scripts.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
      const missing = (files: string[]) => [...new Set(files)].filter((file) => !html.includes(`"/${file}"`));
      const link = (rel: string) => (file: string) => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `/${file}` },
        injectTo: 'head' as const,
      });
      return [
        ...missing(styles).map(link('stylesheet')),
        ...missing(scripts.map(({ fileName }) => fileName)).map(link('modulepreload')),
      ];
    },
  },
};

/** For browsers this package reads the names of characters by a page, and a worker has none: it has another form for those. */
const withoutPage: Plugin = {
  name: 'hornbook-without-page',
  enforce: 'pre',
  resolveId: {
    filter: { id: /^decode-named-character-reference$/ },
    async handler(source, importer) {
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && { ...found, id: found.id.replace(/index\.dom\.js$/, 'index.js') };
    },
  },
};

/** SQLite is only read with by the author's desk. */
const assetFileNames = ({ names }: { names: string[] }) =>
  names.some((name) => name.startsWith('sql-wasm'))
    ? 'assets/desk-[name]-[hash][extname]'
    : 'assets/[name]-[hash][extname]';

export default defineConfig({
  optimizeDeps: { rolldownOptions: { plugins: [withoutPage] } },
  plugins: [
    layerOrder,
    findDesk,
    besidePage,
    pageScripts(),
    react(),
    linguiMacro(),
    lingui(),
    lateWords(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      // The glob below already finds the icons; without this each would be stored twice.
      includeManifestIcons: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm}'],
        // Python is a download one asks for. The author's desk is listed, and kept by devices of authors alone.
        globIgnores: ['**/pyodide*', '**/python-worker*', '**/screenshots/**', '**/*pseudo-rtl-*', '**/*-latin-ext-*'],
      },
      manifest,
    }),
  ],
  server: { proxy: Object.fromEntries(served.map((path) => [path, server])) },
  preview: { proxy: Object.fromEntries(served.map((path) => [path, server])) },
  // One file each: a worker for programs is served with a policy under which it can import nothing.
  worker: {
    format: 'es',
    plugins: () => [withoutPage],
    rolldownOptions: { output: { codeSplitting: false, assetFileNames } },
  },
  build: {
    target: 'es2022',
    rolldownOptions: {
      output: {
        // A file that only leads to another has no modules, but a name.
        assetFileNames,
        chunkFileNames: ({ moduleIds, facadeModuleId }) =>
          (moduleIds.length > 0 ? moduleIds : [facadeModuleId ?? '']).every((id) => ofDesk.has(id))
            ? 'assets/desk-[name]-[hash].js'
            : 'assets/[name]-[hash].js',
        // What seldom changes keeps its name over releases, so an update moves little.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'dexie', test: /node_modules[\\/](dexie|dexie-react-hooks)[\\/]/ },
            // What the first screen needs is one file, not thirty: over a slow link each costs a round trip.
            { name: (id, graph) => (isInFirstVisit(id, graph) && !isOfBeginning(id, graph) ? 'first' : null) },
            // What several screens share is another; what of it has to do with questions alone is a third.
            {
              name: (id, graph) => (isOfReading(id, graph) ? 'shared' : null),
              test: /[\\/](web[\\/]src|shared)[\\/]/,
              minShareCount: 2,
            },
            {
              name: (id, graph) => (isOfLearning(id, graph) ? 'asking' : null),
              test: /[\\/](web[\\/]src|shared)[\\/]/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
});
