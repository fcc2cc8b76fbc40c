import { readFile } from 'node:fs/promises';
import { generateMessageId } from '@lingui/message-utils/generateMessageId';
import type { Plugin } from 'vite';

/**
 * Sources whose words nobody needs on a first screen: all screens but Today are loaded when they are opened, and wait
 * for the late words (lazyScreen). Today also begins free attempts, and the shell itself says whose work is shown.
 */
const LATE = [/^src\/screens\/(?!today\/|learners\/|practice\/)/, /^src\/questions\//];

/** Ids of the messages that only late sources say, read from a catalog's own remarks. */
const lateIds = (po: string): Set<string> => {
  const ids = new Set<string>();
  for (const entry of po.split(/\n\n+/)) {
    const origins = [...entry.matchAll(/^#: (\S+?)(?::\d+)?$/gm)].map(([, file = '']) => file);
    const text = /^msgid ((?:".*"\n?)+)/m.exec(entry)?.[1];
    if (!text || origins.length === 0 || !origins.every((file) => LATE.some((late) => late.test(file)))) continue;
    const message = [...text.matchAll(/"(.*)"/g)].map(([line]) => JSON.parse(line) as string).join('');
    ids.add(/^#\. js-lingui-id: (\S+)/m.exec(entry)?.[1] ?? generateMessageId(message));
  }
  return ids;
};

/**
 * Splits the words of a language: `en.po` are those of the first screens, `en.po?lingui` those that come late. A word
 * said in both places is among the first.
 */
export const lateWords = (): Plugin => ({
  name: 'hornbook-late-words',
  apply: 'build',
  enforce: 'post',
  transform: {
    filter: { id: /\.po(\?lingui)?$/ },
    async handler(code, id) {
      const late = lateIds(await readFile(id.split('?')[0] ?? '', 'utf8'));
      const found = /JSON\.parse\(("(?:[^"\\]|\\.)*")\)/.exec(code);
      if (!found?.[1]) this.error('This is not how words are compiled any more.');
      const words = Object.entries(JSON.parse(JSON.parse(found[1])) as Record<string, unknown>);
      const kept = words.filter(([key]) => late.has(key) === id.endsWith('?lingui'));
      const text = JSON.stringify(JSON.stringify(Object.fromEntries(kept)));
      return { code: code.replace(found[0], () => `JSON.parse(${text})`), map: null };
    },
  },
});
