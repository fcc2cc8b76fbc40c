import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Page {
  /** Of its path, with the groups `course` and `target` where it has them. */
  pattern: RegExp;
  scripts: string[];
  /** Whether its screen waits for the words of the screens for learning: all but the first one do. */
  isLate: boolean;
}

export interface PageScripts {
  /** Of every page: styles before scripts. */
  first: string[];
  pages: Page[];
  /** What a lesson with sound or videos loads besides. */
  players: string[];
  words: Record<string, { first: string; learning: string }>;
}

/** What the web app's build says its screens need (web/page-scripts.ts); nothing for a build that doesn't say. */
export const readPageScripts = (webFolder: string): PageScripts => {
  try {
    const { first, pages, players, words } = JSON.parse(readFileSync(join(webFolder, 'page-scripts.json'), 'utf8')) as {
      pages: Record<string, string[]>;
    } & Omit<PageScripts, 'pages'>;
    return { first, pages: Object.entries(pages).map(toPage), players, words };
  } catch {
    return { first: [], pages: [], players: [], words: {} };
  }
};

const toPage = ([path, scripts]: [string, string[]]): Page => ({
  pattern: new RegExp(
    `^${path.replace(/:(\w+)/g, (_, name: string) => `(?<${name === 'course' ? 'course' : 'target'}>[^/]+)`)}$`,
  ),
  scripts,
  isLate: path !== '/',
});
