import { readFile } from 'node:fs/promises';
import { generateMessageId } from '@lingui/message-utils/generateMessageId';
import type { Plugin } from 'vite';

/**
 * Sources whose words nobody needs on a first screen: all screens but Today are loaded when they are opened, and wait
 * for the late words (lazyScreen). Today also begins free attempts, and the shell itself says whose work is shown.
 */
const LATE = [/^src\/screens\/(?!today\/|learners\/|practice\/)/, /^src\/questions\//];
/** And those whose words only authors need. */
const DESK = [/^src\/screens\/desk\//];

/** Ids of the messages that only these sources say, read from a catalog's own remarks. */
const idsOf = (sources: readonly RegExp[], po: string): Set<string> => {
  const ids = new Set<string>();
  for (const entry of po.split(/\n\n+/)) {
    const origins = [...entry.matchAll(/^#: (\S+?)(?::\d+)?$/gm)].map(([, file = '']) => file);
    const text = /^msgid ((?:".*"\n?)+)/m.exec(entry)?.[1];
    if (!text || origins.length === 0 || !origins.every((file) => sources.some((source) => source.test(file))))
      continue;
    const message = [...text.matchAll(/"(.*)"/g)].map(([line]) => JSON.parse(line) as string).join('');
    ids.add(/^#\. js-lingui-id: (\S+)/m.exec(entry)?.[1] ?? generateMessageId(message));
  }
  return ids;
};

/**
 * Splits the words of a language: `en.po` are those of the first screens, `en.po?lingui` those that come late,
 * `en.po?desk?lingui` those of the author's desk. A word said in several places is among those that come first.
 */
export const lateWords = (): Plugin => ({
  name: 'hornbook-late-words',
  apply: 'build',
  enforce: 'post',
  transform: {
    filter: { id: /\.po(\?desk)?(\?lingui)?$/ },
    async handler(code, id) {
      const po = await readFile(id.split('?')[0] ?? '', 'utf8');
      const [late, desk] = [idsOf(LATE, po), idsOf(DESK, po)];
      const own = id.includes('?desk') ? 'desk' : id.endsWith('?lingui') ? 'late' : 'first';
      const found = /JSON\.parse\(("(?:[^"\\]|\\.)*")\)/.exec(code);
      if (!found?.[1]) this.error('This is not how words are compiled any more.');
      const words = Object.entries(JSON.parse(JSON.parse(found[1])) as Record<string, unknown>);
      const kept = words.filter(([key]) => (desk.has(key) ? 'desk' : late.has(key) ? 'late' : 'first') === own);
      const text = JSON.stringify(JSON.stringify(Object.fromEntries(kept)));
      return { code: code.replace(found[0], () => `JSON.parse(${text})`), map: null };
    },
  },
});
