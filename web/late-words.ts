import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generateMessageId } from '@lingui/message-utils/generateMessageId';
import { normalizePath, type Plugin } from 'vite';
import { PAGES } from './page-scripts.ts';

type Part = 'first' | 'learning' | 'rest' | 'desk';

/** What the first screens are made of, and what they load without waiting for more words. */
export const FIRST = ['src/main.tsx', 'src/screens/learners/whose.tsx', 'src/shell/shared-device.tsx'];
/** What `learningScreen` loads beside the pages, and what those load without waiting for more words. */
export const LEARNING = [
  ...new Set(Object.values(PAGES).flat()),
  'src/screens/today/day/day-screen.tsx',
  'src/screens/lesson/media/media-reader.tsx',
  'src/screens/results/results.tsx',
  'src/screens/practice/speak/speak-screens.tsx',
  'src/screens/me/downloads-screen.tsx',
  'src/questions/code/code-desk.tsx',
  'src/questions/code/rich-editor.tsx',
  'src/questions/speak/speak-desk.tsx',
];
const DESK = /^src\/screens\/desk\//;

const web = normalizePath(fileURLToPath(new URL('.', import.meta.url)));
const MARK = /(["'`])words of (\S+), (\w+)\1/g;

/** Messages with the sources that say them, read from a catalog's own remarks. */
const readOrigins = (po: string): { id: string; origins: string[] }[] =>
  po.split(/\n\n+/).flatMap((entry) => {
    const origins = [...entry.matchAll(/^#: (\S+?)(?::\d+)?$/gm)].map(([, file = '']) => file);
    const text = /^msgid ((?:".*"\n?)+)/m.exec(entry)?.[1];
    if (!text || origins.length === 0) return [];
    const message = [...text.matchAll(/"(.*)"/g)].map(([line]) => JSON.parse(line) as string).join('');
    return [{ id: /^#\. js-lingui-id: (\S+)/m.exec(entry)?.[1] ?? generateMessageId(message), origins }];
  });

/**
 * Splits the words of a language by who says them: `en.po` are those of the first screens, `en.po?lingui` those of the
 * screens for learning, `en.po?rest?lingui` those of all others, `en.po?desk?lingui` those of the author's desk alone.
 * What is said in several places is among those that come first. Which source belongs where follows from what imports
 * what, so it is known only once all is read: until then a mark stands for the words.
 */
export const lateWords = (): Plugin => {
  const catalogs = new Map<string, { po: string; words: [string, unknown][] }>();
  const reached: Partial<Record<Part, Set<string>>> = {};
  return {
    name: 'hornbook-late-words',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\.po(\?rest|\?desk)?(\?lingui)?$/ },
      async handler(code, id) {
        const file = id.split('?')[0] ?? '';
        const found = /JSON\.parse\(("(?:[^"\\]|\\.)*")\)/.exec(code);
        if (!found?.[1]) this.error('This is not how words are compiled any more.');
        const words = Object.entries(JSON.parse(JSON.parse(found[1])) as Record<string, unknown>);
        catalogs.set(file, { po: await readFile(file, 'utf8'), words });
        const own = /\?(rest|desk)\?/.exec(id)?.[1];
        const part = own ?? (id.endsWith('?lingui') ? 'learning' : 'first');
        return {
          code: code.replace(found[0], `JSON.parse("words of ${encodeURIComponent(file)}, ${part}")`),
          map: null,
        };
      },
    },
    buildEnd() {
      const reach = (modules: readonly string[]) => {
        const all = new Set(modules.map((module) => web + module));
        for (const module of all) {
          const info = this.getModuleInfo(module);
          if (!info && modules.includes(module.slice(web.length)))
            this.error(`Nothing loads ${module}, whose words come early.`);
          for (const next of info?.importedIds ?? []) all.add(next);
        }
        return all;
      };
      reached.first = reach(FIRST);
      reached.learning = reach(LEARNING);
    },
    renderChunk(code) {
      if (code.search(MARK) < 0) return null;
      const partOf = (origins: readonly string[]): Part => {
        const said = (part: Part) => origins.some((file) => reached[part]?.has(web + file));
        if (said('first')) return 'first';
        if (said('learning')) return 'learning';
        return origins.every((file) => DESK.test(file)) ? 'desk' : 'rest';
      };
      const written = code.replace(MARK, (_, _quote, encoded: string, part: string) => {
        const file = decodeURIComponent(encoded);
        const { po, words } = catalogs.get(file) ?? this.error(`The words of ${file} were not read.`);
        const partOfId = new Map(readOrigins(po).map(({ id, origins }) => [id, partOf(origins)]));
        // Whose words nobody is known to say comes before anybody can say it.
        const own = words.filter(([id]) => (partOfId.get(id) ?? 'first') === part);
        return JSON.stringify(JSON.stringify(Object.fromEntries(own)));
      });
      return { code: written, map: null };
    },
  };
};
