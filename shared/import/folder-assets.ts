import { broughtPath } from './brought-path.ts';
import type { DraftWords } from './draft-of-fields.ts';
import type { MadeAsset } from './make-parts.ts';

const PATH = /assets\/[A-Za-z0-9][A-Za-z0-9._/-]*/g;

/** Pictures and sounds of a course folder: texts name them by number until it is known which the course has already. */
export const folderAssets = (files: ReadonlyMap<string, Uint8Array>) => {
  const used: MadeAsset[] = [];
  const paths = new Map<string, string>();
  const shown = (text: string): string =>
    text.replaceAll(PATH, (path) => {
      const bytes = files.get(path);
      if (!bytes) return path;
      if (!paths.has(path)) {
        paths.set(path, broughtPath(used.length));
        used.push({ name: path, bytes });
      }
      return paths.get(path) as string;
    });
  const inAll = (value: unknown): unknown => {
    if (typeof value === 'string') return shown(value);
    if (Array.isArray(value)) return value.map(inAll);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inAll(inner)]));
  };
  return {
    /** The same words, with what they show named by number. */
    named: ({ text, details }: DraftWords): DraftWords => ({
      text: shown(text),
      details: inAll(details) as Record<string, unknown>,
    }),
    used,
    /** How many files no text shows. */
    unused: (): number => [...files.keys()].filter((path) => path.startsWith('assets/') && !paths.has(path)).length,
  };
};
