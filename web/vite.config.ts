import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, normalizePath, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { lateWords } from './late-words.ts';
import { linguiMacro } from './lingui-macro.ts';
import { manifest } from './manifest.ts';
import { PAGES, pageScripts } from './page-scripts.ts';

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
const main = fileOf('src/main.tsx');
let firstVisit: Set<string> | undefined;

/** Whether a module is loaded before the first screen: reached from main.tsx by static imports alone. */
const isInFirstVisit = (id: string, infoOf: (id: string) => { importedIds: string[] } | null): boolean => {
  if (!firstVisit) {
    firstVisit = new Set([main]);
    for (const reached of firstVisit) for (const next of infoOf(reached)?.importedIds ?? []) firstVisit.add(next);
  }
  return firstVisit.has(id);
};

let ofLearning: Set<string> | undefined;

/** Whether a module is loaded by the screens learners come to by a link: they share a file, and what others share is not in it. */
const isOfLearning = (id: string, infoOf: (id: string) => { importedIds: readonly string[] } | null): boolean => {
  if (!ofLearning) {
    const screens = new Set(Object.values(PAGES).flat());
    ofLearning = new Set([...screens].map(fileOf));
    for (const reached of ofLearning) for (const next of infoOf(reached)?.importedIds ?? []) ofLearning.add(next);
  }
  return ofLearning.has(id);
};

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

/** Most first visits are in English: its words come beside the scripts, not after them. */
const englishBeside: Plugin = {
  name: 'hornbook-english-beside',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) => {
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
      const english = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/en.po'))?.fileName;
      return english ? [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${english}` } }] : [];
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
    englishBeside,
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
            { name: (id, graph) => (isInFirstVisit(id, (other) => graph.getModuleInfo(other)) ? 'first' : null) },
            // And what several screens share is another.
            {
              name: (id, graph) => (isOfLearning(id, (other) => graph.getModuleInfo(other)) ? 'shared' : null),
              test: /[\\/](web[\\/]src|shared)[\\/]/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
});
